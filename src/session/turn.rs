use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::knowledge::{CauseId, CheckId, FactId, FixId, Lang, ProblemId};
use crate::text::private::Lifted;

use super::{Act, Event, Known, Outcome, Source};

/// What naosu makes of everything so far: what it understood, what it believes, and the one next move.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Counts from 1.
    pub number: usize,
    /// The language to answer in.
    pub lang: Lang,
    /// What the last event stated.
    pub understood: Understood,
    /// Everything known, with its source.
    pub facts: BTreeMap<FactId, Known>,
    /// When checks that were run here saw what they saw last.
    pub seen_at: BTreeMap<FactId, Timestamp>,
    /// P(problem), summed over its causes, best first.
    pub problems: Vec<(ProblemId, f64)>,
    /// P(cause), best first; `None` is what nobody wrote down. At most 10.
    pub causes: Vec<(Option<CauseId>, f64)>,
    /// The one next move.
    pub next: Move,
    /// What is to be expected of going on.
    pub outlook: Outlook,
    /// The evidence behind the move, strongest first.
    pub why: Vec<Reason>,
    /// The fixes in the order in which they would be tried if nothing more were learnt.
    pub plan: Vec<PlannedFix>,
    /// Workarounds that are known to work.
    pub works: Vec<FixId>,
    /// Whether the evidence contradicts itself: every hypothesis is impossible.
    pub contradiction: bool,
    /// The facts without which, each by itself, it would not.
    pub suspects: Vec<FactId>,
}

/// What one event stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// Facts stated and what follows from them.
    pub facts: BTreeMap<FactId, String>,
    /// Fixes that the words say were tried.
    pub tried: Vec<FixId>,
    /// Error numbers that stand in the words.
    pub codes: Vec<String>,
    /// Words that were read as others, as (typed, read).
    pub corrections: Vec<(String, String)>,
    /// What was lifted out of it beside that.
    pub page: Option<Lifted>,
    /// What was done by saying it.
    pub act: Option<Act>,
}

impl Understood {
    /// Returns whether nothing was understood of what was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.tried.is_empty() && self.codes.is_empty()
    }
}

/// The one next move.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Ask the person for a fact.
    Ask(FactId),
    /// Have a check look.
    Check(CheckId),
    /// Ask the person which problem it is; none of them is always offered.
    AskProblem(Vec<ProblemId>),
    /// Try a fix.
    Try {
        /// The fix.
        fix: FixId,
        /// The fixes that are done together with it, since they share a restart, and verified with it.
        with: Vec<FixId>,
        /// P(it ends the problem).
        p: f64,
    },
    /// Hand the problem over.
    Refer(FixId),
    /// Nothing known fits.
    Unknown {
        /// The problems that come nearest, best first.
        nearest: Vec<ProblemId>,
    },
    /// The problem is gone.
    Done,
}

impl Move {
    /// Returns the event of what came of the fix that is proposed, with all that is done together with it; `None` where none
    /// is.
    #[must_use]
    pub fn tried(&self, outcome: Outcome) -> Option<Event> {
        let (fix, with) = match self {
            Self::Try { fix, with, .. } => (fix, with.clone()),
            Self::Refer(fix) => (fix, Vec::new()),
            _ => return None,
        };
        Some(Event::Tried {
            fix: fix.clone(),
            with,
            outcome,
            helped: true,
        })
    }
}

/// What is to be expected from here on, if the plan is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The person's minutes.
    pub minutes: f64,
    /// Minutes that pass without the person.
    pub waiting: f64,
    /// The expected cost of repair, in minutes with all charges.
    pub cost: f64,
    /// The questions before the first fix, if each answer is the most probable one; `None` where that was not worked out.
    pub n_questions: Option<usize>,
}

/// One piece of evidence and how it moved a cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The evidence.
    pub evidence: Evidence,
    /// The fact or fix that it was concluded from.
    pub because: Option<String>,
    /// Where it came from.
    pub from: Source,
    /// The cause that it moved.
    pub cause: CauseId,
    /// The cause's posterior odds with the evidence, divided by those without it.
    pub factor: f64,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A fact has a value.
    Fact(FactId, String),
    /// A fix was done and did not help.
    Tried(FixId),
}

/// One trial of the plan: a fix, and what is done together with it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedFix {
    /// The fix.
    pub fix: FixId,
    /// The fixes that are done together with it and verified with it.
    pub with: Vec<FixId>,
    /// P(it ends the problem), given that those before it did not.
    pub p: f64,
    /// The person's minutes.
    pub minutes: f64,
    /// Minutes that pass without the person.
    pub waiting: f64,
    /// Whether it hands the problem over.
    pub hands_over: bool,
}
