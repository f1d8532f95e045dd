use super::Cost;
use super::model::{Model, NO_REFERRAL};

/// Finds sequences of fixes by P/C, re-ranked after each failure (Kadane and Simon 1977), ended by handing over. Keeps its
/// memory from one to the next.
#[derive(Default)]
pub(super) struct Repairs {
    /// How many fixes were looked at to place one in a sequence so far.
    pub(super) work: usize,
    weights: Vec<f64>,
    left: Vec<bool>,
    gone: Vec<f64>,
    /// The fixes of the last sequence, in order, each with P(it ends the problem, given that those before it did not).
    pub(super) fixes: Vec<(usize, f64)>,
}

/// What the fixes that are left can do at most.
#[derive(Default)]
struct Hope {
    /// The weight that all of them cure, counted for each as if it came first.
    gone: f64,
    /// The most weight that one of them cures for its cost.
    ratio: f64,
}

/// Where less than this share of the weight is cured, the rest is what rounding left.
const NOTHING: f64 = 1e-12;

impl Repairs {
    /// Returns the expected cost of the sequence under these weights, which need not sum to 1, with the fixes that are
    /// left.
    pub(super) fn cost(&mut self, model: &Model, weights: &[f64], left: &[bool]) -> Cost {
        let last = model
            .referral(weights)
            .map_or(NO_REFERRAL, |(_, cost)| cost);
        self.begin(model, weights, left);
        let total: f64 = weights.iter().sum();
        let mut remaining = total;
        let mut spent = Cost::default();
        let mut best = (last * remaining, 0);
        while let Some((position, hope)) = self.best_ratio(model, total) {
            self.work += model.fixes.len();
            // Whatever comes first, no fix that is left is worth its cost any more.
            if hope.ratio * last.total <= remaining - hope.gone {
                break;
            }
            self.left[position] = false;
            let gone = self.gone[position];
            spent += model.fixes[position].cost * remaining;
            self.fixes.push((position, gone / remaining));
            self.fail(model, position);
            remaining -= gone;
            let total = spent + last * remaining;
            if total.total < best.0.total {
                best = (total, self.fixes.len());
            }
        }
        self.fixes.truncate(best.1);
        best.0
    }

    fn begin(&mut self, model: &Model, weights: &[f64], left: &[bool]) {
        self.weights.clear();
        self.weights.extend(weights);
        self.left.clear();
        self.left.extend(left);
        self.fixes.clear();
        self.gone.clear();
        for (fix, left) in model.fixes.iter().zip(left) {
            let cures = fix.cures.iter().filter(|_| *left);
            let gone = cures.map(|&(hypothesis, cures)| weights[hypothesis] * cures);
            self.gone.push(gone.sum());
        }
    }

    /// Takes what a fix would have cured from the weights, and from what the fixes that are left would cure.
    fn fail(&mut self, model: &Model, position: usize) {
        for &(hypothesis, cures) in &model.fixes[position].cures {
            let lost = self.weights[hypothesis] * cures;
            self.weights[hypothesis] -= lost;
            for &(other, cures) in &model.cured_by[hypothesis] {
                self.gone[other] -= lost * cures;
            }
        }
    }

    /// Returns the fix with the most weight cured for its cost, and what may be hoped for of all that are left.
    fn best_ratio(&self, model: &Model, total: f64) -> Option<(usize, Hope)> {
        let mut best: Option<(usize, f64)> = None;
        let mut hope = Hope::default();
        for (position, fix) in model.fixes.iter().enumerate() {
            let gone = self.gone[position];
            if !self.left[position] || gone <= NOTHING * total {
                continue;
            }
            let ratio = gone / fix.cost.total;
            hope.gone += gone;
            hope.ratio = hope.ratio.max(ratio);
            let is_better = best.is_none_or(|(_, known)| ratio > known);
            if is_better && fix.after.iter().all(|before| !self.left[*before]) {
                best = Some((position, ratio));
            }
        }
        best.map(|(position, _)| (position, hope))
    }
}
