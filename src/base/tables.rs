use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FactRows;
use crate::knowledge::{Distribution, Fact, Fix, Pack, Probability, Problem, ProblemCause, Values};

/// The numbers behind the inference: hypotheses by position, sparse rows by fact and by fix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    /// Every (problem, cause), and for each problem one more for what nobody wrote down; by problem, then by cause.
    pub hypotheses: Vec<Hypothesis>,
    /// P(cause | problem), by hypothesis.
    pub shares: Vec<f64>,
    /// By fact.
    pub facts: Vec<FactRows>,
    /// By fix: P(gone | done, hypothesis) where it is not 0, by hypothesis in order.
    pub cures: Vec<Vec<(usize, f64)>>,
}

/// A problem with a cause; both by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hypothesis {
    /// The problem.
    pub problem: usize,
    /// The cause; `None` for what nobody wrote down.
    pub cause: Option<usize>,
}

impl Tables {
    /// Returns the tables of a pack.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let (hypotheses, shares) = hypotheses(pack);
        Self {
            facts: pack
                .facts
                .iter()
                .map(|fact| fact_rows(pack, fact, &hypotheses))
                .collect(),
            cures: pack
                .fixes
                .iter()
                .map(|fix| cures(pack, fix, &hypotheses))
                .collect(),
            hypotheses,
            shares,
        }
    }
}

fn hypotheses(pack: &Pack) -> (Vec<Hypothesis>, Vec<f64>) {
    let mut hypotheses = Vec::new();
    let mut shares = Vec::new();
    for (position, problem) in pack.problems.iter().enumerate() {
        let total = problem.other + problem.causes.iter().map(|cause| cause.weight).sum::<f64>();
        for cause in &problem.causes {
            hypotheses.push(Hypothesis {
                problem: position,
                cause: pack.causes.position(cause.cause.as_str()),
            });
            shares.push(cause.weight / total);
        }
        hypotheses.push(Hypothesis {
            problem: position,
            cause: None,
        });
        shares.push(problem.other / total);
    }
    (hypotheses, shares)
}

/// The nearest entry decides: what the problem says of the cause, what the problem shows, what the cause says.
fn fact_rows(pack: &Pack, fact: &Fact, hypotheses: &[Hypothesis]) -> FactRows {
    let n_values = fact.values.list().len();
    if n_values == 0 || !fact.means.is_empty() {
        return FactRows::default();
    }
    let mut shown = BTreeMap::new();
    for (position, problem) in pack.problems.iter().enumerate() {
        if let Some(distribution) = shown_by(pack, problem, fact) {
            shown.insert(position, distribution);
        }
    }
    let mut rows = Vec::new();
    for (position, hypothesis) in hypotheses.iter().enumerate() {
        let own = behind(pack, *hypothesis).and_then(|cause| cause.expect.get(&fact.id));
        let cause = hypothesis
            .cause
            .and_then(|cause| pack.causes[cause].expect.get(&fact.id));
        if let Some(distribution) = own.or(shown.get(&hypothesis.problem)).or(cause) {
            rows.push((position, distribution.by_value().to_vec()));
        }
    }
    FactRows::new(default(fact, n_values), rows)
}

/// Returns the entry of a hypothesis' cause behind its problem.
fn behind(pack: &Pack, hypothesis: Hypothesis) -> Option<&ProblemCause> {
    let cause = &pack.causes[hypothesis.cause?].id;
    pack.problems[hypothesis.problem]
        .causes
        .iter()
        .find(|entry| entry.cause == *cause)
}

/// Returns the distribution of a fact that a problem shows: the values shown share what `reading: shown` says.
#[expect(clippy::cast_precision_loss, reason = "a problem shows few values")]
fn shown_by(pack: &Pack, problem: &Problem, fact: &Fact) -> Option<Distribution> {
    let values = problem.shows.get(&fact.id)?;
    let positions: Vec<usize> = values
        .iter()
        .filter_map(|value| fact.values.position(value))
        .collect();
    let each = Probability::new(pack.reading.shown.get() / positions.len() as f64)?;
    let named: Vec<_> = positions
        .into_iter()
        .map(|position| (position, each))
        .collect();
    Distribution::new(fact.values.list().len(), &named).or_else(|| {
        // Every value is shown: each is as likely as the others.
        Distribution::new(fact.values.list().len(), &[])
    })
}

/// P(no number at all), for a problem that shows none of its own.
const NO_CODE: f64 = 0.85;
/// P(a number that no problem shows), for the same: the rest is that of a slip, since a number is read exactly.
const OTHER_CODE: f64 = 0.14;

/// Returns P(value) where nothing is said: the baseline; for a number, mostly none; otherwise every value alike.
fn default(fact: &Fact, n_values: usize) -> Vec<f64> {
    if let Some(baseline) = &fact.baseline {
        return baseline.by_value().to_vec();
    }
    let named: Vec<_> = match fact.values {
        Values::Code(_) => [("none", NO_CODE), ("other", OTHER_CODE)]
            .into_iter()
            .filter_map(|(value, p)| fact.values.position(value).zip(Probability::new(p)))
            .collect(),
        Values::Closed(_) | Values::Text { .. } => Vec::new(),
    };
    let distribution =
        Distribution::new(n_values, &named).or_else(|| Distribution::new(n_values, &[]));
    distribution.map_or_else(Vec::new, |distribution| distribution.by_value().to_vec())
}

fn cures(pack: &Pack, fix: &Fix, hypotheses: &[Hypothesis]) -> Vec<(usize, f64)> {
    let cure = |hypothesis: &Hypothesis| match hypothesis.cause {
        None => fix.cures_other.get(),
        Some(cause) => fix
            .cures
            .get(&pack.causes[cause].id)
            .map_or(0.0, |probability| probability.get()),
    };
    let by_hypothesis = hypotheses.iter().map(cure).enumerate();
    by_hypothesis
        .filter(|(_, probability)| *probability > 0.0)
        .collect()
}
