use crate::base::Tables;

use super::model::Model;
use super::repair::Repairs;
use super::search::{Candidate, LEAST_GAIN, Search};
use super::{Belief, Cost, Limits, Options, Plan, Step};

/// Finds the move with the least expected cost of repair, by a search that looks further ahead until its limits are
/// reached.
pub struct Planner<'a> {
    tables: &'a Tables,
    options: &'a Options,
    limits: Limits,
}

impl<'a> Planner<'a> {
    /// Returns a planner for what can be done and asked.
    #[must_use]
    pub fn new(tables: &'a Tables, options: &'a Options) -> Self {
        Self {
            tables,
            options,
            limits: Limits::DEFAULT,
        }
    }

    /// Returns the planner with other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Returns the plan under a belief.
    #[must_use]
    pub fn plan(&self, belief: &Belief) -> Plan {
        let (model, weights) = Model::new(self.tables, self.options, belief.by_hypothesis());
        let mut search = Search::new(&model, &weights, self.limits);
        let (candidate, expected) = best(&mut search, self.limits.depth);
        let fixes = sequence(&model, weights.clone(), candidate).into_iter();
        let fixes = fixes.map(|(position, gone)| (self.options.fixes[position].fix, gone));
        let fixes: Vec<(usize, f64)> = fixes.collect();
        let referral = model.referral(&weights).map(|(fix, _)| fix);
        let first = match (candidate, fixes.first(), referral) {
            (Some(Candidate::Question(position)), ..) => {
                Step::Ask(self.options.questions[position].fact)
            }
            (Some(Candidate::Problem), ..) => Step::AskProblem,
            (_, Some(&(fix, _)), _) => Step::Try(fix),
            (_, None, Some(fix)) => Step::Refer(fix),
            (_, None, None) => Step::Nothing,
        };
        Plan {
            first,
            expected,
            fixes,
            referral,
        }
    }
}

/// Returns the best move with its expected cost; `None` for the sequence of fixes.
fn best(search: &mut Search, depth: usize) -> (Option<Candidate>, Cost) {
    let base = search.base();
    let mut best = (None, base);
    if depth == 0 {
        return best;
    }
    let shortlist = search.shortlist(base);
    let by_one_step = shortlist.first().copied();
    let by_one_step = by_one_step.filter(|(_, cost)| cost.total + LEAST_GAIN < base.total);
    if let Some((candidate, cost)) = by_one_step {
        best = (Some(candidate), cost);
    }
    for depth in 2..=depth {
        let mut found = (None, base);
        for &(candidate, _) in &shortlist {
            let bound = found.1.total + tie(found.0, candidate);
            if let Some(cost) = search.value(candidate, 0, depth, bound, base) {
                found = (Some(candidate), cost);
            }
        }
        if search.is_exhausted {
            break;
        }
        best = found;
    }
    best
}

/// Returns by how much a move may fall short of the best so far: on a tie a fix goes before a question.
fn tie(best: Option<Candidate>, candidate: Candidate) -> f64 {
    let is_fix = |candidate| matches!(candidate, Candidate::Fix(_));
    match best {
        Some(best) if is_fix(candidate) && !is_fix(best) => 2.0 * LEAST_GAIN,
        _ => 0.0,
    }
}

/// Returns the fixes in the order in which they would be tried if nothing more were learnt, beginning with the one that is
/// the next move.
fn sequence(model: &Model, mut weights: Vec<f64>, next: Option<Candidate>) -> Vec<(usize, f64)> {
    let mut left = vec![true; model.fixes.len()];
    let mut begun = Vec::new();
    if let Some(Candidate::Fix(position)) = next {
        let total: f64 = weights.iter().sum();
        let mut gone = 0.0;
        for &(hypothesis, cures) in &model.fixes[position].cures {
            gone += weights[hypothesis] * cures;
            weights[hypothesis] *= 1.0 - cures;
        }
        left[position] = false;
        begun.push((position, gone / total));
    }
    let mut repairs = Repairs::default();
    repairs.cost(model, &weights, &left);
    begun.extend(repairs.fixes);
    begun
}
