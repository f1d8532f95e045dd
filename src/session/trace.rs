//! Why: how far each piece of evidence moved the leading cause.

use crate::base::Base;
use crate::infer::{Belief, Findings};

use super::findings::{findings, pieces};
use super::{Evidence, Reason, State};

/// A piece that moves the odds by less than this factor explains nothing.
const LEAST_FACTOR: f64 = 1.05;

/// Returns the evidence that moved a cause, strongest first.
///
/// The factor of a piece is the cause's posterior odds with it, divided by those without it (the weight of evidence of
/// Good 1950, not yet as a logarithm).
pub(super) fn reasons(base: &Base, state: &State, problems: &[f64], cause: usize) -> Vec<Reason> {
    let all = findings(base, state, problems.to_vec());
    let Some(with) = odds(base, &all, cause) else {
        return Vec::new();
    };
    let mut reasons: Vec<Reason> = pieces(base, state)
        .into_iter()
        .filter_map(|piece| {
            let without = odds(base, &leave_out(base, &all, &piece.evidence), cause)?;
            let factor = with / without;
            (factor.is_finite() && factor.max(1.0 / factor) >= LEAST_FACTOR).then(|| Reason {
                evidence: piece.evidence,
                because: piece.known.because,
                from: piece.known.from,
                cause: base.pack.causes[cause].id.clone(),
                factor,
            })
        })
        .collect();
    reasons.sort_by(|left, right| {
        let strength = |reason: &Reason| reason.factor.max(1.0 / reason.factor);
        strength(right)
            .total_cmp(&strength(left))
            .then_with(|| left.evidence.cmp(&right.evidence))
    });
    reasons
}

/// Returns the findings without a piece of evidence.
pub(super) fn leave_out(base: &Base, findings: &Findings, evidence: &Evidence) -> Findings {
    let mut rest = findings.clone();
    match evidence {
        Evidence::Fact(fact, _) => {
            if let Some(position) = base.pack.facts.position(fact.as_str()) {
                rest.facts.remove(&position);
            }
        }
        Evidence::Tried(fix) => {
            if let Some(position) = base.pack.fixes.position(fix.as_str()) {
                rest.failed.remove(&position);
            }
        }
    }
    rest
}

fn odds(base: &Base, findings: &Findings, cause: usize) -> Option<f64> {
    let belief = Belief::posterior(&base.tables, findings)?;
    let probability = belief.causes(&base.tables, base.pack.causes.len())[cause];
    Some(probability / (1.0 - probability).max(f64::MIN_POSITIVE))
}
