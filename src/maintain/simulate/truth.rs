use std::borrow::Cow;
use std::f64::consts::{SQRT_2, TAU};

use fastrand::Rng;

use crate::base::Tables;

/// The worlds that people live in; they share them evenly.
pub(super) struct Truth<'a>(Vec<Cow<'a, Tables>>);

/// So many worlds are drawn where they differ from the pack: one alone may be off to a strategy's favour.
const WORLDS: usize = 20;

impl<'a> Truth<'a> {
    /// Returns the one world of these tables.
    pub(super) fn of(tables: &'a Tables) -> Self {
        Self(vec![Cow::Borrowed(tables)])
    }

    /// Returns worlds in which the log-odds of every number are moved by a normal deviate of this standard deviation.
    pub(super) fn off(tables: &Tables, by: f64, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let worlds = (0..WORLDS).map(|_| Cow::Owned(moved(tables, by, &mut rng)));
        Self(worlds.collect())
    }

    /// Returns the world that a person lives in.
    pub(super) fn world(&self, person: usize) -> &Tables {
        &self.0[person % self.0.len()]
    }
}

fn moved(tables: &Tables, by: f64, rng: &mut Rng) -> Tables {
    let mut moved = tables.clone();
    shares(&mut moved, by, rng);
    for rows in moved.facts.iter_mut().filter(|rows| rows.is_evidence()) {
        // Hypotheses of which nothing is said are alike to the pack, not in the world.
        for hypothesis in 0..tables.hypotheses.len() {
            let mut row = rows.of(hypothesis).to_vec();
            distribution(&mut row, by, rng);
            rows.set(hypothesis, &row);
        }
    }
    for (_, cures) in moved.cures.iter_mut().flatten() {
        let mut both = [*cures, 1.0 - *cures];
        distribution(&mut both, by, rng);
        *cures = both[0];
    }
    moved
}

/// Moves P(cause | problem), problem by problem.
fn shares(tables: &mut Tables, by: f64, rng: &mut Rng) {
    let mut begin = 0;
    while let Some(first) = tables.hypotheses.get(begin) {
        let of_problem = tables.hypotheses[begin..].iter();
        let n = of_problem.take_while(|next| next.problem == first.problem);
        let end = begin + n.count();
        distribution(&mut tables.shares[begin..end], by, rng);
        begin = end;
    }
}

/// Moves the log-odds between any two of the probabilities by a normal deviate; what is impossible or certain stays so.
fn distribution(probabilities: &mut [f64], by: f64, rng: &mut Rng) {
    // The difference of two deviates spreads by √2 times as much as each.
    for probability in &mut *probabilities {
        *probability *= (normal(rng) * by / SQRT_2).exp();
    }
    let total: f64 = probabilities.iter().sum();
    if total > 0.0 {
        for probability in probabilities {
            *probability /= total;
        }
    }
}

/// Returns a standard normal deviate (Box and Muller 1958).
fn normal(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (TAU * rng.f64()).cos()
}
