use std::collections::BTreeMap;

use crate::knowledge::{Conclusion, FactId, Facts, Pack};

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

/// Everything known, for judging conditions: a pack with what a lookup returns.
pub struct Lookup<'a, 'b> {
    /// The pack, for the first value of a fact.
    pub pack: &'a Pack,
    /// Returns the current value of a fact.
    pub known: &'a dyn Fn(&str) -> Option<&'b str>,
}

impl Facts for Lookup<'_, '_> {
    fn value(&self, name: &str) -> Option<&str> {
        (self.known)(name)
    }

    fn first_value(&self, name: &str) -> Option<&str> {
        self.pack
            .facts
            .get(name)?
            .values
            .list()
            .first()
            .map(|value| value.id.as_str())
    }
}

/// Fires every rule whose condition is known to hold, until no fact is new (Forgy 1982 names the problem; packs are
/// small enough for rounds). A known fact is never changed: of two rules that contradict each other the first counts.
#[must_use]
pub fn forward_chain<'k>(pack: &Pack, known: &dyn Fn(&str) -> Option<&'k str>) -> Vec<Fired> {
    let mut fired: Vec<Fired> = Vec::new();
    loop {
        let n_before = fired.len();
        for (position, rule) in pack.rules.iter().enumerate() {
            let lookup = |name: &str| known(name).or_else(|| concluded(pack, &fired, name));
            let holds = rule.when.truth(&Lookup {
                pack,
                known: &lookup,
            }) == Some(true);
            if holds && fired.iter().all(|fired| fired.rule != position) {
                let firing = fire(pack, position, &lookup);
                fired.push(firing);
            }
        }
        if fired.len() == n_before {
            return fired;
        }
    }
}

fn fire<'k>(pack: &Pack, position: usize, known: &dyn Fn(&str) -> Option<&'k str>) -> Fired {
    let mut fired = Fired {
        rule: position,
        facts: BTreeMap::new(),
        ruled_out: Vec::new(),
    };
    match &pack.rules[position].conclusion {
        Conclusion::Then(facts) => {
            let new = facts
                .iter()
                .filter(|(fact, _)| known(fact.as_str()).is_none());
            fired.facts = new
                .map(|(fact, value)| (fact.clone(), value.clone()))
                .collect();
        }
        Conclusion::RulesOut(causes) => {
            fired.ruled_out = causes
                .iter()
                .filter_map(|cause| pack.causes.position(cause.as_str()))
                .collect();
        }
    }
    fired
}

/// Returns the value of a fact that an earlier rule concluded; the first rule that did so counts.
fn concluded<'k>(pack: &'k Pack, fired: &[Fired], name: &str) -> Option<&'k str> {
    let position = fired
        .iter()
        .find(|fired| fired.facts.keys().any(|fact| fact.as_str() == name))?
        .rule;
    match &pack.rules[position].conclusion {
        Conclusion::Then(facts) => facts
            .iter()
            .find(|(fact, _)| fact.as_str() == name)
            .map(|(_, value)| value.as_str()),
        Conclusion::RulesOut(_) => None,
    }
}
