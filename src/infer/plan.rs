use super::Cost;

/// The move that is expected to be best, and what is expected to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The move.
    pub first: Step,
    /// What is to be expected from here on.
    pub expected: Cost,
    /// The fixes in the order in which they would be tried if nothing more were learnt.
    pub trials: Vec<Trial>,
    /// The fix that hands the problem over when nothing of the plan helped.
    pub referral: Option<usize>,
}

/// Fixes that are done together, by position in the pack, and verified once; mostly one.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The fixes.
    pub fixes: Vec<usize>,
    /// P(they end the problem, given that those before them did not).
    pub p: f64,
}

/// A move, by position in the pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Ask the person for a fact.
    Ask(usize),
    /// Have a check look for a fact.
    Check(usize),
    /// Ask which problem it is.
    AskProblem,
    /// Try fixes together, mostly one.
    Try(Vec<usize>),
    /// Hand the problem over.
    Refer(usize),
    /// Nothing is left.
    Nothing,
}
