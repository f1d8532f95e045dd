use std::collections::BTreeMap;

use crate::knowledge::FactId;

/// A rule that fired, by position in the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// The rule.
    pub rule: usize,
    /// The facts that it added.
    pub facts: BTreeMap<FactId, String>,
    /// The causes that it made impossible, by position.
    pub ruled_out: Vec<usize>,
}
