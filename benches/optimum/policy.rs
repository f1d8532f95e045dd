use std::collections::HashMap;

use naosu::base::Tables;
use naosu::infer::{Belief, Limits, Planner, Step};

use super::known::Known;
use super::trouble::Trouble;

/// A way of choosing the next move.
#[derive(Clone, Copy)]
pub(crate) enum Policy {
    /// naosu's, with the limits of its search.
    Planner(Limits),
    /// The fixes in the order of the guide, then handing over.
    Checklist,
    /// The question that tells most, until one cause stands out; then fixes by P/C.
    TwentyQuestions,
}

/// One cause stands out at this probability.
const STANDS_OUT: f64 = 0.8;
/// A question that tells less than this, in bits, is not asked.
const LEAST_BITS: f64 = 0.02;

/// Returns the expected cost of following a policy to the end, exact over all that may come. `believed` is what the policy
/// takes the trouble for.
pub(crate) fn expected_cost(policy: Policy, trouble: &Trouble, believed: &Trouble) -> f64 {
    Following {
        policy,
        trouble,
        believed,
        tables: believed.tables(),
        costs: HashMap::new(),
    }
    .cost(&Known::nothing(trouble), &Known::nothing(believed))
}

struct Following<'a> {
    policy: Policy,
    trouble: &'a Trouble,
    believed: &'a Trouble,
    tables: Tables,
    costs: HashMap<(usize, usize), f64>,
}

impl Following<'_> {
    fn cost(&mut self, known: &Known, seen: &Known) -> f64 {
        if let Some(cost) = self.costs.get(&known.key()) {
            return *cost;
        }
        let mass = known.mass();
        let cost = match self.step(seen) {
            Step::Try(fixes) => {
                let failing = known.failing_all(self.trouble, &fixes);
                let after = self.cost(&failing, &seen.failing_all(self.believed, &fixes));
                self.trouble.cost(&fixes) * mass + after
            }
            Step::Ask(question) => {
                let mut after = 0.0;
                for yes in [false, true] {
                    let known = known.answering(self.trouble, question, yes);
                    let seen = seen.answering(self.believed, question, yes);
                    after += self.cost(&known, &seen);
                }
                let known = known.not_answering(self.trouble, question);
                let seen = seen.not_answering(self.believed, question);
                if let Some((known, seen)) = known.zip(seen) {
                    after += self.cost(&known, &seen);
                }
                self.trouble.questions[question].0 * mass + after
            }
            // A trouble has neither problems to choose from nor checks.
            Step::AskProblem | Step::Check(_) | Step::Refer(_) | Step::Nothing => {
                self.trouble.referral * mass
            }
        };
        self.costs.insert(known.key(), cost);
        cost
    }

    fn step(&self, seen: &Known) -> Step {
        match self.policy {
            Policy::Planner(limits) => self.planned(seen, limits),
            Policy::Checklist => (0..self.believed.fixes.len())
                .find(|fix| seen.failed & 1 << fix == 0)
                .map_or(Step::Nothing, |fix| Step::Try(vec![fix])),
            Policy::TwentyQuestions => self.most_telling(seen),
        }
    }

    fn planned(&self, seen: &Known, limits: Limits) -> Step {
        let is_answered = |question| seen.is_answered(question);
        let options = self.believed.options(seen.failed, is_answered);
        let belief = Belief::from_weights(seen.weights.clone());
        belief.map_or(Step::Nothing, |belief| {
            let planner = Planner::new(&self.tables, &options).within(limits);
            planner.plan(&belief).first
        })
    }

    fn most_telling(&self, seen: &Known) -> Step {
        let largest = seen.weights.iter().copied().fold(0.0, f64::max);
        let open =
            (0..self.believed.questions.len()).filter(|question| !seen.is_answered(*question));
        let by_bits = open.map(|question| (self.bits(seen, question), question));
        let best = by_bits.max_by(|left, right| left.0.total_cmp(&right.0));
        match best.filter(|_| largest < STANDS_OUT * seen.mass()) {
            Some((bits, question)) if bits > LEAST_BITS => Step::Ask(question),
            _ => self.planned(seen, Limits::P_C),
        }
    }

    /// Returns the mutual information of an answer and the cause.
    fn bits(&self, seen: &Known, question: usize) -> f64 {
        let after = [false, true].map(|yes| {
            let answered = seen.answering(self.believed, question, yes);
            answered.mass() * entropy(&answered.weights)
        });
        entropy(&seen.weights) - after.iter().sum::<f64>() / seen.mass()
    }
}

/// Returns the entropy of the normalised weights, in bits.
fn entropy(weights: &[f64]) -> f64 {
    let total: f64 = weights.iter().sum();
    let shares = weights.iter().map(|weight| weight / total);
    shares
        .filter(|share| *share > 0.0)
        .map(|share| -share * share.log2())
        .sum()
}
