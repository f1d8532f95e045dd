use crate::journal::SiteStore;

use super::Hindrance;

/// A store as it was found when a plan was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundStore {
    /// Which.
    pub(crate) store: SiteStore,
    /// Whether its browser ran.
    pub(crate) is_running: bool,
    /// How many rows each site had, in the order of the sites; or why it is left alone.
    pub(crate) counts: Result<Vec<usize>, Hindrance>,
}

impl FoundStore {
    /// Returns whether there is something to remove, or may be when its browser is closed.
    pub(crate) fn is_wanted(&self) -> bool {
        let has_rows = |counts: &Vec<usize>| counts.iter().any(|n_rows| *n_rows > 0);
        self.is_running || self.counts.as_ref().is_ok_and(has_rows)
    }

    /// Returns why it is left alone for certain.
    pub(crate) fn hindrance(&self) -> Option<&Hindrance> {
        let hindrance = self.counts.as_ref().err();
        hindrance.filter(|_| !self.is_running)
    }
}
