use naosu::base::{FactRows, Hypothesis, Tables};
use naosu::infer::{Cost, FixOption, Options, Question};

use super::kind::Kind;
use super::random::{Random, normal, uniform};

/// A random trouble: one of its causes is present; answers are independent given the cause; whether a fix worked is seen
/// at once; a fix is tried and a question asked once; handing over always ends it.
#[derive(Clone)]
pub(crate) struct Trouble {
    pub(crate) prior: Vec<f64>,
    /// By fix, in the order of a guide: what it costs and P(works) by cause.
    pub(crate) fixes: Vec<(f64, Vec<f64>)>,
    /// By question: what it costs and P(yes) by cause.
    pub(crate) questions: Vec<(f64, Vec<f64>)>,
    /// By question: P(the person cannot tell), whatever the cause.
    pub(crate) unsure: Vec<f64>,
    pub(crate) referral: f64,
    /// By fix: whether it costs what is shared besides.
    pub(crate) shares: Vec<bool>,
    /// What fixes that are tried together pay once.
    pub(crate) shared: f64,
}

impl Trouble {
    pub(crate) fn new(kind: &Kind, random: &mut Random) -> Self {
        let n_causes = random.usize(kind.n_causes.clone());
        let n_fixes = random.usize(kind.n_fixes.clone());
        let n_questions = random.usize(kind.n_questions.clone());
        let decay = uniform(random, 0.3..1.2);
        let weight =
            |cause: usize| uniform(random, 0.3..1.0) / f64::powf((1 + cause) as f64, decay);
        let prior: Vec<f64> = (0..n_causes).map(weight).collect();
        let mut fixes: Vec<(f64, Vec<f64>)> = (0..n_fixes)
            .map(|fix| {
                let target = if fix < n_causes {
                    fix
                } else {
                    random.usize(..n_causes)
                };
                let cost = Kind::cost(&kind.fix_cost, random);
                (cost, kind.fix(target, n_causes, random))
            })
            .collect();
        random.shuffle(&mut fixes);
        let questions = (0..n_questions).map(|_| {
            let cost = Kind::cost(&kind.question_cost, random);
            (cost, kind.question(n_causes, random))
        });
        let questions = questions.collect();
        let referral = Kind::cost(&kind.referral_cost, random);
        let unsure = (0..n_questions).map(|_| uniform(random, kind.unsure.clone()));
        Self {
            prior: normalised(prior),
            fixes,
            questions,
            unsure: unsure.collect(),
            referral,
            shares: (0..n_fixes)
                .map(|fix| kind.shared.end > 0.0 && fix % 2 == 0)
                .collect(),
            shared: if kind.shared.end > 0.0 {
                Kind::cost(&kind.shared, random)
            } else {
                0.0
            },
        }
    }

    /// Returns what trying fixes together costs.
    pub(crate) fn cost(&self, fixes: &[usize]) -> f64 {
        let own: f64 = fixes.iter().map(|fix| self.fixes[*fix].0).sum();
        let shares = fixes.iter().any(|fix| self.shares[*fix]);
        own + if shares { self.shared } else { 0.0 }
    }

    /// Returns the trouble as somebody believes it to be whose tables are wrong by so much in log-odds.
    pub(crate) fn mistaken(&self, deviation: f64, random: &mut Random) -> Self {
        let mut moved = |chance: f64| {
            if chance <= 0.0 || chance >= 1.0 {
                return chance;
            }
            let odds = chance / (1.0 - chance) * normal(random, deviation).exp();
            odds / (1.0 + odds)
        };
        let mut all = |(cost, chances): &(f64, Vec<f64>)| {
            (*cost, chances.iter().map(|chance| moved(*chance)).collect())
        };
        let fixes = self.fixes.iter().map(&mut all).collect();
        let questions = self.questions.iter().map(&mut all).collect();
        let prior = self.prior.iter();
        let prior = prior.map(|weight| weight * normal(random, deviation).exp());
        Self {
            prior: normalised(prior.collect()),
            fixes,
            questions,
            unsure: self.unsure.clone(),
            referral: self.referral,
            shares: self.shares.clone(),
            shared: self.shared,
        }
    }

    pub(crate) fn tables(&self) -> Tables {
        let hypotheses = (0..self.prior.len()).map(|cause| Hypothesis {
            problem: 0,
            cause: Some(cause),
        });
        let rows = |(_, chances): &(f64, Vec<f64>)| {
            let rows = chances.iter().map(|yes| vec![*yes, 1.0 - yes]);
            FactRows::new(vec![0.5, 0.5], rows.enumerate())
        };
        let cures = |(_, chances): &(f64, Vec<f64>)| {
            let cures = chances.iter().copied().enumerate();
            cures.filter(|(_, cures)| *cures > 0.0).collect()
        };
        // The last fix hands over.
        let referral = std::iter::once(Vec::new());
        Tables {
            hypotheses: hypotheses.collect(),
            shares: self.prior.clone(),
            facts: self.questions.iter().map(rows).collect(),
            cures: self.fixes.iter().map(cures).chain(referral).collect(),
        }
    }

    /// Returns what can be done where these fixes failed and these questions were answered.
    pub(crate) fn options(&self, failed: usize, is_answered: impl Fn(usize) -> bool) -> Options {
        let fixes = self.fixes.iter().enumerate();
        let questions = self.questions.iter().enumerate();
        Options {
            fixes: fixes
                .filter(|(fix, _)| failed & 1 << fix == 0)
                .map(|(fix, (cost, _))| FixOption {
                    fix,
                    cost: minutes(*cost),
                    shares: self.shares[fix],
                    ..FixOption::default()
                })
                .collect(),
            questions: questions
                .filter(|(question, _)| !is_answered(*question))
                .map(|(fact, (cost, _))| Question {
                    fact,
                    cost: minutes(*cost),
                    unsure: self.unsure[fact],
                    ..Question::default()
                })
                .collect(),
            referrals: vec![Some((self.fixes.len(), minutes(self.referral)))],
            shared: minutes(self.shared),
            ask_problem: None,
        }
    }
}

fn minutes(minutes: f64) -> Cost {
    Cost {
        total: minutes,
        minutes,
        waiting: 0.0,
    }
}

fn normalised(weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}
