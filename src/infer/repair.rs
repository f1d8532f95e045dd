use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

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
    /// The fixes that may come next. A failure only makes the others cure less, so what stands here is the most they can.
    queue: BinaryHeap<Ratio>,
    /// The weight that the fixes that are left cure, counted for each as if it came first.
    hope: f64,
    /// The most weight that a fix which has to wait for others cures for its cost.
    waiting: f64,
    /// The fixes of the last sequence, in order, each with P(it ends the problem, given that those before it did not).
    pub(super) fixes: Vec<(usize, f64)>,
}

/// The weight that a fix cures for its cost; of equal ones the first fix is the greatest.
#[derive(Clone, Copy)]
struct Ratio {
    ratio: f64,
    position: usize,
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
        while let Some(next) = self.best_ratio(model, total) {
            // Whatever comes first, no fix that is left is worth its cost any more.
            if next.ratio.max(self.waiting) * last.total <= remaining - self.hope {
                break;
            }
            let gone = self.gone[next.position];
            spent += model.fixes[next.position].cost * remaining;
            self.fixes.push((next.position, gone / remaining));
            self.fail(model, next.position);
            remaining -= gone;
            let total = spent + last * remaining;
            if total.total < best.0.total {
                best = (total, self.fixes.len());
            }
        }
        self.fixes.truncate(best.1);
        best.0
    }

    /// Returns every fix in the order in which they come, each with the weight that it cures there, whether that is worth
    /// its cost or not.
    pub(super) fn order(&mut self, model: &Model, weights: &[f64]) -> Vec<(usize, f64)> {
        self.begin(model, weights, &vec![true; model.fixes.len()]);
        let total: f64 = weights.iter().sum();
        let mut order = Vec::new();
        while let Some(next) = self.best_ratio(model, total) {
            order.push((next.position, self.gone[next.position]));
            self.fail(model, next.position);
        }
        order
    }

    fn begin(&mut self, model: &Model, weights: &[f64], left: &[bool]) {
        self.weights.clear();
        self.weights.extend(weights);
        self.left.clear();
        self.left.extend(left);
        self.fixes.clear();
        self.gone.clear();
        self.queue.clear();
        self.waiting = 0.0;
        self.hope = 0.0;
        for (position, fix) in model.fixes.iter().enumerate() {
            let cures = fix.cures.iter().filter(|_| left[position]);
            let gone = cures.map(|&(hypothesis, cures)| weights[hypothesis] * cures);
            let gone = gone.sum();
            self.gone.push(gone);
            self.hope += gone;
            let ratio = gone / fix.cost.total;
            if self.is_ready(model, position) {
                self.queue.push(Ratio { ratio, position });
            } else if left[position] {
                self.waiting = self.waiting.max(ratio);
            }
        }
        self.work += model.fixes.len();
    }

    fn is_ready(&self, model: &Model, position: usize) -> bool {
        let mut after = model.fixes[position].after.iter();
        self.left[position] && after.all(|before| !self.left[*before])
    }

    /// Takes what a fix would have cured from the weights, and from what the fixes that are left would cure.
    fn fail(&mut self, model: &Model, position: usize) {
        let fix = &model.fixes[position];
        self.left[position] = false;
        self.hope -= self.gone[position];
        for &(hypothesis, cures) in &fix.cures {
            let lost = self.weights[hypothesis] * cures;
            self.weights[hypothesis] -= lost;
            for &(other, cures) in &model.cured_by[hypothesis] {
                self.gone[other] -= lost * cures;
                if self.left[other] {
                    self.hope -= lost * cures;
                }
            }
        }
        for &position in &fix.before {
            if self.is_ready(model, position) {
                let ratio = self.gone[position] / model.fixes[position].cost.total;
                self.queue.push(Ratio { ratio, position });
            }
        }
    }

    /// Returns the fix with the most weight cured for its cost.
    fn best_ratio(&mut self, model: &Model, total: f64) -> Option<Ratio> {
        while let Some(Ratio { ratio, position }) = self.queue.pop() {
            self.work += 1;
            let gone = self.gone[position];
            if gone <= NOTHING * total {
                continue;
            }
            let now = gone / model.fixes[position].cost.total;
            let now = Ratio {
                ratio: now,
                position,
            };
            if now.ratio < ratio {
                self.queue.push(now);
            } else {
                return Some(now);
            }
        }
        None
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_ratio = self.ratio.total_cmp(&other.ratio);
        by_ratio.then(Reverse(self.position).cmp(&Reverse(other.position)))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}
