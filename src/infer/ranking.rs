use super::Cost;
use super::model::{Answer, Model, NO_REFERRAL, Question};
use super::repair::Repairs;

/// The fixes in the order in which they would be tried, with sums over every beginning of it: an answer then costs only
/// what it moves.
///
/// An answer changes the weight of the few hypotheses that it names; the fixes that cure these are taken out of the order
/// and put back where they belong, and what stands between is summed at once. Exact, but for where handing over is best,
/// where no hypothesis is cured by two fixes, none has to wait for another and there is one problem; otherwise an estimate.
pub(super) struct Ranking {
    /// The fixes.
    pub(super) order: Vec<usize>,
    mass: f64,
    referral: f64,
    /// By rank: the weight cured, also for the fix's cost.
    gone: Vec<f64>,
    ratios: Vec<f64>,
    costs: Vec<f64>,
    /// Over so many ranks: the cost; the weight cured; the cost times the weight cured before.
    cost_sums: Vec<f64>,
    gone_sums: Vec<f64>,
    product_sums: Vec<f64>,
    /// By hypothesis: the ranks that cure it, with the weight cured.
    cured: Vec<Vec<(usize, f64)>>,
    weights: Vec<f64>,
}

/// What an answer moves; its memory is kept from one answer to the next.
#[derive(Default)]
struct Moved {
    /// The ranks with the weight cured after the answer.
    fixes: Vec<(usize, f64)>,
    /// The ranks, in order.
    ranks: Vec<usize>,
}

/// A way along the order after an answer.
struct Walk<'a> {
    ranking: &'a Ranking,
    /// By how much the weight of every fix that the answer does not move is multiplied.
    share: f64,
    /// The ranks that the answer moves, in order.
    moved: &'a [usize],
    at: usize,
    n_skipped: usize,
    remaining: f64,
    spent: f64,
    best: f64,
}

impl Ranking {
    pub(super) fn new(model: &Model, weights: &[f64], repairs: &mut Repairs) -> Self {
        let order = repairs.order(model, weights);
        let referral = model
            .referral(weights)
            .map_or(NO_REFERRAL, |(_, cost)| cost);
        let mut ranking = Self {
            order: order.iter().map(|(position, _)| *position).collect(),
            mass: weights.iter().sum(),
            referral: referral.total,
            gone: Vec::with_capacity(order.len()),
            ratios: Vec::with_capacity(order.len()),
            costs: Vec::with_capacity(order.len()),
            cost_sums: vec![0.0],
            gone_sums: vec![0.0],
            product_sums: vec![0.0],
            cured: vec![Vec::new(); weights.len()],
            weights: weights.to_vec(),
        };
        let mut left = weights.to_vec();
        let mut shared = model.shared.total;
        let (mut cost_sum, mut gone_sum, mut product_sum) = (0.0, 0.0, 0.0);
        for (rank, (position, gone)) in order.into_iter().enumerate() {
            let cost = if model.sharing.contains(&position) {
                // The first of the order pays for all.
                model.fixes[position].own.total + std::mem::take(&mut shared)
            } else {
                model.fixes[position].cost.total
            };
            ranking.gone.push(gone);
            ranking.costs.push(cost);
            let ratio = gone / cost;
            // A fix that had to wait may be worth more than those before it; it cannot come earlier.
            let before = ranking.ratios.last().copied().unwrap_or(f64::INFINITY);
            ranking.ratios.push(ratio.min(before));
            product_sum += cost * gone_sum;
            cost_sum += cost;
            gone_sum += gone;
            ranking.cost_sums.push(cost_sum);
            ranking.gone_sums.push(gone_sum);
            ranking.product_sums.push(product_sum);
            for &(hypothesis, cures) in model.fixes[position].cures_where(|_| true) {
                let lost = left[hypothesis] * cures;
                left[hypothesis] -= lost;
                ranking.cured[hypothesis].push((rank, lost));
            }
        }
        ranking
    }

    /// Returns for each question the expected cost of asking it and what follows; `base` is the cost without it.
    pub(super) fn costs<'q>(
        &self,
        questions: impl Iterator<Item = &'q Question>,
        base: Cost,
    ) -> Vec<f64> {
        let mut moved = Moved::default();
        let cost = |question: &Question| {
            let answers = question.answers.iter();
            let after: f64 = answers.map(|answer| self.after(answer, &mut moved)).sum();
            question.cost.total * self.mass
                + base.total * question.unsure
                + after * (1.0 - question.unsure)
        };
        questions.map(cost).collect()
    }

    /// Returns the expected cost after an answer, times its probability.
    fn after(
        &self,
        answer: &Answer,
        Moved {
            fixes: moved,
            ranks,
        }: &mut Moved,
    ) -> f64 {
        let mut mass = answer.default * self.mass;
        moved.clear();
        for &(hypothesis, chance) in &answer.rows {
            let more = chance - answer.default;
            let weight = self.weights[hypothesis];
            mass += weight * more;
            let cured = self.cured[hypothesis].iter();
            // The weight cured is in proportion to the hypothesis' weight.
            moved.extend(cured.map(|&(rank, gone)| (rank, gone * more)));
        }
        moved.sort_by_key(|(rank, _)| *rank);
        moved.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        ranks.clear();
        ranks.extend(moved.iter().map(|(rank, _)| *rank));
        for (rank, gone) in moved.iter_mut() {
            *gone = (*gone + answer.default * self.gone[*rank]).max(0.0);
        }
        let ratio = |&(rank, gone): &(usize, f64)| gone / self.costs[rank];
        moved.sort_unstable_by(|left, right| {
            ratio(right)
                .total_cmp(&ratio(left))
                .then(left.0.cmp(&right.0))
        });
        let mut walk = Walk {
            ranking: self,
            share: answer.default,
            moved: ranks,
            at: 0,
            n_skipped: 0,
            remaining: mass,
            spent: 0.0,
            best: self.referral * mass,
        };
        for fix in moved {
            // What the answer does not move comes before it where its share of the ratio is as high.
            let least = ratio(fix) / answer.default;
            let ahead = &self.ratios[walk.at..];
            walk.go_to(walk.at + ahead.partition_point(|ratio| *ratio >= least));
            walk.put(self.costs[fix.0], fix.1);
        }
        walk.go_to(self.gone.len());
        walk.best
    }
}

impl Walk<'_> {
    /// Goes on to a rank, past those that the answer moves.
    fn go_to(&mut self, rank: usize) {
        while let Some(&skipped) = self
            .moved
            .get(self.n_skipped)
            .filter(|moved| **moved < rank)
        {
            self.pass(skipped);
            self.at = self.at.max(skipped + 1);
            self.n_skipped += 1;
        }
        self.pass(rank);
    }

    /// Tries every fix up to a rank.
    fn pass(&mut self, to: usize) {
        if to <= self.at {
            return;
        }
        let from = self.at;
        // Where a fix first cures too little for its cost is where handing over may be better.
        let ranking = self.ranking;
        let pays = |rank: usize| {
            let remaining =
                self.remaining - self.share * (ranking.gone_sums[rank] - ranking.gone_sums[from]);
            self.share * ranking.ratios[rank] * ranking.referral > remaining
        };
        if pays(from) && !pays(to - 1) {
            let (mut paying, mut not) = (from, to - 1);
            while not - paying > 1 {
                let middle = paying.midpoint(not);
                if pays(middle) {
                    paying = middle;
                } else {
                    not = middle;
                }
            }
            self.try_until(not);
        }
        self.try_until(to);
    }

    fn try_until(&mut self, to: usize) {
        let ranking = self.ranking;
        let sum = |sums: &[f64]| sums[to] - sums[self.at];
        let cost = sum(&ranking.cost_sums);
        let gone_meanwhile = sum(&ranking.product_sums) - ranking.gone_sums[self.at] * cost;
        self.spent += self.remaining * cost - self.share * gone_meanwhile;
        self.remaining -= self.share * sum(&ranking.gone_sums);
        self.at = to;
        self.stop();
    }

    /// Tries a fix that the answer moves.
    fn put(&mut self, cost: f64, gone: f64) {
        self.spent += self.remaining * cost;
        self.remaining -= gone;
        self.stop();
    }

    fn stop(&mut self) {
        let here = self.spent + self.ranking.referral * self.remaining;
        self.best = self.best.min(here);
    }
}
