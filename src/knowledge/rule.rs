use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CauseId, Condition, Entry, FactId, Provenance, RuleId, Text};

/// If this is known to hold, that follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Names the rule.
    pub id: RuleId,
    /// When it fires.
    pub when: Condition,
    /// What follows.
    pub conclusion: Conclusion,
    /// Why, for a person.
    pub because: Option<Text>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What follows from a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Conclusion {
    /// These facts are known; they are no evidence, since the premises were.
    Then(BTreeMap<FactId, String>),
    /// These causes are impossible.
    RulesOut(Vec<CauseId>),
}

impl Entry for Rule {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
