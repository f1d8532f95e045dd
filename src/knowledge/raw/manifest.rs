//! The shape of `pack.yaml`.

use serde::Deserialize;

use crate::knowledge::decode::List;

use super::{Text, Word};

/// The file `pack.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Manifest {
    pub(in crate::knowledge) id: Option<Word>,
    pub(in crate::knowledge) version: Option<Word>,
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) languages: Option<List<Word>>,
    pub(in crate::knowledge) license: Option<Word>,
    pub(in crate::knowledge) sources: Option<List<Word>>,
    pub(in crate::knowledge) costs: Costs,
    pub(in crate::knowledge) reading: Reading,
    pub(in crate::knowledge) status: Option<List<Word>>,
}

/// `costs:` of `pack.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Costs {
    pub(in crate::knowledge) wait_share: Option<Word>,
    pub(in crate::knowledge) wait_most: Option<Word>,
    pub(in crate::knowledge) risk_low: Option<Word>,
    pub(in crate::knowledge) risk_high: Option<Word>,
    pub(in crate::knowledge) loses: Option<Word>,
    pub(in crate::knowledge) reboot: Option<Word>,
    pub(in crate::knowledge) workaround: Option<Word>,
}

/// `reading:` of `pack.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Reading {
    pub(in crate::knowledge) shown: Option<Word>,
    pub(in crate::knowledge) phrase: Option<Word>,
    pub(in crate::knowledge) search: Option<Word>,
    pub(in crate::knowledge) refuse: Option<Word>,
}

impl Manifest {
    /// Returns this manifest with what it leaves out taken from the one that it lies over.
    pub(in crate::knowledge) fn over(self, below: Self) -> Self {
        Self {
            id: below.id.or(self.id),
            version: self.version.or(below.version),
            title: self.title.or(below.title),
            languages: self.languages.or(below.languages),
            license: self.license.or(below.license),
            sources: self.sources.or(below.sources),
            costs: self.costs.over(below.costs),
            reading: self.reading.over(below.reading),
            status: self.status.or(below.status),
        }
    }
}

impl Costs {
    fn over(self, below: Self) -> Self {
        Self {
            wait_share: self.wait_share.or(below.wait_share),
            wait_most: self.wait_most.or(below.wait_most),
            risk_low: self.risk_low.or(below.risk_low),
            risk_high: self.risk_high.or(below.risk_high),
            loses: self.loses.or(below.loses),
            reboot: self.reboot.or(below.reboot),
            workaround: self.workaround.or(below.workaround),
        }
    }
}

impl Reading {
    fn over(self, below: Self) -> Self {
        Self {
            shown: self.shown.or(below.shown),
            phrase: self.phrase.or(below.phrase),
            search: self.search.or(below.search),
            refuse: self.refuse.or(below.refuse),
        }
    }
}
