use std::collections::BTreeMap;

use crate::infer::{Belief, Findings};
use crate::knowledge::{FactId, RuleId};
use crate::session::findings::{findings, pieces};
use crate::session::moves::weighed;
use crate::session::trace::{leave_out, reasons};
use crate::session::{Evidence, Known, Reason, Session};

/// How a cause stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It is the most probable one.
    Leads {
        /// P(cause).
        p: f64,
    },
    /// Another is more probable.
    Behind {
        /// P(cause).
        p: f64,
        /// Its place among the causes, from 1.
        place: usize,
        /// What speaks against it most, if anything does.
        against: Option<Reason>,
        /// Its place if that were not known.
        place_without: usize,
    },
    /// A rule rules it out.
    RuledOut {
        /// The rule.
        rule: RuleId,
        /// What it was concluded from.
        premises: BTreeMap<FactId, Known>,
    },
    /// It is impossible by any one of these.
    Excluded(Vec<Evidence>),
    /// It is behind no problem that this can be.
    Elsewhere,
    /// Nothing is believed.
    Unjudged,
}

/// Returns how a cause, by position, stands.
pub(super) fn standing(session: &Session, cause: usize) -> Standing {
    if let Some(excluded) = excluded(session, cause) {
        return excluded;
    }
    let base = session.base();
    let state = session.state();
    let weights = weighed(base, &state);
    let all = findings(base, &state, weights.clone());
    let is_judged = !session.turn().causes.is_empty();
    let Some((p, place)) = placed(session, &all, cause).filter(|_| is_judged) else {
        return Standing::Unjudged;
    };
    if p <= 0.0 {
        return Standing::Elsewhere;
    }
    if place == 1 {
        return Standing::Leads { p };
    }
    let against = reasons(base, &state, &weights, cause)
        .into_iter()
        .find(|reason| reason.factor < 1.0);
    let without = against.as_ref().and_then(|reason| {
        let rest = leave_out(base, &all, &reason.evidence);
        placed(session, &rest, cause)
    });
    Standing::Behind {
        p,
        place,
        against,
        place_without: without.map_or(place, |(_, place)| place),
    }
}

/// Returns by what a cause, by position, is out of the question, where it is.
pub(super) fn excluded(session: &Session, cause: usize) -> Option<Standing> {
    let base = session.base();
    let state = session.state();
    if let Some(&rule) = state.ruled_out.get(&cause) {
        let rule = &base.pack.rules[rule];
        let names = rule.when.names();
        let premises = state.facts.iter();
        let premises = premises.filter(|(fact, _)| names.contains(fact.as_str()));
        return Some(Standing::RuledOut {
            rule: rule.id.clone(),
            premises: premises
                .map(|(fact, known)| (fact.clone(), known.clone()))
                .collect(),
        });
    }
    let all = findings(base, &state, weighed(base, &state));
    if placed(session, &all, cause)?.0 > 0.0 {
        return None;
    }
    let restores = |evidence: &Evidence| {
        let rest = leave_out(base, &all, evidence);
        placed(session, &rest, cause).is_some_and(|(p, _)| p > 0.0)
    };
    let evidence = pieces(base, &state).into_iter();
    let evidence: Vec<_> = evidence
        .map(|piece| piece.evidence)
        .filter(restores)
        .collect();
    (!evidence.is_empty()).then_some(Standing::Excluded(evidence))
}

/// Returns P(cause) by findings, and its place among the causes, from 1; `None` where the findings contradict each other.
fn placed(session: &Session, findings: &Findings, cause: usize) -> Option<(f64, usize)> {
    let base = session.base();
    let belief = Belief::posterior(&base.tables, findings)?;
    let causes = belief.causes(&base.tables, base.pack.causes.len());
    let p = causes[cause];
    let ahead = causes.iter().filter(|other| **other > p).count();
    Some((p, ahead + 1))
}
