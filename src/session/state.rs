use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::knowledge::{CheckId, FactId, FixId, Lang, PLATFORM, ProblemId};

use crate::system::Platform;

use super::{Outcome, Understood};

/// A fact's value and where it is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The value.
    pub value: String,
    /// Where it is known from.
    pub from: Source,
    /// The fact, fix or rule that it was concluded from.
    pub because: Option<String>,
}

impl Known {
    /// Returns whether it can be changed by itself: what a rule concluded changes with what it was concluded from.
    #[must_use]
    pub fn is_changeable(&self) -> bool {
        self.from != Source::Rule
    }
}

/// Where something is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The person said it unasked.
    Said,
    /// The person answered a question.
    Answered,
    /// A check saw it.
    Check,
    /// It follows from a fix that was tried.
    Tried,
    /// A rule concluded it.
    Rule,
}

/// What a check saw of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The value.
    pub value: String,
    /// When, where that is known.
    pub at: Option<Timestamp>,
}

/// Everything that the events so far amount to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What is known of the situation in which it failed, with its source.
    pub facts: BTreeMap<FactId, Known>,
    /// What is known now, where a fix changed it since.
    pub current: BTreeMap<FactId, String>,
    /// What was tried and what came of it.
    pub tried: BTreeMap<FixId, Outcome>,
    /// The fixes that were proposed here before they were tried.
    pub helped: BTreeSet<FixId>,
    /// Questions that the person cannot answer or passed over, and fixes and checks passed over.
    pub passed: BTreeSet<String>,
    /// Everything said, in order.
    pub said: Vec<String>,
    /// The checks that were run, but for those whose result a fix has outdated.
    pub ran: BTreeSet<CheckId>,
    /// What checks saw last, whatever was said.
    pub seen: BTreeMap<FactId, Seen>,
    /// The problem that the person chose; `Some(None)` for none of those offered.
    pub chosen: Option<Option<ProblemId>>,
    /// The fact that was reconsidered last, to be asked again while it is not known.
    pub reconsidered: Option<FactId>,
    /// Causes that a rule made impossible, with the rule; both by position in the pack.
    pub ruled_out: BTreeMap<usize, usize>,
    /// Whether the problem is gone.
    pub fixed: bool,
    /// The language to answer in.
    pub lang: Lang,
    /// What the last event stated.
    pub understood: Understood,
    /// How many events tell something: all that count, but for those about the language.
    pub n_events: usize,
}

impl State {
    /// Returns what can be changed, in the order of its numbers, which are shown counting from 1.
    pub fn changeable(&self) -> impl Iterator<Item = (&FactId, &Known)> {
        let facts = self.facts.iter();
        facts.filter(|(_, known)| known.is_changeable())
    }

    /// Returns the current value of a fact: what a fix or a check made of it since, otherwise what was so when it failed.
    #[must_use]
    pub fn value(&self, fact: &str, platform: Platform) -> Option<&str> {
        if fact == PLATFORM {
            return Some(platform.id());
        }
        let id = FactId::parse(fact)?;
        self.current
            .get(&id)
            .or_else(|| self.facts.get(&id).map(|known| &known.value))
            .map(String::as_str)
    }
}
