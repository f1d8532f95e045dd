use super::Cost;

/// What can be done and asked at one moment of a session, by position in the pack and in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The fixes that can be tried.
    pub fixes: Vec<FixOption>,
    /// The questions that can be asked.
    pub questions: Vec<Question>,
    /// For each problem the fix that ends it by handing it over, with its cost.
    pub referrals: Vec<Option<(usize, Cost)>>,
    /// What it costs to ask which problem it is; `None` where that is known or was passed over.
    pub ask_problem: Option<Cost>,
}

/// A fix that can be tried.
#[derive(Clone, Debug, PartialEq)]
pub struct FixOption {
    /// The fix.
    pub fix: usize,
    /// What trying it costs.
    pub cost: Cost,
    /// The fixes among the options that have to be tried before.
    pub after: Vec<usize>,
}

/// A question that can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The fact.
    pub fact: usize,
    /// What answering it costs.
    pub cost: Cost,
    /// P(the person cannot tell).
    pub unsure: f64,
}
