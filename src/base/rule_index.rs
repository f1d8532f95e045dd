use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::knowledge::Pack;

/// Which rules name each fact in their condition, so that only these are looked at when the fact becomes known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleIndex(BTreeMap<String, Vec<usize>>);

impl RuleIndex {
    /// Returns the index over a pack's rules.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let mut by_fact: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (position, rule) in pack.rules.iter().enumerate() {
            for name in rule.when.names() {
                by_fact.entry(name.to_owned()).or_default().push(position);
            }
        }
        Self(by_fact)
    }

    /// Returns the rules that name a fact, by position in the pack and in order.
    #[must_use]
    pub fn naming(&self, fact: &str) -> &[usize] {
        self.0.get(fact).map_or(&[], Vec::as_slice)
    }

    /// Returns every fact that a rule names, in order.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
