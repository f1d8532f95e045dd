use super::Cost;
use super::model::Model;

/// Finds the fixes that are best tried together, since they pay a cost once: those that cure most for what they cost in all
/// (Langseth and Jensen 2001, cost clusters without inside information). Keeps its memory from one time to the next.
#[derive(Default)]
pub(super) struct Cluster {
    /// The fixes, in the order in which they were taken.
    pub(super) fixes: Vec<usize>,
    /// The weight that they cure.
    pub(super) gone: f64,
    /// What they cost together.
    pub(super) cost: Cost,
    /// The weights of the hypotheses after they have failed.
    weights: Vec<f64>,
}

impl Cluster {
    /// Looks among the fixes that are left and need not wait; finds none where they cure nothing. Returns how many were
    /// looked at.
    ///
    /// Fixes are taken in the order of the weight that each cures for its own cost after those taken before, as long as
    /// that is more than what all of them cure for theirs: where no two cure the same, no other choice has a higher ratio.
    pub(super) fn find(&mut self, model: &Model, weights: &[f64], left: &[bool]) -> usize {
        self.fixes.clear();
        self.gone = 0.0;
        self.cost = model.shared;
        self.weights.clear();
        self.weights.extend(weights);
        let mut n_looked_at = 0;
        loop {
            let mut best: Option<(f64, usize, f64)> = None;
            for &position in &model.sharing {
                let fix = &model.fixes[position];
                let waits = fix.after.iter().any(|before| left[*before]);
                if !left[position] || waits || self.is_taken(model, position) {
                    continue;
                }
                n_looked_at += 1;
                let cures = self.cures(model, left, position).iter();
                let gone = cures.map(|&(hypothesis, cures)| self.weights[hypothesis] * cures);
                let gone: f64 = gone.sum();
                let ratio = gone / fix.own.total;
                if gone > 0.0 && best.is_none_or(|(most, ..)| ratio > most) {
                    best = Some((ratio, position, gone));
                }
            }
            let Some((ratio, position, gone)) = best else {
                return n_looked_at;
            };
            if ratio <= self.ratio() {
                return n_looked_at;
            }
            for &(hypothesis, cures) in self.cures(model, left, position) {
                self.weights[hypothesis] *= 1.0 - cures;
            }
            self.fixes.push(position);
            self.gone += gone;
            self.cost += model.fixes[position].own;
        }
    }

    /// Returns the weight cured for the cost.
    pub(super) fn ratio(&self) -> f64 {
        self.gone / self.cost.total
    }

    /// Returns the weights of the hypotheses after the fixes have failed.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn cures<'m>(&self, model: &'m Model, left: &[bool], position: usize) -> &'m [(usize, f64)] {
        model.fixes[position].cures_where(|fix| left[fix] && !self.is_taken(model, fix))
    }

    fn is_taken(&self, model: &Model, position: usize) -> bool {
        let mut taken = self.fixes.iter();
        taken.any(|&fix| fix == position || model.fixes[fix].includes.contains(&position))
    }
}
