use crate::base::Tables;

use super::cluster::Cluster;
use super::model::Model;
use super::repair::Repairs;
use super::search::{Candidate, LEAST_GAIN, Search};
use super::{Answerer, Belief, Cost, Limits, Options, Plan, Step, Trial};

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
        let mut trials = sequence(&model, weights.clone(), candidate);
        for trial in &mut trials {
            for fix in &mut trial.fixes {
                *fix = self.options.fixes[*fix].fix;
            }
        }
        let referral = model.referral(&weights).map(|(fix, _)| fix);
        let first = match (candidate, trials.first(), referral) {
            (Some(Candidate::Question(position)), ..) => {
                let question = &self.options.questions[position];
                match question.by {
                    Answerer::Person => Step::Ask(question.fact),
                    Answerer::Check(check) => Step::Check(check),
                }
            }
            (Some(Candidate::Problem), ..) => Step::AskProblem,
            (_, Some(trial), _) => Step::Try(trial.fixes.clone()),
            (_, None, Some(fix)) => Step::Refer(fix),
            (_, None, None) => Step::Nothing,
        };
        Plan {
            first,
            expected,
            trials,
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
    let is_fix = |candidate| matches!(candidate, Candidate::Fix(_) | Candidate::Cluster);
    match best {
        Some(best) if is_fix(candidate) && !is_fix(best) => 2.0 * LEAST_GAIN,
        _ => 0.0,
    }
}

/// Returns the fixes in the order in which they would be tried if nothing more were learnt, beginning with what is the next
/// move; by position in the model.
fn sequence(model: &Model, mut weights: Vec<f64>, next: Option<Candidate>) -> Vec<Trial> {
    let mut left = vec![true; model.fixes.len()];
    let mut begun = Vec::new();
    let fixes = match next {
        Some(Candidate::Fix(position)) => vec![position],
        Some(Candidate::Cluster) => {
            let mut cluster = Cluster::default();
            cluster.find(model, &weights, &left);
            cluster.fixes
        }
        Some(Candidate::Question(_) | Candidate::Problem) | None => Vec::new(),
    };
    if !fixes.is_empty() {
        let total: f64 = weights.iter().sum();
        let mut gone = 0.0;
        for &position in &fixes {
            let fix = &model.fixes[position];
            for &(hypothesis, cures) in fix.cures_where(|fix| left[fix]) {
                gone += weights[hypothesis] * cures;
                weights[hypothesis] *= 1.0 - cures;
            }
            left[position] = false;
            for &included in &fix.includes {
                left[included] = false;
            }
        }
        let p = gone / total;
        begun.push(Trial { fixes, p });
    }
    let mut repairs = Repairs::default();
    repairs.cost(model, &weights, &left);
    let further = repairs.trials();
    begun.extend(further.map(|(fixes, p)| Trial { fixes, p }));
    begun
}
