use std::collections::{BTreeMap, BTreeSet};

use crate::base::RuleIndex;
use crate::knowledge::{Conclusion, Pack};

use super::{Fired, Lookup};

/// The rules that are still to be looked at, and those that fired: forward chaining (Forgy 1982 names the problem) in which
/// a rule is looked at only when a fact that it names has become known.
///
/// It goes over the rules in rounds, each in the order of the pack. Nothing known is ever changed: of two rules that
/// contradict each other the first that fires counts.
pub struct Agenda<'p> {
    pack: &'p Pack,
    index: &'p RuleIndex,
    waiting: BTreeSet<usize>,
    has_fired: BTreeSet<usize>,
    concluded: BTreeMap<&'p str, &'p str>,
    fired: Vec<Fired>,
    n_looked_at: usize,
}

impl<'p> Agenda<'p> {
    /// Returns an agenda with nothing on it.
    #[must_use]
    pub fn new(pack: &'p Pack, index: &'p RuleIndex) -> Self {
        Self {
            pack,
            index,
            waiting: BTreeSet::new(),
            has_fired: BTreeSet::new(),
            concluded: BTreeMap::new(),
            fired: Vec::new(),
            n_looked_at: 0,
        }
    }

    /// Puts the rules that name a fact on the agenda: it has become known.
    pub fn learn(&mut self, fact: &str) {
        self.waiting.extend(self.index.naming(fact));
    }

    /// Fires every rule whose condition is known to hold, until no fact is new. `known` returns what is known beside what
    /// the rules concluded.
    pub fn chain<'k>(&mut self, known: &dyn Fn(&str) -> Option<&'k str>)
    where
        'p: 'k,
    {
        while !self.waiting.is_empty() {
            let mut round = std::mem::take(&mut self.waiting);
            while let Some(position) = round.pop_first() {
                self.look_at(position, known);
                // What it concluded may concern rules of this round as well as rules that were passed.
                round.append(&mut self.waiting.split_off(&(position + 1)));
            }
        }
    }

    /// Returns the rules that fired, in the order in which they did.
    #[must_use]
    pub fn fired(self) -> Vec<Fired> {
        self.fired
    }

    /// Returns how many times a rule's condition was judged so far.
    #[must_use]
    pub fn n_looked_at(&self) -> usize {
        self.n_looked_at
    }

    fn look_at<'k>(&mut self, position: usize, known: &dyn Fn(&str) -> Option<&'k str>)
    where
        'p: 'k,
    {
        if self.has_fired.contains(&position) {
            return;
        }
        self.n_looked_at += 1;
        let pack = self.pack;
        let concluded = &self.concluded;
        let value = |name: &str| known(name).or_else(|| concluded.get(name).copied());
        let lookup = Lookup {
            pack,
            known: &value,
        };
        let rule = &pack.rules[position];
        if rule.when.truth(&lookup) != Some(true) {
            return;
        }
        let mut fired = Fired {
            rule: position,
            facts: BTreeMap::new(),
            ruled_out: Vec::new(),
        };
        match &rule.conclusion {
            Conclusion::Then(facts) => {
                let new = facts
                    .iter()
                    .filter(|(fact, _)| value(fact.as_str()).is_none());
                fired.facts = new
                    .map(|(fact, value)| (fact.clone(), value.clone()))
                    .collect();
            }
            Conclusion::RulesOut(causes) => {
                let positions = causes.iter();
                let positions = positions.filter_map(|cause| pack.causes.position(cause.as_str()));
                fired.ruled_out = positions.collect();
            }
        }
        if let Conclusion::Then(facts) = &rule.conclusion {
            for (fact, value) in facts
                .iter()
                .filter(|(fact, _)| fired.facts.contains_key(fact))
            {
                self.concluded.insert(fact.as_str(), value);
                self.learn(fact.as_str());
            }
        }
        self.has_fired.insert(position);
        self.fired.push(fired);
    }
}

/// Fires every rule whose condition is known to hold, until no fact is new; returns them in the order in which they fired.
#[must_use]
pub fn forward_chain<'k>(
    pack: &'k Pack,
    index: &'k RuleIndex,
    known: &dyn Fn(&str) -> Option<&'k str>,
) -> Vec<Fired> {
    let mut agenda = Agenda::new(pack, index);
    // A condition of which nothing is known is not known to hold.
    for fact in index.facts().filter(|fact| known(fact).is_some()) {
        agenda.learn(fact);
    }
    agenda.chain(known);
    agenda.fired()
}
