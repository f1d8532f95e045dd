use std::collections::BTreeSet;

use crate::base::Base;
use crate::knowledge::{Case, CaseTurn, Expectation, FactId};
use crate::session::{Event, Move, Outcome, Session, Turn};
use crate::system::Platform;

use super::samples::leads_to;
use super::tally::Tally;
use super::test::session;

/// A case that names no platform has to hold on each of these.
const DESKTOPS: [Platform; 3] = [Platform::Windows, Platform::Macos, Platform::Linux];

/// So many fixes come in the same order in both languages. Words weigh the problems, and no two languages weigh them
/// alike to the last digit: what would come after three fixes in vain may change places.
const SAME_FIXES: usize = 3;

/// Runs the `tests:` of a pack; pairs have to agree in what is known, asked and tried.
pub(super) fn run_cases(base: &Base, tally: &mut Tally) {
    for case in &base.pack.tests {
        for platform in platforms(case) {
            let mut run = Run::new(base, case, platform);
            run.play();
            tally.count(&format!("test `{}` ({platform})", case.name), &run.wrong);
        }
        let pair = case
            .pair
            .as_ref()
            .and_then(|name| base.pack.tests.iter().find(|other| other.name == *name));
        if let Some(other) = pair.filter(|other| other.name > case.name) {
            let wrong = differences(base, case, other);
            tally.count(
                &format!("pair `{}` and `{}`", case.name, other.name),
                &wrong,
            );
        }
    }
}

fn platforms(case: &Case) -> Vec<Platform> {
    case.platform
        .map_or_else(|| DESKTOPS.to_vec(), |platform| vec![platform])
}

fn differences(base: &Base, left: &Case, right: &Case) -> Vec<String> {
    let mut wrong = Vec::new();
    for platform in platforms(left) {
        let [left, right] = [left, right].map(|case| {
            let mut run = Run::new(base, case, platform);
            run.play();
            (run.session.turn(), run.asked)
        });
        let facts = |turn: &Turn| {
            turn.facts
                .iter()
                .map(|(fact, known)| format!("{fact}={}", known.value))
                .collect::<Vec<_>>()
        };
        let fixes = |turn: &Turn| {
            turn.plan
                .iter()
                .take(SAME_FIXES)
                .map(|planned| planned.fix.to_string())
                .collect::<Vec<_>>()
        };
        let mut compare = |what: &str, left: Vec<String>, right: Vec<String>| {
            if left != right {
                wrong.push(format!(
                    "{what} on {platform}: {} against {}",
                    left.join(" "),
                    right.join(" ")
                ));
            }
        };
        compare("facts", facts(&left.0), facts(&right.0));
        compare("questions", left.1, right.1);
        compare("fixes", fixes(&left.0), fixes(&right.0));
    }
    wrong
}

/// One run of a case on one platform.
struct Run<'a> {
    case: &'a Case,
    session: Session<'a>,
    asked: Vec<String>,
    wrong: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(base: &'a Base, case: &'a Case, platform: Platform) -> Self {
        Self {
            case,
            session: session(base, platform, case.lang),
            asked: Vec::new(),
            wrong: Vec::new(),
        }
    }

    fn play(&mut self) {
        for (fact, value) in &self.case.facts {
            self.session.push(Event::Answered {
                fact: fact.clone(),
                value: Some(value.clone()),
            });
        }
        let mut left: BTreeSet<&FactId> = self.case.answers.keys().collect();
        for turn in &self.case.turns {
            self.take(turn);
            let first = self.session.turn();
            self.answer(&mut left);
            self.compare(&turn.expect, &first);
        }
        self.wrong.extend(
            left.into_iter()
                .map(|fact| format!("`{fact}` was never asked")),
        );
    }

    fn take(&mut self, turn: &CaseTurn) {
        if let Some(words) = &turn.say {
            self.session.say(words);
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
