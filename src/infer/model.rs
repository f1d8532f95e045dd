use std::collections::BTreeMap;

use crate::base::Tables;

use super::{Cost, FixOption, Options};

/// What can be done and asked, over the hypotheses that are still possible: all that the search needs, and no more.
pub(super) struct Model {
    /// The problem of each hypothesis.
    pub(super) problems: Vec<usize>,
    pub(super) fixes: Vec<Fix>,
    pub(super) questions: Vec<Question>,
    /// What fixes that are tried together pay once.
    pub(super) shared: Cost,
    /// The fixes that can be tried together; none where there are fewer than two.
    pub(super) sharing: Vec<usize>,
    /// By problem.
    pub(super) referrals: Vec<Option<(usize, Cost)>>,
    pub(super) ask_problem: Option<Cost>,
    /// By hypothesis: the fixes that cure it and include no others, with P(gone | done).
    pub(super) cured_by: Vec<Vec<(usize, f64)>>,
    /// By hypothesis: what ending it costs at least, were it known.
    pub(super) least: Vec<f64>,
}

/// A fix among the options.
pub(super) struct Fix {
    /// What it costs when nothing is tried with it.
    pub(super) cost: Cost,
    /// The same without what it shares.
    pub(super) own: Cost,
    /// P(gone | done) by hypothesis, where it is not 0.
    pub(super) cures: Vec<(usize, f64)>,
    /// The same with what the fixes cure that it includes and that can be tried; empty where it includes none.
    cures_with_included: Vec<(usize, f64)>,
    /// The fixes among the options that have to be tried before.
    pub(super) after: Vec<usize>,
    /// The fixes among the options that have to wait for this one.
    pub(super) before: Vec<usize>,
    /// The fixes among the options that are done along with it.
    pub(super) includes: Vec<usize>,
    /// The questions that its failure answers.
    pub(super) tells: Vec<usize>,
}

impl Fix {
    /// Returns P(gone | done) by hypothesis where these fixes are left: what was tried before cures nothing again. Where not
    /// all that it includes are left, none of them is counted, which is the least it may cure.
    pub(super) fn cures_where(&self, is_left: impl Fn(usize) -> bool) -> &[(usize, f64)] {
        if self.includes.is_empty() || !self.includes.iter().all(|fix| is_left(*fix)) {
            &self.cures
        } else {
            &self.cures_with_included
        }
    }
}

/// A question among the options.
pub(super) struct Question {
    pub(super) cost: Cost,
    pub(super) unsure: f64,
    /// By value; empty where no answer tells two hypotheses apart.
    pub(super) answers: Vec<Answer>,
    /// Whether it can be asked before any other is answered.
    pub(super) is_open: bool,
}

/// P(answer | hypothesis).
pub(super) struct Answer {
    /// For every hypothesis that has no row.
    pub(super) default: f64,
    /// The hypotheses that differ, in order.
    pub(super) rows: Vec<(usize, f64)>,
    /// The fixes among the options that are no longer tried after it.
    pub(super) closes: Vec<usize>,
    /// The questions that can be asked after it.
    pub(super) opens: Vec<usize>,
}

impl Answer {
    /// Multiplies each weight by P(answer | hypothesis).
    pub(super) fn weigh(&self, weights: &mut [f64]) {
        let mut from = 0;
        for &(hypothesis, chance) in &self.rows {
            for weight in &mut weights[from..hypothesis] {
                *weight *= self.default;
            }
            weights[hypothesis] *= chance;
            from = hypothesis + 1;
        }
        for weight in &mut weights[from..] {
            *weight *= self.default;
        }
    }

    /// Returns whether the answer is as probable under each of so many hypotheses.
    fn tells_nothing(&self, n_hypotheses: usize) -> bool {
        let default = (self.rows.len() < n_hypotheses).then_some(self.default);
        let mut chances = self.rows.iter().map(|(_, chance)| *chance).chain(default);
        let first = chances.next();
        chances.all(|chance| Some(chance) == first)
    }
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
            for &(hypothesis, cures) in fix.cures_where(|_| true) {
                cured_by[hypothesis].push((position, cures));
            }
        }
        let sharing = options.fixes.iter().enumerate();
        let sharing = sharing.filter(|(_, option)| option.shares);
        let mut sharing: Vec<usize> = sharing.map(|(position, _)| position).collect();
        if sharing.len() < 2 {
            sharing.clear();
        }
        let least = least(&fixes, &cured_by, &options.referrals, !sharing.is_empty());
        if fixes.iter().any(|fix| !fix.includes.is_empty()) {
            for cured_by in &mut cured_by {
                cured_by.retain(|(position, _)| fixes[*position].includes.is_empty());
            }
        }
        let model = Self {
            shared: options.shared,
            problems: possible
                .iter()
                .map(|&hypothesis| tables.hypotheses[hypothesis].problem)
                .collect(),
            questions: questions(tables, options, &places, possible.len()),
            referrals: options.referrals.clone(),
            ask_problem: options.ask_problem,
            least,
            sharing,
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

    /// Returns whether a [`super::ranking::Ranking`] is exact.
    pub(super) fn is_simple(&self) -> bool {
        self.referrals.len() == 1
            && self.cured_by.iter().all(|cured_by| cured_by.len() < 2)
            && self.sharing.is_empty()
            && self
                .fixes
                .iter()
                .all(|fix| fix.after.is_empty() && fix.includes.is_empty())
    }

    /// Returns the referral of the most probable problem.
    pub(super) fn referral(&self, weights: &[f64]) -> Option<(usize, Cost)> {
        if let [only] = self.referrals[..] {
            return only;
        }
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
    let fix = |fix: &usize| options.fixes.iter().position(|option| option.fix == *fix);
    let question = |fact: &usize| question(options, *fact);
    let fixes = options.fixes.iter().map(|option| {
        // What cannot be tried by itself is done along in any case.
        let (separate, along): (Vec<usize>, Vec<usize>) = option
            .includes
            .iter()
            .partition(|included| fix(included).is_some());
        Fix {
            cost: alone(options, option),
            own: option.cost,
            cures: cures(tables, option.fix, &along, places),
            cures_with_included: if separate.is_empty() {
                Vec::new()
            } else {
                cures(tables, option.fix, &option.includes, places)
            },
            after: option.after.iter().filter_map(fix).collect(),
            before: Vec::new(),
            includes: separate.iter().filter_map(fix).collect(),
            tells: option.tells.iter().filter_map(question).collect(),
        }
    });
    let mut fixes: Vec<Fix> = fixes.collect();
    for waiting in 0..fixes.len() {
        for first in fixes[waiting].after.clone() {
            fixes[first].before.push(waiting);
        }
    }
    fixes
}

/// Returns what a fix costs when nothing is tried with it.
fn alone(options: &Options, option: &FixOption) -> Cost {
    if option.shares {
        option.cost + options.shared
    } else {
        option.cost
    }
}

/// Returns P(gone | done) by hypothesis: not gone is what neither the fix nor any that it includes ends.
fn cures(
    tables: &Tables,
    fix: usize,
    included: &[usize],
    places: &[Option<usize>],
) -> Vec<(usize, f64)> {
    let own = tables.cures[fix].iter();
    let own = own.filter_map(|&(hypothesis, cures)| Some((places[hypothesis]?, cures)));
    if included.is_empty() {
        return own.collect();
    }
    let mut left: BTreeMap<usize, f64> = own.map(|(place, cures)| (place, 1.0 - cures)).collect();
    for included in included {
        for &(hypothesis, cures) in &tables.cures[*included] {
            if let Some(place) = places[hypothesis] {
                *left.entry(place).or_insert(1.0) *= 1.0 - cures;
            }
        }
    }
    left.into_iter()
        .map(|(place, left)| (place, 1.0 - left))
        .collect()
}

fn question(options: &Options, fact: usize) -> Option<usize> {
    let mut questions = options.questions.iter();
    questions.position(|question| question.fact == fact)
}

fn questions(
    tables: &Tables,
    options: &Options,
    places: &[Option<usize>],
    n_possible: usize,
) -> Vec<Question> {
    let questions = options.questions.iter().map(|question| {
        let rows = &tables.facts[question.fact];
        let answers = rows.default_row().iter().map(|&default| Answer {
            default,
            rows: Vec::with_capacity(rows.n_rows()),
            closes: Vec::new(),
            opens: Vec::new(),
        });
        let mut answers: Vec<Answer> = answers.collect();
        for (hypothesis, by_value) in rows.rows() {
            if let Some(place) = places[hypothesis] {
                for (answer, chance) in answers.iter_mut().zip(by_value) {
                    answer.rows.push((place, *chance));
                }
            }
        }
        if answers
            .iter()
            .all(|answer| answer.tells_nothing(n_possible))
        {
            answers.clear();
        }
        for (answer, closed) in answers.iter_mut().zip(&question.closes) {
            let fixes = options.fixes.iter().enumerate();
            let closed = fixes.filter(|(_, option)| closed.contains(&option.fix));
            answer.closes = closed.map(|(position, _)| position).collect();
        }
        Question {
            cost: question.cost,
            unsure: question.unsure,
            answers,
            is_open: question.needs.is_empty(),
        }
    });
    let mut questions: Vec<Question> = questions.collect();
    for (position, option) in options.questions.iter().enumerate() {
        for &(fact, value) in &option.needs {
            let needed = question(options, fact);
            let answers = needed.map(|needed| &mut questions[needed].answers);
            if let Some(answer) = answers.and_then(|answers| answers.get_mut(value)) {
                answer.opens.push(position);
            }
        }
    }
    questions
}

/// Returns for each hypothesis the least that ending it may cost if it were known: the fixes that cure it, by P/C, or
/// handing over. What is shared may have been paid for another.
fn least(
    fixes: &[Fix],
    cured_by: &[Vec<(usize, f64)>],
    referrals: &[Option<(usize, Cost)>],
    shares: bool,
) -> Vec<f64> {
    let referral = referrals.iter().flatten().map(|(_, cost)| cost.total);
    let referral = referral.fold(NO_REFERRAL.total, f64::min);
    let least = cured_by.iter().map(|cured_by| {
        let cures = cured_by.iter();
        let mut cures: Vec<(f64, f64)> = cures
            .map(|&(fix, cures)| {
                let fix = &fixes[fix];
                (cures, if shares { fix.own } else { fix.cost }.total)
            })
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
