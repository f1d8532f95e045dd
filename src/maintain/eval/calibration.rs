use super::scored::Scored;

/// Forecasts are gathered in so many bins of the same width.
const N_BINS: usize = 10;

/// How well the probabilities agree with what was so, over the rows that were not refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    /// How many rows.
    pub(crate) n: usize,
    /// Of each bin: rows, the sum of P(first problem), rows whose first problem is right.
    bins: [(usize, f64, usize); N_BINS],
    /// The sum of (P(first problem) − right)².
    top: f64,
    /// The sum, over all problems and "none of them", of (P − right)².
    all: f64,
}

/// The rows whose P(first problem) is near the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bin {
    /// Where the bin begins; it is a tenth wide.
    pub(crate) from: f64,
    /// How many rows.
    pub(crate) n: usize,
    /// The mean of P(first problem).
    pub(crate) mean_p: f64,
    /// The share of rows whose first problem is right.
    pub(crate) share_right: f64,
}

impl Calibration {
    /// Takes in a row; a refused one, or one without probabilities, gives no forecast.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a probability times ten is a small number"
    )]
    pub(super) fn take(&mut self, scored: &Scored<'_>) {
        let Some(probabilities) = &scored.answer.probabilities else {
            return;
        };
        let Some(&first) = probabilities.first() else {
            return;
        };
        let right = scored.is_among(1);
        self.n += 1;
        self.top += (first - f64::from(right)).powi(2);
        let problems = scored.answer.ranking.iter().zip(probabilities);
        let mut is_ranked = false;
        for (problem, p) in problems {
            let is = *problem == scored.row.problem;
            is_ranked |= is;
            self.all += (p - f64::from(is)).powi(2);
        }
        if !is_ranked {
            // The label is none of the problems that were held possible: its P was 0.
            self.all += 1.0;
        }
        let bin = ((first * 10.0) as usize).min(N_BINS - 1);
        let (n, sum, n_right) = &mut self.bins[bin];
        *n += 1;
        *sum += first;
        *n_right += usize::from(right);
    }

    /// Returns the mean of (P(first problem) − right)²; `None` of nothing. Brier, Verification of Forecasts Expressed
    /// in Terms of Probability, Monthly Weather Review 78 (1950).
    pub(crate) fn brier(&self) -> Option<f64> {
        (self.n > 0).then(|| self.top / float(self.n))
    }

    /// Returns the mean, over the rows, of the sum over all problems of (P − right)², from 0 to 2; `None` of nothing.
    /// A label that was not ranked, or that is out of scope, is a problem of P 0. Brier 1950.
    pub(crate) fn brier_of_all(&self) -> Option<f64> {
        (self.n > 0).then(|| self.all / float(self.n))
    }

    /// Returns the bins that hold rows, the lowest first.
    pub(crate) fn bins(&self) -> Vec<Bin> {
        let bins = (0..).zip(&self.bins).filter(|(_, (n, ..))| *n > 0);
        bins.map(|(idx, &(n, sum, n_right))| Bin {
            from: f64::from(idx) / 10.0,
            n,
            mean_p: sum / float(n),
            share_right: float(n_right) / float(n),
        })
        .collect()
    }

    /// Returns the expected calibration error: the mean of |mean P − share right|, each bin by its rows; `None` of
    /// nothing. Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015.
    pub(crate) fn error(&self) -> Option<f64> {
        let off = |bin: &Bin| float(bin.n) * (bin.mean_p - bin.share_right).abs();
        (self.n > 0).then(|| self.bins().iter().map(off).sum::<f64>() / float(self.n))
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
fn float(n: usize) -> f64 {
    n as f64
}
