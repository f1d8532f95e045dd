//! The tests of the pack.

use std::collections::BTreeMap;

use crate::knowledge::decode::{List, Pairs};
use crate::knowledge::raw::{self, Word};
use crate::knowledge::sections::{Item, Section};
use crate::knowledge::{Case, CaseTurn, Expectation, FactId, FixId};
use crate::system::Platform;

use super::checker::Checker;

/// What can come of a fix, as the protocol names it.
const OUTCOMES: [&str; 5] = ["fixed", "not-fixed", "could-not", "refused", "unsure"];

/// Returns the tests.
pub(super) fn check(checker: &mut Checker<'_>, section: &Section<raw::Case>) -> Vec<Case> {
    let mut cases = Vec::new();
    for item in section.values() {
        checker.sound = item.sound;
        if let Some(raw) = &item.raw {
            cases.push(checker.case(item, raw));
        }
    }
    cases
}

impl Checker<'_> {
    fn case(&mut self, item: &Item<raw::Case>, raw: &raw::Case) -> Case {
        self.provenance(
            raw.source.as_ref(),
            raw.reviewed.as_ref(),
            raw.status.as_ref(),
        );
        if raw.name.is_none() {
            self.missing_name(item);
        }
        Case {
            name: item.id.value.clone(),
            lang: raw.lang.as_ref().and_then(|word| self.lang(word)),
            platform: raw.platform.as_ref().and_then(|word| self.platform(word)),
            facts: self.fact_values(&raw.facts),
            answers: self.answers(&raw.answers),
            turns: self.turns(item, raw),
            pair: raw.pair.as_ref().map(|word| self.pair(word)),
        }
    }

    fn missing_name(&mut self, item: &Item<raw::Case>) {
        if !item.given.contains("name") {
            self.rule(item.id.mark, "the test has no `name`");
        }
    }

    fn platform(&mut self, word: &Word) -> Option<Platform> {
        let platform = word.value.parse().ok();
        if platform.is_none() {
            let known = Platform::ALL.map(Platform::id).join(", ");
            self.unexpected(word, format!("one of {known}"));
        }
        platform
    }

    fn pair(&mut self, word: &Word) -> String {
        if !self.names.tests.contains(&word.value) {
            let names = self.names;
            self.unknown("test", (word.mark, &word.value), &names.tests);
        }
        word.value.clone()
    }

    /// Returns what is answered; `unsure` answers every question.
    fn answers(&mut self, pairs: &Pairs<Word>) -> BTreeMap<FactId, String> {
        let mut answers = BTreeMap::new();
        for (fact, value) in pairs.iter() {
            let id = self.fact(fact);
            if value.value != "unsure" {
                self.value(&fact.value, value);
            }
            answers.extend(id.map(|id| (id, value.value.clone())));
        }
        answers
    }

    fn turns(&mut self, item: &Item<raw::Case>, raw: &raw::Case) -> Vec<CaseTurn> {
        let Some(turns) = &raw.turns else {
            return vec![CaseTurn {
                say: raw.say.as_ref().map(|word| word.value.clone()),
                expect: self.expectation(raw.expect.as_ref()),
                ..CaseTurn::default()
            }];
        };
        if raw.say.is_some() || raw.expect.is_some() {
            let rule = "a test has `turns`, or `say` and `expect`, not both";
            self.rule(item.id.mark, rule);
        }
        turns.iter().map(|turn| self.turn(turn)).collect()
    }

    fn turn(&mut self, raw: &raw::Turn) -> CaseTurn {
        CaseTurn {
            say: raw.say.as_ref().map(|word| word.value.clone()),
            check: self.fact_values(&raw.check),
            tried: self.outcomes(&raw.tried),
            answer: self.answers(&raw.answer),
            expect: self.expectation(Some(&raw.expect)),
        }
    }

    fn outcomes(&mut self, pairs: &Pairs<Word>) -> BTreeMap<FixId, String> {
        let mut outcomes = BTreeMap::new();
        for (fix, outcome) in pairs.iter() {
            let id = self.fix(fix);
            if !OUTCOMES.contains(&outcome.value.as_str()) {
                self.unexpected(outcome, format!("one of {}", OUTCOMES.join(", ")));
            }
            outcomes.extend(id.map(|id| (id, outcome.value.clone())));
        }
        outcomes
    }

    fn expectation(&mut self, raw: Option<&raw::Expectation>) -> Expectation {
        let Some(raw) = raw else {
            return Expectation::default();
        };
        Expectation {
            problem: raw.problem.as_ref().map(|word| self.problem(word)),
            cause: raw.cause.as_ref().and_then(|word| self.cause(word)),
            fix: raw.fix.as_ref().and_then(|word| self.fix(word)),
            next: raw.next.as_ref().map(|word| self.move_id(word)),
            not: self.move_ids(&raw.not),
            tried: self.fixes(&raw.tried),
            facts: self.fact_values(&raw.facts),
        }
    }

    fn problem(&mut self, word: &Word) -> String {
        if word.value != "none" && !self.names.problems.contains(&word.value) {
            let names = self.names;
            self.unknown("problem", (word.mark, &word.value), &names.problems);
        }
        word.value.clone()
    }

    fn move_ids(&mut self, list: &List<Word>) -> Vec<String> {
        list.0.iter().map(|word| self.move_id(word)).collect()
    }

    /// Returns the id of a fact, fix or check, with `fact/`, `fix/` or `check/` where it could be more than one.
    fn move_id(&mut self, word: &Word) -> String {
        let names = self.names;
        let is_fact = |id: &str| names.facts.contains_key(id);
        let is_known = match word.value.split_once('/') {
            Some(("fact", id)) => is_fact(id),
            Some(("fix", id)) => names.fixes.contains(id),
            Some(("check", id)) => names.checks.contains(id),
            Some(_) => false,
            None => {
                let id = word.value.as_str();
                is_fact(id) || names.fixes.contains(id) || names.checks.contains(id)
            }
        };
        if !is_known {
            let known = names.facts.keys().chain(&names.fixes).chain(&names.checks);
            self.unknown("fact, fix or check", (word.mark, &word.value), known);
        }
        word.value.clone()
    }
}
