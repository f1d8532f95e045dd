use crate::base::Tables;

use super::Findings;

/// A probability for each hypothesis; sums to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief(Vec<f64>);

/// Below this the weights are scaled up, by a power of two so that no digit is lost.
const SMALL: f64 = 1.0 / SCALE;
/// 2^40.
const SCALE: f64 = 1_099_511_627_776.0;

impl Belief {
    /// Returns the posterior by Bayes' rule: P(problem | words) x P(cause | problem) x P(each finding | hypothesis).
    ///
    /// Findings are folded in the order of the facts, then of the fixes, whatever order they came in, so the same
    /// findings give the same bits. `None` when they leave no hypothesis possible.
    #[must_use]
    pub fn posterior(tables: &Tables, findings: &Findings) -> Option<Self> {
        let mut weights: Vec<f64> = tables
            .hypotheses
            .iter()
            .zip(&tables.shares)
            .map(|(hypothesis, share)| {
                let out = hypothesis
                    .cause
                    .is_some_and(|cause| findings.ruled_out.contains(&cause));
                if out {
                    0.0
                } else {
                    findings.problems[hypothesis.problem] * share
                }
            })
            .collect();
        for (&fact, &value) in &findings.facts {
            let rows = &tables.facts[fact];
            if rows.is_evidence() {
                rows.weigh(value, &mut weights);
                rescale(&mut weights);
            }
        }
        for &fix in &findings.failed {
            fail(&tables.cures[fix], &mut weights);
            rescale(&mut weights);
        }
        Self::from_weights(weights)
    }

    /// Returns the belief in which each hypothesis has its share of the weights; `None` when all are 0.
    #[must_use]
    pub fn from_weights(mut weights: Vec<f64>) -> Option<Self> {
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            return None;
        }
        for weight in &mut weights {
            *weight /= total;
        }
        Some(Self(weights))
    }

    /// Returns the probability of each hypothesis.
    #[must_use]
    pub fn by_hypothesis(&self) -> &[f64] {
        &self.0
    }

    /// Returns P(problem), by position.
    #[must_use]
    pub fn problems(&self, tables: &Tables, n_problems: usize) -> Vec<f64> {
        let mut problems = vec![0.0; n_problems];
        for (hypothesis, probability) in tables.hypotheses.iter().zip(&self.0) {
            problems[hypothesis.problem] += probability;
        }
        problems
    }

    /// Returns P(cause) by position, summed over problems; last, what nobody wrote down.
    #[must_use]
    pub fn causes(&self, tables: &Tables, n_causes: usize) -> Vec<f64> {
        let mut causes = vec![0.0; n_causes + 1];
        for (hypothesis, probability) in tables.hypotheses.iter().zip(&self.0) {
            causes[hypothesis.cause.unwrap_or(n_causes)] += probability;
        }
        causes
    }
}

/// Multiplies each weight by P(still there | fix done, hypothesis).
pub(super) fn fail(cures: &[(usize, f64)], weights: &mut [f64]) {
    for &(hypothesis, cures) in cures {
        weights[hypothesis] *= 1.0 - cures;
    }
}

fn rescale(weights: &mut [f64]) {
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest > 0.0 && largest < SMALL {
        for weight in weights {
            *weight *= SCALE;
        }
    }
}
