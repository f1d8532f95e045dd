use super::Cost;

/// The move that is expected to be best, and what is expected to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The move.
    pub first: Step,
    /// What is to be expected from here on.
    pub expected: Cost,
    /// The fixes in the order in which they would be tried if nothing more were learnt, each with P(it ends the
    /// problem, given that those before it did not).
    pub fixes: Vec<(usize, f64)>,
    /// The fix that hands the problem over when nothing of the plan helped.
    pub referral: Option<usize>,
}

/// A move, by position in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Ask for a fact.
    Ask(usize),
    /// Ask which problem it is.
    AskProblem,
    /// Try a fix.
    Try(usize),
    /// Hand the problem over.
    Refer(usize),
    /// Nothing is left.
    Nothing,
}
