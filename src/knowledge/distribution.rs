use serde::{Deserialize, Serialize};

use super::Probability;

/// The probability of each value of a fact; sums to 1 within .001.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution(Vec<f64>);

impl Distribution {
    /// Returns the distribution over `n_values` values in which those of `named`, by position, have the given probabilities
    /// and the rest is shared equally by the others. `None` when the sum is off 1 by more than .001.
    #[must_use]
    pub fn new(n_values: usize, named: &[(usize, Probability)]) -> Option<Self> {
        Self::like(None, n_values, named)
    }

    /// Returns the distribution over `n_values` values in which those of `named`, by position, have the given probabilities
    /// and the rest is shared by the others as in `baseline`. `None` when the sum is off 1 by more than .001.
    #[must_use]
    pub fn like(
        baseline: Option<&Self>,
        n_values: usize,
        named: &[(usize, Probability)],
    ) -> Option<Self> {
        let sum: f64 = named.iter().map(|(_, probability)| probability.get()).sum();
        let mut shares =
            baseline.map_or_else(|| vec![1.0; n_values], |baseline| baseline.0.clone());
        for (value, _) in named {
            shares[*value] = 0.0;
        }
        let mut n_shares: f64 = shares.iter().sum();
        let everything_is_named = named.len() == n_values;
        if sum > 1.001 || (everything_is_named && sum < 0.999) {
            return None;
        }
        if n_shares == 0.0 && !everything_is_named {
            // The baseline excludes every value that is left, so they are alike.
            shares = vec![1.0; n_values];
            for (value, _) in named {
                shares[*value] = 0.0;
            }
            n_shares = shares.iter().sum();
        }
        let rest = (1.0 - sum).max(0.0);
        let share = |share: f64| {
            if n_shares > 0.0 {
                rest * share / n_shares
            } else {
                0.0
            }
        };
        let mut by_value: Vec<f64> = shares.into_iter().map(share).collect();
        for (value, probability) in named {
            by_value[*value] = probability.get();
        }
        Some(Self(by_value))
    }

    /// Returns the probability of each value, in the order of the fact's values.
    #[must_use]
    pub fn by_value(&self) -> &[f64] {
        &self.0
    }
}
