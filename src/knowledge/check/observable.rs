//! Facts that nothing can observe.

use std::collections::BTreeSet;

use crate::knowledge::Defect;

use super::checker::Checker;

/// Checks that each fact can become known in some way.
pub(super) fn check(checker: &mut Checker<'_>) {
    let observed = stated_elsewhere(checker);
    for (id, item) in &checker.sections.facts {
        let own = ["ask", "said"].iter().any(|key| item.given.contains(*key));
        if item.raw.is_some() && !own && !observed.contains(id.as_str()) {
            let at = checker.place(item.id.mark);
            let fact = id.clone();
            checker.defects.push(Defect::Unobservable { at, fact });
        }
    }
}

/// Returns the facts that other entries state.
fn stated_elsewhere<'a>(checker: &Checker<'a>) -> BTreeSet<&'a str> {
    let sections = checker.sections;
    let facts = sections.facts.values().filter_map(|item| item.raw.as_ref());
    let meant = facts
        .filter_map(|raw| raw.means.as_ref())
        .flat_map(|means| means.iter())
        .flat_map(|(_, facts)| facts.iter());
    let fixes = sections.fixes.values().filter_map(|item| item.raw.as_ref());
    let done = fixes.flat_map(|raw| raw.tells.iter().chain(raw.sets.iter()));
    let rules = sections.rules.values().filter_map(|item| item.raw.as_ref());
    let concluded = rules
        .filter_map(|raw| raw.then.as_ref())
        .flat_map(|facts| facts.iter());
    let checks = sections
        .checks
        .values()
        .filter_map(|item| item.raw.as_ref());
    let seen = checks
        .flat_map(|raw| raw.observe.iter())
        .map(|(fact, _)| fact);
    let stated = meant.chain(done).chain(concluded).map(|(fact, _)| fact);
    stated.chain(seen).map(|fact| fact.value.as_str()).collect()
}
