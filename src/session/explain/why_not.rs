use crate::base::Base;
use crate::infer::Belief;
use crate::knowledge::{CauseId, Fix, FixId};
use crate::session::{Move, Outcome, Reason, Session, Turn};
use crate::system::Platform;

use super::change::change;
use super::deciding::deciding;
use super::standing::{excluded, standing};
use super::{Change, Deciding, Standing, believed};

/// Why a fix is not proposed now.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyNot {
    /// It is the next move.
    Next,
    /// It comes later in the plan.
    Later {
        /// Its place among the fixes, from 1.
        place: usize,
        /// P(it ends the problem), given that those before it did not.
        p: f64,
        /// What would make it the next move, where one thing does.
        change: Option<Change>,
    },
    /// It may only be done after others.
    WaitsFor {
        /// Those others that are still to be done.
        fixes: Vec<FixId>,
        /// Its place among the fixes, from 1.
        place: usize,
    },
    /// It was tried.
    Tried(Outcome),
    /// The person passed it over.
    PassedOver,
    /// It is known to work already.
    Works,
    /// It has no steps on the trouble's device.
    NotHere {
        /// The platforms on which it has some.
        platforms: Vec<Platform>,
    },
    /// A fact is known that speaks against its condition.
    Condition(Deciding),
    /// It hands the problem over when nothing else helped.
    HandsOver {
        /// The fix that does so here, where that is another one.
        instead: Option<FixId>,
    },
    /// Every cause that it cures is out of the question.
    CausesOut(Vec<(CauseId, Standing)>),
    /// It cures nothing that may be behind this problem.
    Unrelated,
    /// It costs more than it is likely to be worth.
    DoesNotPay {
        /// P(it would end the problem).
        p: f64,
        /// What speaks most against the most probable cause that it cures, if anything does.
        against: Option<Reason>,
        /// What would make it the next move, where one thing does.
        change: Option<Change>,
    },
    /// Nothing is believed: no problem fits, all that is known contradicts itself, or it is over.
    Unjudged,
}

/// Returns why a fix, by position, is not proposed now.
pub(super) fn why_not(session: &Session, position: usize) -> WhyNot {
    let base = session.base();
    let fix = &base.pack.fixes[position];
    let turn = session.turn();
    if let Some(certain) = by_itself(session, &turn, fix) {
        return certain;
    }
    let state = session.state();
    let is_judged = !matches!(turn.next, Move::Done) && !turn.causes.is_empty();
    let Some(belief) = believed(base, &state).filter(|_| is_judged) else {
        return WhyNot::Unjudged;
    };
    if let Some(hands_over) = handing_over(base, &turn, fix) {
        return hands_over;
    }
    let place = turn
        .plan
        .iter()
        .position(|planned| planned.fix == fix.id || planned.with.contains(&fix.id));
    if let Some(place) = place {
        let before = turn.plan[..place].iter().map(|planned| &planned.fix);
        let fixes: Vec<FixId> = before
            .filter(|before| fix.after.contains(before))
            .cloned()
            .collect();
        let p = turn.plan[place].p;
        let place = place + 1;
        return if fixes.is_empty() {
            let change = change(session, position);
            WhyNot::Later { place, p, change }
        } else {
            WhyNot::WaitsFor { fixes, place }
        };
    }
    let p = p_ends(base, &belief, position);
    if p > 0.0 {
        return WhyNot::DoesNotPay {
            p,
            against: against(session, position),
            change: change(session, position),
        };
    }
    let causes = fix.cures.keys().filter_map(|id| {
        let cause = base.pack.causes.position(id.as_str())?;
        Some((id.clone(), excluded(session, cause)?))
    });
    let causes: Vec<_> = causes.collect();
    if causes.is_empty() {
        WhyNot::Unrelated
    } else {
        WhyNot::CausesOut(causes)
    }
}

/// Returns what speaks most against the most probable of the causes that a fix, by position, cures.
fn against(session: &Session, position: usize) -> Option<Reason> {
    let pack = &session.base().pack;
    let cured = &pack.fixes[position].cures;
    let causes = session.turn().causes;
    let mut cured = causes
        .iter()
        .filter_map(|(cause, _)| cause.as_ref().filter(|cause| cured.contains_key(*cause)));
    let cause = pack.causes.position(cured.next()?.as_str())?;
    match standing(session, cause) {
        Standing::Behind { against, .. } => against,
        _ => None,
    }
}

/// Returns P(a fix, by position, would end the problem).
pub(super) fn p_ends(base: &Base, belief: &Belief, position: usize) -> f64 {
    let by_hypothesis = belief.by_hypothesis();
    let cures = base.tables.cures[position].iter();
    cures
        .map(|&(hypothesis, cures)| cures * by_hypothesis[hypothesis])
        .sum()
}

/// Returns what is so of a fix whatever is believed.
fn by_itself(session: &Session, turn: &Turn, fix: &Fix) -> Option<WhyNot> {
    let state = session.state();
    let setting = session.setting();
    match &turn.next {
        Move::Try {
            fix: next, with, ..
        } if *next == fix.id || with.contains(&fix.id) => return Some(WhyNot::Next),
        Move::Refer(next) if *next == fix.id => return Some(WhyNot::Next),
        _ => {}
    }
    if let Some(outcome) = state.tried.get(&fix.id) {
        return Some(WhyNot::Tried(*outcome));
    }
    if state.passed.contains(fix.id.as_str()) {
        return Some(WhyNot::PassedOver);
    }
    if turn.works.contains(&fix.id) {
        return Some(WhyNot::Works);
    }
    if fix.steps_on(setting.platform).is_none() {
        let platforms = Platform::ALL.into_iter();
        let platforms = platforms.filter(|platform| fix.steps_on(*platform).is_some());
        return Some(WhyNot::NotHere {
            platforms: platforms.collect(),
        });
    }
    let when = fix.when.as_ref()?;
    deciding(session.base(), setting, &state, when).map(WhyNot::Condition)
}

/// Returns, of a fix that hands problems over, which one does so here.
fn handing_over(base: &Base, turn: &Turn, fix: &Fix) -> Option<WhyNot> {
    let refers = |id: &FixId| {
        let mut problems = base.pack.problems.iter();
        problems.any(|problem| problem.refer.contains(id))
    };
    if !refers(&fix.id) {
        return None;
    }
    let last = turn.plan.last().map(|planned| &planned.fix);
    let instead = last
        .filter(|last| **last != fix.id && refers(last))
        .cloned();
    Some(WhyNot::HandsOver { instead })
}
