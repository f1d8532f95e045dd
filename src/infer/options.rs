use super::{Answerer, Cost};

/// What can be done and asked at one moment of a session, by position in the pack and in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The fixes that can be tried.
    pub fixes: Vec<FixOption>,
    /// The questions that can be asked, now or after an answer to another.
    pub questions: Vec<Question>,
    /// What fixes that are tried together pay once, such as a restart (a cost cluster: Langseth and Jensen 2001).
    pub shared: Cost,
    /// For each problem the fix that ends it by handing it over, with its cost.
    pub referrals: Vec<Option<(usize, Cost)>>,
    /// What it costs to ask which problem it is; `None` where that is known or was passed over.
    pub ask_problem: Option<Cost>,
}

/// A fix that can be tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FixOption {
    /// The fix.
    pub fix: usize,
    /// What trying it costs, without what it shares.
    pub cost: Cost,
    /// Whether [`Options::shared`] has to be paid besides.
    pub shares: bool,
    /// The fixes among the options that have to be tried before.
    pub after: Vec<usize>,
    /// The fixes, among the options or not, that are done along with it and were not tried so far.
    pub includes: Vec<usize>,
    /// The facts that are known once it was tried without help.
    pub tells: Vec<usize>,
}

/// A question that can be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The fact; no other question is about it.
    pub fact: usize,
    /// Who answers it.
    pub by: Answerer,
    /// What answering it costs.
    pub cost: Cost,
    /// P(whoever answers it cannot tell).
    pub unsure: f64,
    /// By value: the fixes that are no longer tried after that answer. Empty where no answer closes any.
    pub closes: Vec<Vec<usize>>,
    /// The answers to other questions, as (fact, value), each of which lets it be asked; empty where it can be asked now.
    pub needs: Vec<(usize, usize)>,
}
