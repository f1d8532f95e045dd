use std::collections::BTreeMap;

use crate::knowledge::{FactId, Pack, Values};
use crate::session::{Source, State};

/// Returns how things are now, as a plan may go by it: free text counts only where a check saw it, since it becomes an
/// argument of a program.
pub(crate) fn facts_now(pack: &Pack, state: &State) -> BTreeMap<FactId, String> {
    let is_text = |fact: &FactId| {
        let fact = pack.facts.get(fact.as_str());
        fact.is_some_and(|fact| matches!(fact.values, Values::Text { .. }))
    };
    let known = state
        .facts
        .iter()
        .filter(|(fact, known)| known.from == Source::Check || !is_text(fact))
        .map(|(fact, known)| (fact.clone(), known.value.clone()));
    let mut facts: BTreeMap<_, _> = known.collect();
    facts.extend(state.current.clone());
    facts
}
