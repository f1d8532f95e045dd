use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CauseId, Distribution, Entry, FactId, FixId, Phrase, ProblemId, Provenance, Text};

/// What is seen, such as one error page, with the causes that may be behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Names the problem.
    pub id: ProblemId,
    /// What it is, in a few words.
    pub title: Text,
    /// Forms of words that describe it.
    #[serde(skip)]
    pub said: Vec<Phrase>,
    /// Texts that people write; for tests only.
    #[serde(skip)]
    pub samples: Vec<String>,
    /// Texts that must not lead here; for tests only.
    #[serde(skip)]
    pub not: Vec<String>,
    /// How common it is among problems; relative.
    pub prior: f64,
    /// The values that it shows, by fact.
    pub shows: BTreeMap<FactId, Vec<String>>,
    /// The causes that may be behind it, in the order of their ids.
    pub causes: Vec<ProblemCause>,
    /// The weight of every cause nobody wrote down; relative to the causes' weights.
    pub other: f64,
    /// The fixes that end it: the first whose `when` is known to hold; the last has none.
    pub refer: Vec<FixId>,
    /// The order of a fixed list, to read and to compare with.
    pub checklist: Vec<FixId>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A cause as it stands behind one problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProblemCause {
    /// The cause.
    pub cause: CauseId,
    /// How common it is behind this problem; relative.
    pub weight: f64,
    /// Where this problem differs from the cause's own entry.
    pub expect: BTreeMap<FactId, Distribution>,
}

impl Entry for Problem {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
