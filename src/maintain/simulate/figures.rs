use super::course::Course;

/// How the sessions of a kind of people went by one strategy.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    /// The mean cost, in minutes with charges.
    pub(crate) cost: f64,
    /// The mean of the person's own minutes.
    pub(crate) minutes: f64,
    /// The share fixed before it was handed over.
    pub(crate) fixed: f64,
    /// The mean number of questions.
    pub(crate) asked: f64,
}

impl Figures {
    /// Returns the figures of at least one session.
    #[expect(
        clippy::cast_precision_loss,
        reason = "sessions and questions are far fewer than 2^52"
    )]
    pub(super) fn of(courses: &[Course]) -> Self {
        let n = courses.len() as f64;
        let mean = |of: &dyn Fn(&Course) -> f64| courses.iter().map(of).sum::<f64>() / n;
        Self {
            cost: mean(&|course| course.cost.total),
            minutes: mean(&|course| course.cost.minutes),
            fixed: mean(&|course| f64::from(u8::from(course.fixed))),
            asked: mean(&|course| course.n_asked as f64),
        }
    }
}
