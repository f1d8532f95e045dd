use std::collections::HashMap;

use super::known::Known;
use super::trouble::Trouble;

/// Returns the least expected cost, by dynamic programming over everything that can be known.
pub(crate) fn optimum(trouble: &Trouble) -> f64 {
    Optimum {
        trouble,
        costs: HashMap::new(),
    }
    .cost(&Known::nothing(trouble))
}

struct Optimum<'a> {
    trouble: &'a Trouble,
    /// The cost from each state on, times the probability of coming there.
    costs: HashMap<(usize, usize), f64>,
}

impl Optimum<'_> {
    fn cost(&mut self, known: &Known) -> f64 {
        if let Some(cost) = self.costs.get(&known.key()) {
            return *cost;
        }
        let mass = known.mass();
        let mut best = self.trouble.referral * mass;
        for fixes in trials(self.trouble, known.failed) {
            let after = self.cost(&known.failing_all(self.trouble, &fixes));
            best = best.min(self.trouble.cost(&fixes) * mass + after);
        }
        for question in 0..self.trouble.questions.len() {
            if !known.is_answered(question) {
                let answered = |yes| known.answering(self.trouble, question, yes);
                let mut after = self.cost(&answered(true)) + self.cost(&answered(false));
                if let Some(known) = known.not_answering(self.trouble, question) {
                    after += self.cost(&known);
                }
                best = best.min(self.trouble.questions[question].0 * mass + after);
            }
        }
        self.costs.insert(known.key(), best);
        best
    }
}

/// Returns all that can be tried next: each fix by itself, and any of those that share a cost together.
fn trials(trouble: &Trouble, failed: usize) -> Vec<Vec<usize>> {
    let left = (0..trouble.fixes.len()).filter(|fix| failed & 1 << fix == 0);
    let (sharing, alone): (Vec<usize>, Vec<usize>) = left.partition(|fix| trouble.shares[*fix]);
    let mut trials: Vec<Vec<usize>> = alone.into_iter().map(|fix| vec![fix]).collect();
    for chosen in 1_usize..1 << sharing.len() {
        let chosen = sharing
            .iter()
            .enumerate()
            .filter(|(bit, _)| chosen & 1 << bit != 0);
        trials.push(chosen.map(|(_, fix)| *fix).collect());
    }
    trials
}
