use crate::system::Platform;

/// What is to be played.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// The trouble's device.
    pub(crate) platform: Platform,
    /// So many people have each problem.
    pub(crate) sessions: usize,
    /// What the chances begin with.
    pub(crate) seed: u64,
    /// How far the tables are off, in log-odds; people are drawn for each.
    pub(crate) off: Vec<f64>,
    /// P(the person cannot tell) beyond what the facts say of themselves, for those who often cannot.
    pub(crate) unsure: f64,
    /// P(an answer is wrong), for those who are sometimes wrong.
    pub(crate) wrong: f64,
}
