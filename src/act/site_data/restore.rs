use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::journal::{KeptSiteData, SiteStore};
use crate::knowledge::HostName;
use crate::system::Platform;

use super::copy::{Specimen, check_plain, in_folder};
use super::look::family;
use super::running::is_running;
use super::table::Table;
use super::{Hindrance, Treated, opened};

/// What the copy is called while its rows are put back.
const COPY: &str = "kept";

/// Puts the rows of the sites back into a store from its copy in `folder`; what other sites have left since stays. Returns
/// how many rows there were; none where there is no copy, since then nothing was removed. Doing it again changes nothing.
///
/// # Errors
///
/// Whatever is not as expected; then nothing was changed.
pub(super) fn restore(
    store: &SiteStore,
    sites: &[HostName],
    folder: &Path,
) -> Result<usize, Hindrance> {
    if !folder.exists() {
        return Ok(0);
    }
    let kept = Specimen::of(&in_folder(&store.path, folder))?;
    let copy = opened::copy(&kept.path())?;
    let then = Table::check(&copy, family(store)?)?;
    let rows = then.owned(&copy, sites)?;
    let wanted = then.digests(&copy, &rows)?;
    drop(copy.close());

    check_plain(store)?;
    let now = Specimen::of(&store.path)?;
    Table::check(&opened::copy(&now.path())?, family(store)?)?;

    let mut open = opened::alone(&store.path)?;
    let attach = format!("ATTACH ?1 AS {COPY}");
    let path = kept
        .path()
        .canonicalize()
        .map_err(Hindrance::of(&store.path))?;
    open.execute(&attach, [path.to_str().ok_or(Hindrance::NotFile)?])?;
    let change = opened::begin(&mut open)?;
    let table = Table::check(&change, family(store)?)?;
    if table.columns != then.columns {
        return Err(Hindrance::OtherForm);
    }
    let owned = table.owned(&change, sites)?;
    let before = table.digest_of_others(&change, &owned)?;
    let there: BTreeSet<_> = table.digests(&change, &owned)?.into_values().collect();
    let gone = wanted.iter().filter(|(_, row)| !there.contains(*row));
    table.put(&change, COPY, gone.map(|(number, _)| *number))?;
    let owned = table.owned(&change, sites)?;
    let there: BTreeSet<_> = table.digests(&change, &owned)?.into_values().collect();
    let is_back = wanted.values().all(|row| there.contains(row));
    if !is_back || before != table.digest_of_others(&change, &owned)? {
        return Err(Hindrance::Unexpected);
    }
    Table::check(&change, family(store)?)?;
    change.commit()?;
    Ok(rows.len())
}

/// Puts back what was removed, into each store by itself. The copies hold secrets: once all of it is back they go.
pub(crate) fn restore_all(kept: &KeptSiteData, platform: Platform) -> Vec<Treated> {
    let treat = |number: usize, store: &SiteStore| {
        if is_running(store, platform) {
            return Err(Hindrance::Running);
        }
        restore(store, &kept.sites, &kept.copies.join(number.to_string()))
    };
    let stores = (1..).zip(&kept.stores);
    let treated = stores.map(|(number, store)| Treated {
        store: store.clone(),
        result: treat(number, store),
    });
    let treated: Vec<_> = treated.collect();
    if treated.iter().all(|treated| treated.result.is_ok()) {
        drop(fs::remove_dir_all(&kept.copies));
    }
    treated
}
