use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::knowledge::Lang;

/// What there is to tell of one entry.
pub(super) struct EntryStats {
    /// The section that it stands in.
    pub(super) section: &'static str,
    pub(super) id: String,
    /// The languages in which a test reaches it.
    pub(super) reached: BTreeSet<Lang>,
    /// How many `samples:` it has by language.
    pub(super) samples: BTreeMap<Lang, usize>,
    /// How many `not:` lines it has by language.
    pub(super) not: BTreeMap<Lang, usize>,
    pub(super) sources: Vec<String>,
    pub(super) reviewed: Option<Date>,
    /// Its `status`, where it has one.
    pub(super) status: Option<String>,
}

impl EntryStats {
    /// Returns whether it is marked as not finished.
    pub(super) fn is_draft(&self) -> bool {
        self.status.as_deref() == Some("draft")
    }
}
