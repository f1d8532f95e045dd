use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::Cost;
use super::cluster::Cluster;
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
    cluster: Cluster,
    is_cluster_queued: bool,
    /// The fixes of the last sequence, in order, each with the weight that it cures there.
    fixes: Vec<(usize, f64)>,
    /// The trials of the last sequence: how many fixes there are up to its end, and P(it ends the problem, given that those
    /// before it did not).
    trials: Vec<(usize, f64)>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Fix(usize),
    /// The fixes that are best tried together.
    Cluster,
}

/// The weight that is cured for the cost; of equal ones the first fix is the greatest.
#[derive(Clone, Copy)]
struct Ratio {
    ratio: f64,
    next: Next,
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
            let (cost, gone) = self.take(model, next.next);
            spent += cost * remaining;
            self.trials.push((self.fixes.len(), gone / remaining));
            remaining -= gone;
            let total = spent + last * remaining;
            if total.total < best.0.total {
                best = (total, self.trials.len());
            }
        }
        self.trials.truncate(best.1);
        best.0
    }

    /// Returns the fixes of each trial of the last sequence, in order, with P(it ends the problem, given that those before
    /// it did not).
    pub(super) fn trials(&self) -> impl Iterator<Item = (Vec<usize>, f64)> {
        let mut begins_at = 0;
        self.trials.iter().map(move |&(ends_at, p)| {
            let fixes = self.fixes[begins_at..ends_at].iter();
            begins_at = ends_at;
            (fixes.map(|(position, _)| *position).collect(), p)
        })
    }

    /// Returns every fix in the order in which they come, each with the weight that it cures there, whether that is worth
    /// its cost or not.
    pub(super) fn order(&mut self, model: &Model, weights: &[f64]) -> Vec<(usize, f64)> {
        self.begin(model, weights, &vec![true; model.fixes.len()]);
        let total: f64 = weights.iter().sum();
        while let Some(next) = self.best_ratio(model, total) {
            self.take(model, next.next);
        }
        std::mem::take(&mut self.fixes)
    }

    /// Puts what comes next into the sequence and has it fail; returns what it costs and the weight that it cures.
    fn take(&mut self, model: &Model, next: Next) -> (Cost, f64) {
        match next {
            Next::Fix(position) => {
                let gone = self.gone[position];
                self.fail(model, position);
                (model.fixes[position].cost, gone)
            }
            Next::Cluster => {
                let Cluster { gone, cost, .. } = self.cluster;
                for at in 0..self.cluster.fixes.len() {
                    self.fail(model, self.cluster.fixes[at]);
                }
                self.queue_cluster(model);
                (cost, gone)
            }
        }
    }

    /// Lets the fixes that are tried together come next; what they cure for their cost is found out when they are first.
    fn queue_cluster(&mut self, model: &Model) {
        if !self.is_cluster_queued && model.sharing.iter().any(|fix| self.left[*fix]) {
            self.is_cluster_queued = true;
            self.queue.push(Ratio {
                ratio: f64::INFINITY,
                next: Next::Cluster,
            });
        }
    }

    fn begin(&mut self, model: &Model, weights: &[f64], left: &[bool]) {
        self.weights.clear();
        self.weights.extend(weights);
        self.left.clear();
        self.left.extend(left);
        self.fixes.clear();
        self.trials.clear();
        self.gone.clear();
        let mut queue = std::mem::take(&mut self.queue).into_vec();
        queue.clear();
        self.is_cluster_queued = false;
        self.waiting = 0.0;
        self.hope = 0.0;
        for (position, fix) in model.fixes.iter().enumerate() {
            let cures = fix.cures_where(|fix| left[fix]).iter();
            let cures = cures.filter(|_| left[position]);
            let gone = cures.map(|&(hypothesis, cures)| weights[hypothesis] * cures);
            let gone: f64 = gone.sum();
            self.gone.push(gone);
            if gone <= 0.0 {
                continue;
            }
            self.hope += gone;
            if !self.is_ready(model, position) {
                self.waiting = self.waiting.max(gone / fix.own.total);
            } else if !model.sharing.contains(&position) {
                queue.push(Ratio::of(gone, fix.cost, Next::Fix(position)));
            }
        }
        self.queue = BinaryHeap::from(queue);
        self.queue_cluster(model);
        self.work += model.fixes.len();
    }

    fn queue_fix(&mut self, model: &Model, position: usize) {
        if model.sharing.contains(&position) {
            self.queue_cluster(model);
            return;
        }
        let cost = model.fixes[position].cost;
        let ratio = Ratio::of(self.gone[position], cost, Next::Fix(position));
        self.queue.push(ratio);
    }

    fn is_ready(&self, model: &Model, position: usize) -> bool {
        let mut after = model.fixes[position].after.iter();
        self.left[position] && after.all(|before| !self.left[*before])
    }

    /// Puts a fix into the sequence: takes what it would have cured from the weights, and from what the fixes that are left
    /// would cure.
    fn fail(&mut self, model: &Model, position: usize) {
        let fix = &model.fixes[position];
        let cures = fix.cures_where(|fix| self.left[fix]);
        self.fixes.push((position, self.gone[position]));
        self.close(position);
        for &included in &fix.includes {
            self.close(included);
        }
        for &(hypothesis, cures) in cures {
            let lost = self.weights[hypothesis] * cures;
            self.weights[hypothesis] -= lost;
            for &(other, cures) in &model.cured_by[hypothesis] {
                self.gone[other] -= lost * cures;
                if self.left[other] {
                    self.hope -= lost * cures;
                }
            }
        }
        for &done in [position].iter().chain(&fix.includes) {
            for &waiting in &model.fixes[done].before {
                if self.is_ready(model, waiting) {
                    self.queue_fix(model, waiting);
                }
            }
        }
    }

    fn close(&mut self, position: usize) {
        if self.left[position] {
            self.left[position] = false;
            self.hope -= self.gone[position];
        }
    }

    /// Counts anew what a fix that includes others cures: some of these may have failed since.
    fn count_included(&mut self, model: &Model, position: usize) {
        let fix = &model.fixes[position];
        if !fix.includes.is_empty() {
            let cures = fix.cures_where(|fix| self.left[fix]).iter();
            let gone = cures.map(|&(hypothesis, cures)| self.weights[hypothesis] * cures);
            let gone: f64 = gone.sum();
            self.hope += gone - self.gone[position];
            self.gone[position] = gone;
        }
    }

    /// Returns what cures the most weight for its cost.
    fn best_ratio(&mut self, model: &Model, total: f64) -> Option<Ratio> {
        while let Some(Ratio { next, .. }) = self.queue.pop() {
            self.work += 1;
            let (gone, cost) = match next {
                Next::Fix(position) if !self.left[position] => continue,
                Next::Fix(position) => {
                    self.count_included(model, position);
                    (self.gone[position], model.fixes[position].cost)
                }
                Next::Cluster => {
                    let mut cluster = std::mem::take(&mut self.cluster);
                    self.work += cluster.find(model, &self.weights, &self.left);
                    self.cluster = cluster;
                    self.is_cluster_queued = false;
                    (self.cluster.gone, self.cluster.cost)
                }
            };
            if gone <= NOTHING * total {
                continue;
            }
            let now = Ratio::of(gone, cost, next);
            if self.queue.peek().is_some_and(|other| *other > now) {
                self.is_cluster_queued |= next == Next::Cluster;
                self.queue.push(now);
            } else {
                return Some(now);
            }
        }
        None
    }
}

impl Ratio {
    fn of(gone: f64, cost: Cost, next: Next) -> Self {
        let ratio = gone / cost.total;
        Self { ratio, next }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_ratio = self.ratio.total_cmp(&other.ratio);
        by_ratio.then(Reverse(self.next).cmp(&Reverse(other.next)))
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
