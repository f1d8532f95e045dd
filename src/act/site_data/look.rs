use crate::journal::SiteStore;
use crate::knowledge::HostName;

use super::copy::{Specimen, check_plain};
use super::table::Table;
use super::{Catalogue, Family, Hindrance, opened};

/// Returns how its browser keeps a store.
pub(super) fn family(store: &SiteStore) -> Result<&'static Family, Hindrance> {
    let family = Catalogue::get().family(&store.family);
    family.ok_or(Hindrance::UnknownForm)
}

/// Counts the rows of each site in a copy of a store; finds out on the way whether the store is as any known one.
pub(super) fn count(store: &SiteStore, sites: &[HostName]) -> Result<Vec<usize>, Hindrance> {
    check_plain(store)?;
    let specimen = Specimen::of(&store.path)?;
    let copy = opened::copy(&specimen.path())?;
    let table = Table::check(&copy, family(store)?)?;
    let mut counts = vec![0; sites.len()];
    for site in table.owned(&copy, sites)?.values() {
        counts[*site] += 1;
    }
    Ok(counts)
}
