use std::fs;
use std::path::Path;

use crate::journal::SiteStore;
use crate::knowledge::HostName;

use super::copy::keep;
use super::look::{count, family};
use super::table::Table;
use super::{Hindrance, opened};

/// Removes the rows of the sites from a store and nothing else, after a copy of it is in `folder`; returns how many there
/// were. When it fails, nothing was removed.
///
/// # Errors
///
/// Whatever is not as expected; see [`Hindrance`].
pub(super) fn clear(
    store: &SiteStore,
    sites: &[HostName],
    folder: &Path,
) -> Result<usize, Hindrance> {
    if count(store, sites)?.iter().all(|n_rows| *n_rows == 0) {
        return Ok(0);
    }
    keep(&store.path, folder)?;
    let removed = remove(store, sites);
    if removed.is_err() {
        // What was not changed needs no way back, and the copy holds secrets.
        drop(fs::remove_dir_all(folder));
    }
    removed
}

fn remove(store: &SiteStore, sites: &[HostName]) -> Result<usize, Hindrance> {
    let mut open = opened::alone(&store.path)?;
    let change = opened::begin(&mut open)?;
    let table = Table::check(&change, family(store)?)?;
    let owned = table.owned(&change, sites)?;
    let before = table.digest_of_others(&change, &owned)?;
    let n_removed = table.remove(&change, &owned)?;
    let left = table.owned(&change, sites)?;
    let after = table.digest_of_others(&change, &left)?;
    if n_removed != owned.len() || !left.is_empty() || before != after {
        return Err(Hindrance::Unexpected);
    }
    Table::check(&change, family(store)?)?;
    change.commit()?;
    Ok(n_removed)
}
