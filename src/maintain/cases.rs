use std::collections::BTreeSet;

use crate::base::Base;
use crate::knowledge::{Case, CaseTurn, Expectation, FactId};
use crate::session::{Event, Move, Outcome, Session, Turn};
use crate::system::Platform;

use super::at_once::at_once;
use super::filter::Filter;
use super::platforms::{joined, platforms};
use super::samples::leads_to;
use super::tally::Tally;
use super::test::session;

/// So many fixes come in the same order in both languages. Words weigh the problems, and no two languages weigh them
/// alike to the last digit: what would come after three fixes in vain may change places.
const SAME_FIXES: usize = 3;

/// Runs the `tests:` of a pack that are wanted; pairs have to agree in what is known, asked and tried.
pub(super) fn run_cases(base: &Base, filter: &Filter, tally: &mut Tally) {
    let cases = &base.pack.tests;
    let pairs: Vec<(&Case, &Case)> = cases.iter().filter_map(|case| pair(base, case)).collect();
    let pairs: Vec<_> = pairs
        .into_iter()
        .filter(|(left, right)| filter.wants(&pair_name(left, right)))
        .collect();
    let wanted = cases.iter().filter(|case| {
        let in_pair = |(left, right): &(&Case, &Case)| {
            [left.name.as_str(), &right.name].contains(&case.name.as_str())
        };
        filter.wants(&case.name) || pairs.iter().any(in_pair)
    });
    let to_play: Vec<(&Case, Vec<Platform>)> = wanted
        .flat_map(|case| {
            platforms(&base.pack, case)
                .into_iter()
                .map(move |platforms| (case, platforms))
        })
        .collect();
    let played = at_once(&to_play, |(case, platforms)| play(base, case, platforms));
    for run in played.iter().filter(|run| filter.wants(&run.case.name)) {
        let name = format!("test `{}` ({})", run.case.name, joined(&run.platforms));
        tally.count(&name, &run.wrong);
    }
    for (left, right) in pairs {
        tally.count(&pair_name(left, right), &differences(&played, left, right));
    }
}

fn pair_name(left: &Case, right: &Case) -> String {
    format!("pair `{}` and `{}`", left.name, right.name)
}

/// Returns a case and the one in the other language; once for both.
fn pair<'a>(base: &'a Base, case: &'a Case) -> Option<(&'a Case, &'a Case)> {
    let name = case.pair.as_ref()?;
    let other = base.pack.tests.iter().find(|other| other.name == *name)?;
    (other.name > case.name).then_some((case, other))
}

/// A case that was played on platforms that nothing tells apart.
struct Played<'a> {
    case: &'a Case,
    platforms: Vec<Platform>,
    wrong: Vec<String>,
    facts: Vec<String>,
    questions: Vec<String>,
    fixes: Vec<String>,
}

fn play<'a>(base: &'a Base, case: &'a Case, platforms: &[Platform]) -> Played<'a> {
    let mut run = Run::new(base, case, platforms[0]);
    run.play();
    let turn = run.session.turn();
    let facts = turn.facts.iter();
    let fixes = turn.plan.iter().take(SAME_FIXES);
    Played {
        case,
        platforms: platforms.to_vec(),
        wrong: run.wrong,
        facts: facts
            .map(|(fact, known)| format!("{fact}={}", known.value))
            .collect(),
        questions: run.asked,
        fixes: fixes.map(|planned| planned.fix.to_string()).collect(),
    }
}

/// Returns in what two cases differ on a platform of the first; on another where the second was not played there.
fn differences(played: &[Played<'_>], left: &Case, right: &Case) -> Vec<String> {
    let of = |case: &Case| {
        played
            .iter()
            .filter(|run| run.case.name == case.name)
            .collect::<Vec<_>>()
    };
    let (lefts, rights) = (of(left), of(right));
    let mut wrong = Vec::new();
    for left in lefts {
        let same = rights
            .iter()
            .find(|right| right.platforms == left.platforms);
        let Some(right) = same.or(rights.first()) else {
            continue;
        };
        let compared = [
            ("facts", &left.facts, &right.facts),
            ("questions", &left.questions, &right.questions),
            ("fixes", &left.fixes, &right.fixes),
        ];
        for (what, left_ids, right_ids) in compared {
            if left_ids != right_ids {
                let on = joined(&left.platforms);
                let (left, right) = (left_ids.join(" "), right_ids.join(" "));
                wrong.push(format!("{what} on {on}: {left} against {right}"));
            }
        }
    }
    wrong
}

/// One run of a case on one platform.
struct Run<'a> {
    base: &'a Base,
    case: &'a Case,
    session: Session<'a>,
    asked: Vec<String>,
    wrong: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(base: &'a Base, case: &'a Case, platform: Platform) -> Self {
        Self {
            base,
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

    fn take(&mut self, turn: &CaseTurn, is_first: bool) {
        match &turn.say {
            Some(words) if is_first => self.say_first(words),
            Some(words) => drop(self.session.say(words)),
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
        fresh.say(words);
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
