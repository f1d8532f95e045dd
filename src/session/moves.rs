//! State to turn: belief, plan, and the one next move.

use crate::base::Base;
use crate::infer::{Belief, Limits, Plan, Planner, Step, Trial};
use crate::knowledge::{CauseId, FactId, FixId, ProblemId};

use super::costs::cost_of_all;
use super::findings::findings;
use super::options::{known_to_work, options};
use super::scope::{Scope, scope};
use super::trace::reasons;
use super::{Move, Outlook, PlannedFix, Setting, Sight, State, Turn};

/// A turn names at most so many causes.
const MOST_CAUSES: usize = 10;
/// A choice of problems offers at most so many.
const MOST_PROBLEMS: usize = 4;

/// What a turn depends on beside the knowledge and the events.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) setting: Setting,
    pub(super) sight: Sight,
    pub(super) limits: Limits,
}

/// Returns the turn that follows from a state.
pub(super) fn turn(base: &Base, around: Around, state: &State, number: usize) -> Turn {
    let scope = scope(base, state);
    let weights = chosen(base, state, scope.weights.clone());
    let belief = Belief::posterior(&base.tables, &findings(base, state, weights.clone()));
    let mut turn = Turn {
        number,
        lang: state.lang,
        understood: state.understood.clone(),
        facts: state.facts.clone(),
        seen_at: state
            .seen
            .iter()
            .filter_map(|(fact, seen)| Some((fact.clone(), seen.at?)))
            .collect(),
        problems: Vec::new(),
        causes: Vec::new(),
        next: Move::Done,
        outlook: Outlook::default(),
        why: Vec::new(),
        plan: Vec::new(),
        works: known_to_work(base, state),
        contradiction: belief.is_none(),
        suspects: Vec::new(),
    };
    let refused = !scope.fits || matches!(state.chosen, Some(None));
    if let Some(belief) = belief.filter(|_| !refused) {
        let options = options(base, around, state, &belief);
        let plan = Planner::new(&base.tables, &options)
            .within(around.limits)
            .plan(&belief);
        describe(base, &belief, &mut turn);
        turn.next = next(base, &plan, &turn);
        turn.outlook = outlook(&plan);
        turn.plan = planned(base, &plan);
        if let Some(cause) = leading_cause(base, &turn) {
            turn.why = reasons(base, state, &weights, cause);
        }
    } else {
        turn.next = unknown(base, state, &scope);
    }
    if let Some(fact) = reconsidered(base, state) {
        turn.next = Move::Ask(fact);
    }
    if state.fixed {
        turn.next = Move::Done;
        turn.outlook = Outlook::default();
    }
    turn
}

/// Returns how probable each problem is by the words and by what the person chose; relative weights.
pub(super) fn weighed(base: &Base, state: &State) -> Vec<f64> {
    chosen(base, state, scope(base, state).weights)
}

/// A problem that the person chose is the only one; those not chosen are impossible.
fn chosen(base: &Base, state: &State, mut weights: Vec<f64>) -> Vec<f64> {
    if let Some(Some(chosen)) = &state.chosen {
        for (problem, weight) in base.pack.problems.iter().zip(&mut weights) {
            *weight *= if problem.id == *chosen { 1.0 } else { 0.0 };
        }
    }
    weights
}

/// Whoever said that it is none of those offered is not offered them again.
fn unknown(base: &Base, state: &State, scope: &Scope) -> Move {
    let offered = scope.nearest.iter().filter(|_| state.chosen.is_none());
    Move::Unknown {
        nearest: offered
            .map(|&problem| base.pack.problems[problem].id.clone())
            .collect(),
    }
}

/// Returns the fact that is asked again, until it is known or passed over.
fn reconsidered(base: &Base, state: &State) -> Option<FactId> {
    let fact = state.reconsidered.as_ref()?;
    let is_asked = base.pack.facts.get(fact.as_str())?.ask.is_some();
    let is_open = !state.facts.contains_key(fact) && !state.passed.contains(fact.as_str());
    (is_asked && is_open).then(|| fact.clone())
}

fn describe(base: &Base, belief: &Belief, turn: &mut Turn) {
    let problems = belief.problems(&base.tables, base.pack.problems.len());
    turn.problems = best_first(problems)
        .into_iter()
        .map(|(problem, probability)| (base.pack.problems[problem].id.clone(), probability))
        .collect();
    let causes = belief.causes(&base.tables, base.pack.causes.len());
    turn.causes = best_first(causes)
        .into_iter()
        .take(MOST_CAUSES)
        .map(|(cause, probability)| {
            (
                (cause < base.pack.causes.len()).then(|| base.pack.causes[cause].id.clone()),
                probability,
            )
        })
        .collect();
}

/// Returns the possible ones, most probable first; ties by position.
fn best_first(probabilities: Vec<f64>) -> Vec<(usize, f64)> {
    let mut ranked: Vec<_> = probabilities
        .into_iter()
        .enumerate()
        .filter(|(_, probability)| *probability > 0.0)
        .collect();
    ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    ranked
}

fn leading_cause(base: &Base, turn: &Turn) -> Option<usize> {
    let known = turn.causes.iter().find_map(|(cause, _)| cause.as_ref());
    known.and_then(|cause: &CauseId| base.pack.causes.position(cause.as_str()))
}

fn next(base: &Base, plan: &Plan, turn: &Turn) -> Move {
    match &plan.first {
        &Step::Ask(fact) => Move::Ask(base.pack.facts[fact].id.clone()),
        &Step::Check(check) => Move::Check(base.pack.checks[check].id.clone()),
        Step::AskProblem => Move::AskProblem(offered(turn)),
        Step::Try(fixes) => {
            let (fix, with) = named(base, fixes);
            let p = plan.trials.first().map_or(0.0, |trial| trial.p);
            Move::Try { fix, with, p }
        }
        &Step::Refer(fix) => Move::Refer(base.pack.fixes[fix].id.clone()),
        // All that is known of these problems was tried.
        Step::Nothing => Move::Unknown {
            nearest: Vec::new(),
        },
    }
}

fn offered(turn: &Turn) -> Vec<ProblemId> {
    turn.problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|(problem, _)| problem.clone())
        .collect()
}

fn outlook(plan: &Plan) -> Outlook {
    Outlook {
        minutes: plan.expected.minutes,
        waiting: plan.expected.waiting,
        cost: plan.expected.total,
        n_questions: None,
    }
}

fn planned(base: &Base, plan: &Plan) -> Vec<PlannedFix> {
    let referral = plan.referral.map(|fix| Trial {
        fixes: vec![fix],
        p: 1.0,
    });
    let trials = plan.trials.iter().map(|trial| (trial, false));
    let trials = trials.chain(referral.iter().map(|trial| (trial, true)));
    let planned = trials.map(|(trial, hands_over)| {
        let cost = cost_of_all(base, trial.fixes.iter().map(|fix| &base.pack.fixes[*fix]));
        let (fix, with) = named(base, &trial.fixes);
        PlannedFix {
            fix,
            with,
            p: trial.p,
            minutes: cost.minutes,
            waiting: cost.waiting,
            hands_over,
        }
    });
    planned.collect()
}

/// Returns the first of the fixes of a trial, and those done together with it.
fn named(base: &Base, fixes: &[usize]) -> (FixId, Vec<FixId>) {
    let mut ids = fixes.iter().map(|fix| base.pack.fixes[*fix].id.clone());
    let first = ids.next().expect("a trial has a fix");
    (first, ids.collect())
}
