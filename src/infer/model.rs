use crate::base::Tables;

use super::{Cost, Options};

/// What can be done and asked, over the hypotheses that are still possible: all that the search needs, and no more.
pub(super) struct Model {
    /// The problem of each hypothesis.
    pub(super) problems: Vec<usize>,
    pub(super) fixes: Vec<Fix>,
    pub(super) questions: Vec<Question>,
    /// By problem.
    pub(super) referrals: Vec<Option<(usize, Cost)>>,
    pub(super) ask_problem: Option<Cost>,
    /// By hypothesis: the fixes that cure it, with P(gone | done).
    pub(super) cured_by: Vec<Vec<(usize, f64)>>,
    /// By hypothesis: what ending it costs at least, were it known.
    pub(super) least: Vec<f64>,
}

/// A fix among the options.
pub(super) struct Fix {
    pub(super) cost: Cost,
    /// P(gone | done) by hypothesis, where it is not 0.
    pub(super) cures: Vec<(usize, f64)>,
    /// The fixes among the options that have to be tried before.
    pub(super) after: Vec<usize>,
}

/// A question among the options.
pub(super) struct Question {
    pub(super) cost: Cost,
    pub(super) unsure: f64,
    /// P(value | hypothesis), by value, then by hypothesis; empty where no answer tells two hypotheses apart.
    pub(super) values: Vec<Vec<f64>>,
}

/// What is left when there is nobody to hand the problem over to.
pub(crate) const NO_REFERRAL: Cost = Cost {
    total: 240.0,
    minutes: 60.0,
    waiting: 0.0,
};

impl Model {
    /// Returns the model of the hypotheses with a weight above 0, and these weights.
    pub(super) fn new(tables: &Tables, options: &Options, weights: &[f64]) -> (Self, Vec<f64>) {
        let mut places = vec![None; weights.len()];
        let mut possible = Vec::new();
        for (hypothesis, &weight) in weights.iter().enumerate() {
            if weight > 0.0 {
                places[hypothesis] = Some(possible.len());
                possible.push(hypothesis);
            }
        }
        let fixes = fixes(tables, options, &places);
        let mut cured_by = vec![Vec::new(); possible.len()];
        for (position, fix) in fixes.iter().enumerate() {
            for &(hypothesis, cures) in &fix.cures {
                cured_by[hypothesis].push((position, cures));
            }
        }
        let model = Self {
            problems: possible
                .iter()
                .map(|&hypothesis| tables.hypotheses[hypothesis].problem)
                .collect(),
            questions: questions(tables, options, &places, possible.len()),
            referrals: options.referrals.clone(),
            ask_problem: options.ask_problem,
            least: least(&fixes, &cured_by, &options.referrals),
            cured_by,
            fixes,
        };
        let weights = possible.iter().map(|&hypothesis| weights[hypothesis]);
        (model, weights.collect())
    }

    /// Returns what going on costs at least: each hypothesis ended as if it were known.
    pub(super) fn at_least(&self, weights: &[f64]) -> f64 {
        let each = weights.iter().zip(&self.least);
        each.map(|(weight, least)| weight * least).sum()
    }

    /// Returns the referral of the most probable problem.
    pub(super) fn referral(&self, weights: &[f64]) -> Option<(usize, Cost)> {
        let mut by_problem = vec![0.0; self.referrals.len()];
        for (&problem, weight) in self.problems.iter().zip(weights) {
            by_problem[problem] += weight;
        }
        let mut best = 0;
        for (problem, weight) in by_problem.iter().enumerate() {
            if *weight > by_problem[best] {
                best = problem;
            }
        }
        self.referrals.get(best).copied().flatten()
    }
}

fn fixes(tables: &Tables, options: &Options, places: &[Option<usize>]) -> Vec<Fix> {
    let position = |fix: &usize| options.fixes.iter().position(|option| option.fix == *fix);
    let fixes = options.fixes.iter().map(|option| {
        let cures = tables.cures[option.fix].iter();
        Fix {
            cost: option.cost,
            cures: cures
                .filter_map(|&(hypothesis, cures)| Some((places[hypothesis]?, cures)))
                .collect(),
            after: option.after.iter().filter_map(position).collect(),
        }
    });
    fixes.collect()
}

fn questions(
    tables: &Tables,
    options: &Options,
    places: &[Option<usize>],
    n_possible: usize,
) -> Vec<Question> {
    let questions = options.questions.iter().map(|question| {
        let rows = &tables.facts[question.fact];
        let by_value = rows.default.iter().enumerate().map(|(value, &default)| {
            let mut chances = vec![default; n_possible];
            for (hypothesis, row) in &rows.rows {
                if let Some(place) = places[*hypothesis] {
                    chances[place] = row[value];
                }
            }
            chances
        });
        let mut values: Vec<Vec<f64>> = by_value.collect();
        #[expect(clippy::float_cmp, reason = "the same numbers of one table are meant")]
        let alike = |chances: &Vec<f64>| chances.windows(2).all(|pair| pair[0] == pair[1]);
        if values.iter().all(alike) {
            values.clear();
        }
        Question {
            cost: question.cost,
            unsure: question.unsure,
            values,
        }
    });
    questions.collect()
}

/// Returns for each hypothesis the least that ending it may cost if it were known: the fixes that cure it, by P/C, or
/// handing over.
fn least(
    fixes: &[Fix],
    cured_by: &[Vec<(usize, f64)>],
    referrals: &[Option<(usize, Cost)>],
) -> Vec<f64> {
    let referral = referrals.iter().flatten().map(|(_, cost)| cost.total);
    let referral = referral.fold(NO_REFERRAL.total, f64::min);
    let least = cured_by.iter().map(|cured_by| {
        let cures = cured_by.iter();
        let mut cures: Vec<(f64, f64)> = cures
            .map(|&(fix, cures)| (cures, fixes[fix].cost.total))
            .collect();
        cures.sort_by(|left, right| (right.0 / right.1).total_cmp(&(left.0 / left.1)));
        let mut remaining = 1.0;
        let mut spent = 0.0;
        let mut best = referral;
        for (cures, cost) in cures {
            spent += remaining * cost;
            remaining *= 1.0 - cures;
            best = best.min(spent + remaining * referral);
        }
        best
    });
    least.collect()
}
