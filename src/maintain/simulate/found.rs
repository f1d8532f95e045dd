use super::course::Course;

/// Of fewer people it cannot be told.
const ENOUGH: usize = 20;

/// How a cause was found by naosu in careful people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The cause.
    pub(crate) cause: String,
    /// How many people were drawn with it.
    pub(crate) drawn: usize,
    /// For how many of them it was fixed before it was handed over.
    pub(crate) fixed: usize,
    /// For how many of them it was the most probable cause when the last move was proposed.
    pub(crate) first: usize,
}

impl Found {
    /// Counts a person's session.
    pub(super) fn count(&mut self, course: &Course, cause: usize) {
        self.drawn += 1;
        self.fixed += usize::from(course.fixed);
        self.first += usize::from(course.leading == Some(cause));
    }

    /// Returns whether it was there often enough to tell, and never the most probable one at the end.
    pub(crate) fn is_never_first(&self) -> bool {
        self.drawn >= ENOUGH && self.first == 0
    }
}
