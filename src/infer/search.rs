use std::collections::BTreeSet;

use super::cluster::Cluster;
use super::model::Model;
use super::ranking::Ranking;
use super::repair::Repairs;
use super::{Cost, Limits};

/// Looks moves ahead: after each answer, and after each failed fix, goes on in the best way it can find.
///
/// One move ahead this is the lookahead of Heckerman, Breese and Rommelse (1995); further on only the moves that are best
/// one move ahead are looked into.
pub(super) struct Search<'a> {
    model: &'a Model,
    limits: Limits,
    pub(super) repairs: Repairs,
    /// Whether the limit of work was reached: what was found since counts for nothing.
    pub(super) is_exhausted: bool,
    /// The moves that are looked into beyond the first.
    further: Vec<Candidate>,
    /// The weights of the hypotheses at each move looked ahead, one after the other.
    weights: Vec<f64>,
    /// What is left to be done and asked where the search stands.
    fixes: Vec<bool>,
    questions: Vec<bool>,
    problem: bool,
    /// What was closed and opened on the way to where the search stands, one after the other, as it was before.
    changes: Vec<Change>,
    cluster: Cluster,
}

/// What can be tried or asked, and whether it can.
#[derive(Clone, Copy)]
enum Change {
    Fix(usize, bool),
    Question(usize, bool),
    Problem(bool),
}

/// A move as the search sees it, by position in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    Question(usize),
    Problem,
    Fix(usize),
    /// The fixes that are best tried together, since they share a cost; at least two.
    Cluster,
}

/// A move has to save at least this many minutes, so that a tie goes to the simpler one.
pub(super) const LEAST_GAIN: f64 = 1e-9;
/// Where fixes overlap, so many times the moves that are looked into are valued exactly.
const SCREENED: usize = 4;

impl<'a> Search<'a> {
    pub(super) fn new(model: &'a Model, weights: &[f64], limits: Limits) -> Self {
        let informs = model
            .questions
            .iter()
            .map(|question| question.is_open && !question.answers.is_empty());
        Self {
            limits,
            repairs: Repairs::default(),
            is_exhausted: false,
            further: Vec::new(),
            weights: weights.to_vec(),
            fixes: vec![true; model.fixes.len()],
            questions: informs.collect(),
            problem: model.ask_problem.is_some(),
            changes: Vec::new(),
            cluster: Cluster::default(),
            model,
        }
    }

    /// Looks at every move one move ahead; returns the best with their costs, the best first. Further on only these are
    /// looked into.
    pub(super) fn shortlist(&mut self, base: Cost) -> Vec<(Candidate, Cost)> {
        let open = self.promising(base);
        let mut all = self.valued(open, 0, base);
        all.truncate(self.limits.breadth);
        self.further = all.iter().map(|(candidate, _)| *candidate).collect();
        self.further.extend(self.opened());
        all
    }

    /// Returns the questions that the moves looked into may open.
    fn opened(&self) -> Vec<Candidate> {
        let mut opened = BTreeSet::new();
        for candidate in &self.further {
            if let Candidate::Question(position) = candidate {
                let answers = self.model.questions[*position].answers.iter();
                opened.extend(answers.flat_map(|answer| &answer.opens));
            }
        }
        let informs = |position: &usize| {
            !self.questions[*position] && !self.model.questions[*position].answers.is_empty()
        };
        let opened = opened.into_iter().copied().filter(informs);
        opened.map(Candidate::Question).collect()
    }

    /// Returns the moves that are worth being valued one move ahead: all where they are few, otherwise the questions that
    /// are best by a quick estimate, and the fixes that come first by P/C.
    fn promising(&mut self, base: Cost) -> Vec<Candidate> {
        let model = self.model;
        let most = match (model.is_simple(), self.limits.depth) {
            // The estimate is as good as the value, and nothing is looked into.
            (true, 1) => 1,
            (true, _) => self.limits.breadth,
            (false, _) => SCREENED * self.limits.breadth,
        };
        let mut questions = open(&self.questions);
        let mut fixes = open(&self.fixes);
        if questions.len() > most || fixes.len() > most {
            let weights = &self.weights[..model.problems.len()];
            let ranking = Ranking::new(model, weights, &mut self.repairs);
            let open = questions.iter().map(|position| &model.questions[*position]);
            let costs = ranking.costs(open, base).into_iter();
            let mut costs: Vec<(f64, usize)> = costs.zip(questions).collect();
            // Ties go to the first.
            costs.sort_by(|left, right| left.0.total_cmp(&right.0));
            costs.truncate(most);
            questions = costs.into_iter().map(|(_, position)| position).collect();
            questions.sort_unstable();
            fixes = ranking.order;
            fixes.truncate(most);
            fixes.sort_unstable();
        }
        let questions = questions.into_iter().map(Candidate::Question);
        let fixes = fixes.into_iter().map(Candidate::Fix);
        let all = questions.chain([Candidate::Problem]).chain(fixes);
        let all = all.chain([Candidate::Cluster]);
        all.filter(|candidate| self.is_open(*candidate)).collect()
    }

    /// Returns the expected cost of the fixes alone, from the beginning.
    pub(super) fn base(&mut self) -> Cost {
        self.repairs.cost(self.model, &self.weights, &self.fixes)
    }

    /// Returns the expected cost of a move and what follows, looked at so many moves ahead; `None` where it is not less
    /// than `bound`. `base` is the cost without it; `at` is where the weights begin.
    pub(super) fn value(
        &mut self,
        candidate: Candidate,
        at: usize,
        depth: usize,
        bound: f64,
        base: Cost,
    ) -> Option<Cost> {
        let model = self.model;
        let (own, unsure, n_outcomes) = match candidate {
            Candidate::Question(position) => {
                let question = &model.questions[position];
                (question.cost, question.unsure, question.answers.len())
            }
            Candidate::Problem => (model.ask_problem?, 0.0, model.referrals.len()),
            Candidate::Fix(position) => (model.fixes[position].cost, 0.0, 1),
            Candidate::Cluster => (self.cluster_at(at)?, 0.0, 1),
        };
        let n = model.problems.len();
        let mass: f64 = self.weights[at..at + n].iter().sum();
        let bound = bound - LEAST_GAIN;
        let mut cost = own * mass;
        // Answers share the weight out; a fix takes some of it away.
        let mut open = model.at_least(&self.weights[at..at + n]);
        if let Candidate::Fix(position) = candidate {
            let cures = model.fixes[position].cures_where(|fix| self.fixes[fix]);
            let ended = cures.iter().map(|&(hypothesis, cures)| {
                self.weights[at + hypothesis] * cures * model.least[hypothesis]
            });
            open -= ended.sum::<f64>();
        } else if candidate == Candidate::Cluster {
            let left = self.cluster.weights();
            open = model.at_least(left);
        }
        if cost.total + open >= bound {
            return None;
        }
        let before = self.changes.len();
        self.close(candidate);
        if unsure > 0.0 {
            // Whoever cannot tell leaves everything as it was, but for this question.
            let after = if depth > 1 {
                self.cost(at, depth - 1)
            } else {
                base
            };
            open -= model.at_least(&self.weights[at..at + n]) * unsure;
            cost += after * unsure;
        }
        let mut is_less = cost.total + open < bound;
        for outcome in 0..n_outcomes {
            if !is_less {
                break;
            }
            let after = self.weights.len();
            let n_changes = self.changes.len();
            self.push_outcome(candidate, outcome, at, before);
            open -= model.at_least(&self.weights[after..]) * (1.0 - unsure);
            cost += self.cost(after, depth - 1) * (1.0 - unsure);
            self.weights.truncate(after);
            self.take_back(n_changes);
            is_less = cost.total + open < bound;
        }
        self.take_back(before);
        is_less.then_some(cost)
    }

    /// Returns the expected cost of going on in the best way found.
    fn cost(&mut self, at: usize, depth: usize) -> Cost {
        let n = self.model.problems.len();
        let weights = &self.weights[at..at + n];
        if weights.iter().all(|weight| *weight <= 0.0) {
            return Cost::default();
        }
        let base = self.repairs.cost(self.model, weights, &self.fixes);
        self.is_exhausted |= self.repairs.work > self.limits.work;
        if depth == 0 || self.is_exhausted {
            return base;
        }
        let further = self.further.iter().copied();
        let open: Vec<Candidate> = further.filter(|move_| self.is_open(*move_)).collect();
        let mut best = base;
        if depth == 1 {
            // A fix one move ahead is what the sequence of fixes begins with.
            let asked = |candidate: &Candidate| {
                matches!(candidate, Candidate::Question(_) | Candidate::Problem)
            };
            for candidate in open.into_iter().filter(asked) {
                if let Some(cost) = self.value(candidate, at, 1, best.total, base) {
                    best = cost;
                }
            }
            return best;
        }
        for (candidate, _) in self.valued(open, at, base) {
            if let Some(cost) = self.value(candidate, at, depth, best.total, base) {
                best = cost;
            }
        }
        best
    }

    /// Returns moves with their costs one move ahead, the best first.
    fn valued(
        &mut self,
        candidates: Vec<Candidate>,
        at: usize,
        base: Cost,
    ) -> Vec<(Candidate, Cost)> {
        let mut valued = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if let Some(cost) = self.value(candidate, at, 1, f64::INFINITY, base) {
                valued.push((candidate, cost));
            }
        }
        valued.sort_by(|left, right| left.1.total.total_cmp(&right.1.total));
        valued
    }

    /// Returns whether a move can be made where the search stands.
    fn is_open(&self, candidate: Candidate) -> bool {
        match candidate {
            Candidate::Question(position) => self.questions[position],
            Candidate::Problem => self.problem,
            Candidate::Fix(position) => {
                let fix = &self.model.fixes[position];
                let is_ready = fix.after.iter().all(|before| !self.fixes[*before]);
                self.fixes[position]
                    && is_ready
                    && !fix.cures_where(|fix| self.fixes[fix]).is_empty()
            }
            Candidate::Cluster => {
                let left = self.model.sharing.iter().filter(|fix| self.fixes[**fix]);
                left.count() > 1
            }
        }
    }

    /// Finds the fixes that are best tried together; returns what they cost.
    fn cluster_at(&mut self, at: usize) -> Option<Cost> {
        let weights = &self.weights[at..at + self.model.problems.len()];
        self.repairs.work += self.cluster.find(self.model, weights, &self.fixes);
        (self.cluster.fixes.len() > 1).then_some(self.cluster.cost)
    }

    /// Closes a move that is made, and what making it does besides.
    fn close(&mut self, candidate: Candidate) {
        match candidate {
            Candidate::Question(position) => self.set(Change::Question(position, false)),
            Candidate::Problem => self.set(Change::Problem(false)),
            Candidate::Fix(position) => self.close_tried(position),
            Candidate::Cluster => {
                for at in 0..self.cluster.fixes.len() {
                    self.close_tried(self.cluster.fixes[at]);
                }
            }
        }
    }

    fn close_tried(&mut self, position: usize) {
        let fix = &self.model.fixes[position];
        self.set(Change::Fix(position, false));
        for &included in &fix.includes {
            self.set(Change::Fix(included, false));
        }
        for &told in &fix.tells {
            self.set(Change::Question(told, false));
        }
    }

    /// Makes a change; keeps how it was.
    fn set(&mut self, change: Change) {
        let before = self.swap(change);
        self.changes.push(before);
    }

    /// Takes changes back until so many are left.
    fn take_back(&mut self, n_left: usize) {
        while self.changes.len() > n_left {
            if let Some(change) = self.changes.pop() {
                self.swap(change);
            }
        }
    }

    /// Makes a change; returns the one that takes it back.
    fn swap(&mut self, change: Change) -> Change {
        match change {
            Change::Fix(position, is_open) => Change::Fix(
                position,
                std::mem::replace(&mut self.fixes[position], is_open),
            ),
            Change::Question(position, is_open) => {
                let before = std::mem::replace(&mut self.questions[position], is_open);
                Change::Question(position, before)
            }
            Change::Problem(is_open) => {
                Change::Problem(std::mem::replace(&mut self.problem, is_open))
            }
        }
    }

    /// Appends the weights after an outcome of a move, which is closed since so many changes.
    fn push_outcome(&mut self, candidate: Candidate, outcome: usize, at: usize, since: usize) {
        let model = self.model;
        let after = self.weights.len();
        let n = model.problems.len();
        self.weights.extend_from_within(at..at + n);
        let weights = &mut self.weights[after..];
        match candidate {
            Candidate::Question(position) => {
                let answer = &model.questions[position].answers[outcome];
                answer.weigh(weights);
                for &closed in &answer.closes {
                    self.set(Change::Fix(closed, false));
                }
                for &opened in &answer.opens {
                    // What was asked or told on the way here is not asked again.
                    let mut changes = self.changes.iter();
                    let is_met = changes
                        .any(|change| matches!(change, Change::Question(met, _) if *met == opened));
                    if !is_met {
                        self.set(Change::Question(opened, true));
                    }
                }
            }
            Candidate::Problem => {
                for (weight, problem) in weights.iter_mut().zip(&model.problems) {
                    if *problem != outcome {
                        *weight = 0.0;
                    }
                }
            }
            Candidate::Fix(position) => {
                let was_left = |fix: usize| {
                    let mut closed = self.changes[since..].iter();
                    closed.any(|change| matches!(change, Change::Fix(at, true) if *at == fix))
                };
                for &(hypothesis, cures) in model.fixes[position].cures_where(was_left) {
                    weights[hypothesis] *= 1.0 - cures;
                }
            }
            Candidate::Cluster => weights.copy_from_slice(self.cluster.weights()),
        }
    }
}

/// Returns the positions of what is left.
fn open(left: &[bool]) -> Vec<usize> {
    let all = left.iter().enumerate();
    let open = all.filter(|(_, left)| **left);
    open.map(|(position, _)| position).collect()
}
