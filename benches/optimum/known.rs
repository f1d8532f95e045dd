use super::trouble::Trouble;

/// What was tried and answered so far, and the weight of each cause that is left after it.
#[derive(Clone)]
pub(crate) struct Known {
    /// The fixes that failed, as bits.
    pub(crate) failed: usize,
    /// By question in base 4: not asked, no, yes, cannot tell.
    pub(crate) answers: usize,
    pub(crate) weights: Vec<f64>,
}

impl Known {
    pub(crate) fn nothing(trouble: &Trouble) -> Self {
        Self {
            failed: 0,
            answers: 0,
            weights: trouble.prior.clone(),
        }
    }

    pub(crate) fn is_answered(&self, question: usize) -> bool {
        !(self.answers / place(question)).is_multiple_of(4)
    }

    /// Returns what is known when fixes that were tried together have failed.
    pub(crate) fn failing_all(&self, trouble: &Trouble, fixes: &[usize]) -> Self {
        let failing = |known: Self, fix: &usize| known.failing(trouble, *fix);
        fixes.iter().fold(self.clone(), failing)
    }

    /// Returns what is known when a fix has failed.
    pub(crate) fn failing(&self, trouble: &Trouble, fix: usize) -> Self {
        let cures = self.weights.iter().zip(&trouble.fixes[fix].1);
        Self {
            failed: self.failed | 1 << fix,
            answers: self.answers,
            weights: cures
                .map(|(weight, cures)| weight * (1.0 - cures))
                .collect(),
        }
    }

    /// Returns what is known when a question has been answered.
    pub(crate) fn answering(&self, trouble: &Trouble, question: usize, yes: bool) -> Self {
        let digit = if yes { 2 } else { 1 };
        let chances = self.weights.iter().zip(&trouble.questions[question].1);
        let chance = |yes_chance: f64| if yes { yes_chance } else { 1.0 - yes_chance };
        Self {
            failed: self.failed,
            answers: self.answers + digit * place(question),
            weights: chances
                .map(|(weight, yes)| weight * chance(*yes) * (1.0 - trouble.unsure[question]))
                .collect(),
        }
    }

    /// Returns what is known when the person cannot tell; `None` where that never happens.
    pub(crate) fn not_answering(&self, trouble: &Trouble, question: usize) -> Option<Self> {
        let unsure = trouble.unsure[question];
        (unsure > 0.0).then(|| Self {
            failed: self.failed,
            answers: self.answers + 3 * place(question),
            weights: self.weights.iter().map(|weight| weight * unsure).collect(),
        })
    }

    /// Returns a number that no other state of the same trouble has.
    pub(crate) fn key(&self) -> (usize, usize) {
        (self.failed, self.answers)
    }

    pub(crate) fn mass(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// Returns the worth of a question's digit.
fn place(question: usize) -> usize {
    4_usize.pow(u32::try_from(question).expect("there are few questions"))
}
