use crate::journal::SiteStore;

use super::Hindrance;

/// What came of removing or putting back a store's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Treated {
    /// Which store.
    pub(crate) store: SiteStore,
    /// How many rows there were, or why it was left alone.
    pub(crate) result: Result<usize, Hindrance>,
}
