use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::journal::{KeptSiteData, SiteStore, Undo};
use crate::knowledge::{HostName, Text};
use crate::system::Platform;

use super::clear::clear;
use super::running::is_running;
use super::{FoundStore, Hindrance, Treated};

/// What some sites have left in the browsers of this machine, to be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SiteData {
    /// The sites, each with all below it.
    pub(crate) sites: Vec<HostName>,
    /// How a person does it, in a browser that is not known or where something is not as expected.
    pub(crate) by_hand: Text,
    /// An address that is shown with it, not opened.
    pub(crate) link: Option<String>,
    /// Where it lies; `None` where nobody has looked, since the plan is for another machine.
    pub(crate) found: Option<Vec<FoundStore>>,
}

impl SiteData {
    /// Returns whether there is something for naosu to do.
    pub(crate) fn acts(&self) -> bool {
        let found = self.found.as_ref();
        found.is_none_or(|found| found.iter().any(FoundStore::is_wanted))
    }

    /// Returns the stores that rows are removed from, in order.
    pub(crate) fn wanted(&self) -> Vec<SiteStore> {
        let found = self.found.iter().flatten();
        let wanted = found.filter(|found| found.is_wanted());
        wanted.map(|found| found.store.clone()).collect()
    }

    /// Returns whether some store is left alone for certain.
    pub(crate) fn is_hindered(&self) -> bool {
        let mut found = self.found.iter().flatten();
        found.any(|found| found.hindrance().is_some())
    }

    /// Returns what puts everything back whose copy is in a folder.
    pub(crate) fn undo(&self, copies: &Path) -> Undo {
        Undo::RestoreSiteData(KeptSiteData {
            sites: self.sites.clone(),
            copies: copies.to_owned(),
            stores: self.wanted(),
        })
    }

    /// Removes what the sites have left from every store, each by itself; a copy of the n-th goes to the folder `n` in `copies`.
    pub(crate) fn clear(&self, copies: &Path, platform: Platform) -> Vec<Treated> {
        let treat = |number: usize, store: &SiteStore| {
            if is_running(store, platform) {
                return Err(Hindrance::Running);
            }
            clear(store, &self.sites, &copies.join(number.to_string()))
        };
        let stores = (1..).zip(self.wanted());
        let treated = stores.map(|(number, store)| Treated {
            result: treat(number, &store),
            store,
        });
        treated.collect()
    }
}

/// Returns the folder for the copies of a step.
pub(crate) fn copies(backups: &Path, step: usize) -> PathBuf {
    backups.join(format!("step-{step}"))
}

/// Returns the names of the browsers of these stores that run, or may.
pub(crate) fn open_browsers(stores: &[SiteStore], platform: Platform) -> Vec<String> {
    let open = stores.iter().filter(|store| is_running(store, platform));
    let names: BTreeSet<_> = open.map(|store| store.browser.clone()).collect();
    names.into_iter().collect()
}
