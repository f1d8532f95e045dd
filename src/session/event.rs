use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::knowledge::{CheckId, FactId, FixId, Lang, ProblemId};

/// One thing that happened in a session. A session is the list of these, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// The person said something in words; what it states is read anew each time.
    Said {
        /// The words as typed.
        text: String,
    },
    /// The person answered a question.
    Answered {
        /// The fact asked.
        fact: FactId,
        /// The value; `None` when the person cannot tell.
        value: Option<String>,
    },
    /// The person said which of several problems it is.
    Chose {
        /// The problem; `None` for none of them.
        problem: Option<ProblemId>,
    },
    /// Checks saw something.
    Observed {
        /// What they saw.
        facts: BTreeMap<FactId, String>,
        /// The checks that were run, also those that saw nothing; empty where that is not known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<CheckId>,
        /// When, where the checks were run here; `None` where somebody else ran them and told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    /// A fix was tried.
    Tried {
        /// The fix.
        fix: FixId,
        /// The fixes that were done together with it, and verified with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        with: Vec<FixId>,
        /// What came of it.
        outcome: Outcome,
        /// Whether it was proposed here, as against done beforehand.
        helped: bool,
    },
    /// The person passed over the move that was proposed.
    Skipped {
        /// The fact or fix of the move.
        id: String,
    },
    /// A fact turned out to be misheard: it is forgotten with all that followed from it, and asked again.
    Reconsidered {
        /// The fact.
        fact: FactId,
    },
    /// The problem is gone, whatever did it.
    Fixed,
    /// The last event that still counts is taken back.
    Back,
    /// Everything before is forgotten.
    Reset,
    /// The language of the answers was chosen.
    Speak {
        /// The language.
        lang: Lang,
    },
}

/// What came of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The problem is gone.
    Fixed,
    /// It was done and the problem is still there.
    NotFixed,
    /// It could not be done.
    CouldNot,
    /// The person would not do it.
    Refused,
    /// It was done, and whether it helped cannot be told.
    Unsure,
}

impl Outcome {
    /// Every outcome with its name in the protocol.
    pub const ALL: [(&'static str, Self); 5] = [
        ("fixed", Self::Fixed),
        ("not-fixed", Self::NotFixed),
        ("could-not", Self::CouldNot),
        ("refused", Self::Refused),
        ("unsure", Self::Unsure),
    ];

    /// Returns the outcome that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, outcome)| *outcome)
    }
}
