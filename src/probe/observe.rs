use std::collections::BTreeMap;

use crate::knowledge::{Check, Condition, FactId, Observed};

use super::Seen;

/// What was seen says of facts, and of whether something is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observation {
    /// The value of each fact that could be told.
    pub facts: BTreeMap<FactId, String>,
    /// Whether something is wrong.
    pub verdict: Verdict,
}

/// Whether something is wrong with what a check looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Fixed,
    /// Something is wrong.
    Broken,
    /// That cannot be told.
    #[default]
    Unknown,
}

/// Returns what the fields say, by the check's own conditions; unknown fields say nothing.
#[must_use]
pub fn observe(check: &Check, seen: &Seen) -> Observation {
    let mut facts = BTreeMap::new();
    for observe in &check.observe {
        let value = match &observe.value {
            Observed::FirstOf(values) => {
                let first = values.iter().find(|(_, when)| holds(when, seen));
                first.map(|(value, _)| value.clone())
            }
            Observed::Field { field, fits } => {
                let value = seen.get(field).filter(|value| fits.takes(value));
                value.map(str::to_owned)
            }
        };
        facts.extend(value.map(|value| (observe.fact.clone(), value)));
    }
    let is = |when: &Option<Condition>| when.as_ref().is_some_and(|when| holds(when, seen));
    let verdict = if is(&check.broken_when) {
        Verdict::Broken
    } else if is(&check.fixed_when) {
        Verdict::Fixed
    } else {
        Verdict::Unknown
    };
    Observation { facts, verdict }
}

fn holds(condition: &Condition, seen: &Seen) -> bool {
    condition.truth(seen) == Some(true)
}
