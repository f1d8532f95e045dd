use std::collections::BTreeMap;

use crate::system::Platform;

use super::{CauseId, FactId, FixId, Lang};

/// A test of the knowledge: what is said and answered, and what must come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What the test shows, in words.
    pub name: String,
    /// The language spoken, where it matters.
    pub lang: Option<Lang>,
    /// The trouble's device, where it matters.
    pub platform: Option<Platform>,
    /// Known at the start.
    pub facts: BTreeMap<FactId, String>,
    /// Given when asked; one that is never asked fails the test.
    pub answers: BTreeMap<FactId, String>,
    /// What happens, in order.
    pub turns: Vec<Turn>,
    /// The name of the same case in the other language.
    pub pair: Option<String>,
}

/// One thing that happens in a [`Case`], and what must come of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Said in words.
    pub say: Option<String>,
    /// Seen by a check.
    pub check: BTreeMap<FactId, String>,
    /// Tried, with its outcome (`fixed`, `not-fixed`, `could-not`, `refused`, `unsure`).
    pub tried: BTreeMap<FixId, String>,
    /// Answered.
    pub answer: BTreeMap<FactId, String>,
    /// What must come of it.
    pub expect: Expectation,
}

/// What must come of a turn; what is absent does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// The most probable problem, or `none` where the words must be refused.
    pub problem: Option<String>,
    /// The most probable cause.
    pub cause: Option<CauseId>,
    /// The plan's first fix, whatever is asked before.
    pub fix: Option<FixId>,
    /// The very next move: the id of a fact, fix or check.
    pub next: Option<String>,
    /// Moves that must not come next, nor be the plan's first fix.
    pub not: Vec<String>,
    /// Fixes that count as tried.
    pub tried: Vec<FixId>,
    /// Facts that must be known.
    pub facts: BTreeMap<FactId, String>,
}
