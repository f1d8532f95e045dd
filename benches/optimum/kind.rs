use std::ops::Range;

use super::random::{Random, log_uniform, uniform};

/// A kind of random trouble, named by what is strong, cheap or dear in it. Costs are in minutes, drawn uniformly in the
/// logarithm.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// How often a question tells the causes apart well; `None` where only several answers together do.
    pub(crate) strong: Option<f64>,
    pub(crate) question_cost: Range<f64>,
    pub(crate) fix_cost: Range<f64>,
    pub(crate) referral_cost: Range<f64>,
    pub(crate) n_causes: Range<usize>,
    pub(crate) n_fixes: Range<usize>,
    pub(crate) n_questions: Range<usize>,
    /// P(the person cannot tell), of a question.
    pub(crate) unsure: Range<f64>,
    /// What every second fix costs besides, once for all that are tried together.
    pub(crate) shared: Range<f64>,
}

/// The seven kinds, of which each bench has equal shares.
pub(crate) const KINDS: [Kind; 7] = [
    Kind::of("strong-cheapq", 1.0, 0.2..1.0, 2.0..30.0, 60.0..240.0),
    Kind::of("weak-cheapq", 0.0, 0.2..1.0, 2.0..30.0, 60.0..240.0),
    Kind::of("strong-dearq", 1.0, 2.0..10.0, 2.0..30.0, 60.0..240.0),
    Kind::of("cheapfix", 1.0, 0.2..1.0, 0.5..3.0, 30.0..120.0),
    Kind::of("dearfix", 0.3, 0.5..3.0, 20.0..120.0, 120.0..480.0),
    Kind::of("mixed", 0.5, 0.2..8.0, 0.5..60.0, 30.0..300.0),
    Kind {
        name: "combo",
        strong: None,
        question_cost: 0.5..2.0,
        fix_cost: 15.0..40.0,
        referral_cost: 200.0..600.0,
        n_causes: 8..9,
        n_fixes: 8..9,
        n_questions: 6..7,
        unsure: 0.0..0.0,
        shared: NOTHING,
    },
];

/// Nothing is shared.
const NOTHING: Range<f64> = 0.0..0.0;

impl Kind {
    const fn of(
        name: &'static str,
        strong: f64,
        question_cost: Range<f64>,
        fix_cost: Range<f64>,
        referral_cost: Range<f64>,
    ) -> Self {
        Self {
            name,
            strong: Some(strong),
            question_cost,
            fix_cost,
            referral_cost,
            n_causes: 4..11,
            n_fixes: 5..9,
            n_questions: 4..9,
            unsure: 0.0..0.0,
            shared: NOTHING,
        }
    }

    /// Returns P(yes) of a question for each cause.
    pub(crate) fn question(&self, n_causes: usize, random: &mut Random) -> Vec<f64> {
        let is_strong = self.strong.map(|strong| random.f64() < strong);
        let mut chance = |_| match is_strong {
            Some(true) if random.f64() < 0.45 => uniform(random, 0.85..0.99),
            Some(true) => uniform(random, 0.01..0.15),
            Some(false) => uniform(random, 0.3..0.7),
            None if random.bool() => uniform(random, 0.7..0.85),
            None => uniform(random, 0.15..0.3),
        };
        (0..n_causes).map(&mut chance).collect()
    }

    /// Returns P(works) of a fix for each cause. One in four works for many.
    pub(crate) fn fix(&self, target: usize, n_causes: usize, random: &mut Random) -> Vec<f64> {
        let works = uniform(random, 0.6..1.0);
        let is_shotgun = random.f64() < 0.25;
        let mut chance = |cause| {
            if cause == target {
                return works;
            }
            let (often, chance) = if is_shotgun {
                (0.6, 0.15..0.6)
            } else {
                (0.08, 0.2..0.9)
            };
            let hits = self.strong.is_some() && random.f64() < often;
            if hits { uniform(random, chance) } else { 0.0 }
        };
        (0..n_causes).map(&mut chance).collect()
    }

    /// Returns the kind with people who often cannot tell. It has fewer questions, since each has one more outcome.
    pub(crate) fn with_people_who_cannot_tell(&self) -> Self {
        Self {
            fix_cost: self.fix_cost.clone(),
            question_cost: self.question_cost.clone(),
            referral_cost: self.referral_cost.clone(),
            n_causes: self.n_causes.clone(),
            n_fixes: self.n_fixes.clone(),
            shared: self.shared.clone(),
            n_questions: 3..6,
            unsure: 0.1..0.4,
            ..*self
        }
    }

    /// Returns the kind with a restart that every second fix needs. It has fewer fixes, since any of them may be tried
    /// together.
    pub(crate) fn with_a_restart(&self) -> Self {
        Self {
            fix_cost: self.fix_cost.clone(),
            question_cost: self.question_cost.clone(),
            referral_cost: self.referral_cost.clone(),
            n_causes: self.n_causes.clone(),
            unsure: self.unsure.clone(),
            n_questions: 3..7,
            n_fixes: 5..8,
            shared: 3.0..20.0,
            ..*self
        }
    }

    pub(crate) fn cost(range: &Range<f64>, random: &mut Random) -> f64 {
        log_uniform(random, range.clone())
    }
}
