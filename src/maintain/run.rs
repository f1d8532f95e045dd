use std::collections::BTreeSet;

use crate::base::Base;
use crate::knowledge::{Case, CaseTurn, Expectation, FactId};
use crate::session::{Event, Move, Outcome, Session, Turn};
use crate::system::Platform;

use super::samples::leads_to;
use super::test::session;

/// One run of a case on one platform.
pub(super) struct Run<'a> {
    base: &'a Base,
    case: &'a Case,
    /// Where it stands.
    pub(super) session: Session<'a>,
    /// The questions that were asked.
    pub(super) asked: Vec<String>,
    /// The words of the glossary that were asked for.
    pub(super) terms: Vec<String>,
    /// What did not come as expected.
    pub(super) wrong: Vec<String>,
}

impl<'a> Run<'a> {
    /// Returns the run before its first event.
    pub(super) fn new(base: &'a Base, case: &'a Case, platform: Platform) -> Self {
        Self {
            base,
            case,
            session: session(base, platform, case.lang),
            asked: Vec::new(),
            terms: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Plays the case to its end and compares.
    pub(super) fn play(&mut self) {
        self.begin();
        let mut left: BTreeSet<&FactId> = self.case.answers.keys().collect();
        for (at, turn) in self.case.turns.iter().enumerate() {
            self.take(turn, at == 0);
            let first = self.session.turn();
            self.answer(&mut left);
            self.compare(&turn.expect, &first);
        }
        self.wrong.extend(
            left.into_iter()
                .map(|fact| format!("`{fact}` was never asked")),
        );
    }

    /// Takes in what the case takes for known.
    pub(super) fn begin(&mut self) {
        for (fact, value) in &self.case.facts {
            self.session.push(Event::Answered {
                fact: fact.clone(),
                value: Some(value.clone()),
            });
        }
    }

    /// Takes in what happens in a turn.
    pub(super) fn take(&mut self, turn: &CaseTurn, is_first: bool) {
        match &turn.say {
            Some(words) if is_first => self.say_first(words),
            Some(words) => {
                let heard = self.session.say(words);
                self.terms.extend(heard.term);
            }
            None => {}
        }
        if !turn.check.is_empty() {
            self.session.push(Event::Observed {
                facts: turn.check.clone(),
                checks: Vec::new(),
                at: None,
            });
        }
        for (fix, outcome) in &turn.tried {
            match Outcome::parse(outcome) {
                Some(outcome) => self.session.tried(fix.clone(), outcome),
                None => self.wrong.push(format!("`{outcome}` is no outcome")),
            }
        }
        for (fact, value) in &turn.answer {
            let value = (value != "unsure").then(|| value.clone());
            self.session.push(Event::Answered {
                fact: fact.clone(),
                value,
            });
        }
    }

    /// Takes in the first words. Nothing was proposed before them, whatever the case takes for known, so they answer nothing.
    fn say_first(&mut self, words: &str) {
        let setting = self.session.setting();
        let mut fresh = session(self.base, setting.platform, setting.lang);
        let heard = fresh.say(words);
        self.terms.extend(heard.term);
        for event in fresh.events() {
            self.session.push(event.clone());
        }
    }

    /// Gives the answers that the case holds ready, as long as they are asked for.
    fn answer(&mut self, left: &mut BTreeSet<&FactId>) {
        while let Move::Ask(fact) = self.session.turn().next {
            self.asked.push(fact.to_string());
            if !left.remove(&fact) {
                return;
            }
            let value = Some(self.case.answers[&fact].clone()).filter(|value| value != "unsure");
            self.session.push(Event::Answered { fact, value });
        }
    }

    fn compare(&mut self, expect: &Expectation, first: &Turn) {
        let turn = self.session.turn();
        let problem =
            leads_to(&turn).map_or_else(|| "none".to_owned(), |problem| problem.to_string());
        let cause = turn
            .causes
            .first()
            .and_then(|(cause, _)| cause.as_ref())
            .map(ToString::to_string);
        let fix = turn.plan.first().map(|planned| planned.fix.to_string());
        let next = id(&first.next);
        self.expect("problem", expect.problem.as_deref(), Some(&problem));
        self.expect(
            "cause",
            expect.cause.as_ref().map(AsRef::as_ref),
            cause.as_deref(),
        );
        self.expect(
            "fix",
            expect.fix.as_ref().map(AsRef::as_ref),
            fix.as_deref(),
        );
        self.expect("next", expect.next.as_deref(), next.as_deref());
        for forbidden in &expect.not {
            if [&next, &fix].contains(&&Some(forbidden.clone())) {
                self.wrong
                    .push(format!("expected anything but `{forbidden}`"));
            }
        }
        let state = self.session.state();
        for fix in expect
            .tried
            .iter()
            .filter(|fix| !state.tried.contains_key(fix))
        {
            self.wrong
                .push(format!("expected `{fix}` to count as tried"));
        }
        for (fact, value) in &expect.facts {
            let known = turn.facts.get(fact).map(|known| known.value.as_str());
            self.expect(fact.as_str(), Some(value), known);
        }
    }

    fn expect(&mut self, what: &str, expected: Option<&str>, found: Option<&str>) {
        if let Some(expected) = expected.filter(|expected| Some(*expected) != found) {
            self.wrong.push(format!(
                "{what}: expected `{expected}`, got `{}`",
                found.unwrap_or("nothing")
            ));
        }
    }
}

/// Returns the id that a move is about.
fn id(next: &Move) -> Option<String> {
    match next {
        Move::Ask(fact) => Some(fact.to_string()),
        Move::AskProblem(_) => Some("problem".to_owned()),
        Move::Try { fix, .. } | Move::Refer(fix) => Some(fix.to_string()),
        Move::Check(check) => Some(check.to_string()),
        Move::Unknown { .. } | Move::Done => None,
    }
}
