use std::collections::{BTreeMap, BTreeSet};

/// The evidence so far, by position in the pack; each piece counts once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// How much more probable each problem is by the words said, relative to the others.
    pub problems: Vec<f64>,
    /// The values of facts.
    pub facts: BTreeMap<usize, usize>,
    /// Fixes that were done and did not help.
    pub failed: BTreeSet<usize>,
    /// Causes that a rule made impossible.
    pub ruled_out: BTreeSet<usize>,
}
