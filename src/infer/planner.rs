use crate::base::Tables;

use super::belief::fail;
use super::{Belief, Cost, FixOption, Options, Question};

/// Finds the move with the least expected cost of repair.
///
/// Fixes are ordered by P/C, re-ranked after each failure (Kadane and Simon 1977); a question is valued one step ahead
/// by the plans that its answers would lead to (Heckerman, Breese and Rommelse 1995).
pub struct Planner<'a> {
    tables: &'a Tables,
    options: &'a Options,
}

/// The move that is expected to be best, and what is expected to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The move.
    pub first: Step,
    /// What is to be expected from here on.
    pub expected: Cost,
    /// The fixes in the order in which they would be tried if nothing more were learnt, each with P(it ends the
    /// problem, given that those before it did not).
    pub fixes: Vec<(usize, f64)>,
    /// The fix that hands the problem over when nothing of the plan helped.
    pub referral: Option<usize>,
}

/// A move, by position in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask for a fact.
    Ask(usize),
    /// Ask which problem it is.
    AskProblem,
    /// Try a fix.
    Try(usize),
    /// Hand the problem over.
    Refer(usize),
    /// Nothing is left.
    Nothing,
}

/// An answer has to save at least this many minutes, so that a tie goes to the fix.
const LEAST_GAIN: f64 = 1e-9;
/// What is left when there is nobody to hand the problem over to.
const NO_REFERRAL: Cost = Cost {
    total: 240.0,
    minutes: 60.0,
    waiting: 0.0,
};

/// A sequence of fixes with its expected cost, on unnormalised weights.
struct Repair {
    cost: Cost,
    fixes: Vec<(usize, f64)>,
    referral: Option<usize>,
}

impl<'a> Planner<'a> {
    /// Returns a planner for what can be done and asked.
    #[must_use]
    pub fn new(tables: &'a Tables, options: &'a Options) -> Self {
        Self { tables, options }
    }

    /// Returns the plan under a belief.
    #[must_use]
    pub fn plan(&self, belief: &Belief) -> Plan {
        let weights = belief.by_hypothesis();
        let repair = self.repair(weights);
        let mut best = (Self::first(&repair), repair.cost);
        for question in &self.options.questions {
            let cost = self.value_of_asking(question, weights, repair.cost);
            if cost.total + LEAST_GAIN < best.1.total {
                best = (Step::Ask(question.fact), cost);
            }
        }
        if let Some(cost) = self.value_of_naming(weights)
            && cost.total + LEAST_GAIN < best.1.total
        {
            best = (Step::AskProblem, cost);
        }
        Plan {
            first: best.0,
            expected: best.1,
            fixes: repair.fixes,
            referral: repair.referral,
        }
    }

    fn first(repair: &Repair) -> Step {
        match (repair.fixes.first(), repair.referral) {
            (Some(&(fix, _)), _) => Step::Try(fix),
            (None, Some(fix)) => Step::Refer(fix),
            (None, None) => Step::Nothing,
        }
    }

    /// Returns the expected cost of repair without a question: fixes by P/C until handing over is cheaper.
    fn repair(&self, weights: &[f64]) -> Repair {
        let referral = self.referral(weights);
        let last = referral.map_or(NO_REFERRAL, |(_, cost)| cost);
        let mut weights = weights.to_vec();
        let mut left: Vec<&FixOption> = self.options.fixes.iter().collect();
        let mut remaining: f64 = weights.iter().sum();
        let mut spent = Cost::default();
        let mut best = (last * remaining, 0);
        let mut fixes = Vec::new();
        while let Some((position, gone)) = self.best_ratio(&left, &weights) {
            let option = left.remove(position);
            spent += option.cost * remaining;
            fixes.push((option.fix, gone / remaining));
            fail(&self.tables.cures[option.fix], &mut weights);
            remaining = weights.iter().sum();
            let total = spent + last * remaining;
            if total.total < best.0.total {
                best = (total, fixes.len());
            }
        }
        fixes.truncate(best.1);
        Repair {
            cost: best.0,
            fixes,
            referral: referral.map(|(fix, _)| fix),
        }
    }

    /// Returns the fix with the most probability for its cost, by position in `left`, with the weight that it cures.
    fn best_ratio(&self, left: &[&FixOption], weights: &[f64]) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64, f64)> = None;
        for (position, option) in left.iter().enumerate() {
            let blocked = option
                .after
                .iter()
                .any(|fix| left.iter().any(|other| other.fix == *fix));
            if blocked {
                continue;
            }
            let cures = &self.tables.cures[option.fix];
            let gone: f64 = cures
                .iter()
                .map(|&(hypothesis, cures)| weights[hypothesis] * cures)
                .sum();
            let ratio = gone / option.cost.total;
            if gone > 0.0 && best.is_none_or(|(_, _, known)| ratio > known) {
                best = Some((position, gone, ratio));
            }
        }
        best.map(|(position, gone, _)| (position, gone))
    }

    /// Returns the expected cost when a question is asked first.
    fn value_of_asking(&self, question: &Question, weights: &[f64], unanswered: Cost) -> Cost {
        let total: f64 = weights.iter().sum();
        let rows = &self.tables.facts[question.fact];
        let mut answered = Cost::default();
        for value in 0..rows.default.len() {
            let mut weights = weights.to_vec();
            rows.weigh(value, &mut weights);
            answered += self.repair(&weights).cost;
        }
        question.cost * total + answered * (1.0 - question.unsure) + unanswered * question.unsure
    }

    /// Returns the expected cost when it is asked which problem it is.
    fn value_of_naming(&self, weights: &[f64]) -> Option<Cost> {
        let mut expected = self.options.ask_problem? * weights.iter().sum();
        for problem in 0..self.options.referrals.len() {
            let of_problem: Vec<f64> = self
                .tables
                .hypotheses
                .iter()
                .zip(weights)
                .map(|(hypothesis, weight)| {
                    if hypothesis.problem == problem {
                        *weight
                    } else {
                        0.0
                    }
                })
                .collect();
            expected += self.repair(&of_problem).cost;
        }
        Some(expected)
    }

    /// Returns the referral of the most probable problem.
    fn referral(&self, weights: &[f64]) -> Option<(usize, Cost)> {
        let mut by_problem = vec![0.0; self.options.referrals.len()];
        for (hypothesis, weight) in self.tables.hypotheses.iter().zip(weights) {
            by_problem[hypothesis.problem] += weight;
        }
        let mut best = 0;
        for (problem, weight) in by_problem.iter().enumerate() {
            if *weight > by_problem[best] {
                best = problem;
            }
        }
        self.options.referrals.get(best).copied().flatten()
    }
}
