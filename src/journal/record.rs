use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::base::Base;
use crate::knowledge::{FixId, Lang, Text};
use crate::session::Event;
use crate::system::{Ending, Platform};

use super::{KeptSiteData, SessionId};

/// One line of the journal: when, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) time: Timestamp,
    #[serde(flatten)]
    pub(super) record: Record,
}

/// Something that is kept of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "record")]
pub(crate) enum Record {
    /// The session began; always the first.
    Opened(Opened),
    /// Something happened that the session is made of.
    Event(Event),
    /// The person agreed to a fix.
    Consent(Consent),
    /// A step is about to run.
    Started(Started),
    /// A program of a step has ended, or the person has done it.
    Ended(Ended),
    /// The person agreed to take changes back.
    UndoConsent(UndoConsent),
    /// Something that takes a step back is about to be done.
    Undoing(Undoing),
    /// It has ended.
    Undone(Undone),
}

impl Record {
    /// Returns whether something is done to the machine in reliance on this record, so that it must outlive a power cut.
    pub(super) fn comes_before_a_change(&self) -> bool {
        match self {
            Self::Consent(_) | Self::Started(_) | Self::UndoConsent(_) | Self::Undoing(_) => true,
            Self::Opened(_) | Self::Event(_) | Self::Ended(_) | Self::Undone(_) => false,
        }
    }
}

/// The beginning of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    /// The version of the journal's format.
    pub(crate) v: u32,
    /// Names the session.
    pub(crate) id: SessionId,
    /// What it goes by.
    #[serde(flatten)]
    pub(crate) heading: Heading,
}

/// What a session goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Heading {
    /// The version of the program.
    pub(crate) program: String,
    /// The pack.
    pub(crate) pack: String,
    /// The pack's version.
    pub(crate) pack_version: String,
    /// The knowledge's hash.
    pub(crate) knowledge: String,
    /// The trouble's device.
    pub(crate) platform: Platform,
    /// The language chosen at the start.
    pub(crate) lang: Option<Lang>,
}

impl Heading {
    /// Returns what a session goes by that begins with this program and this knowledge.
    pub(crate) fn of(base: &Base, platform: Platform, lang: Option<Lang>) -> Self {
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            pack: base.pack.id.clone(),
            pack_version: base.pack.version.clone(),
            knowledge: base.hash.clone(),
            platform,
            lang,
        }
    }
}

/// What the person agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Consent {
    /// The fix.
    pub(crate) fix: FixId,
    /// The knowledge's hash.
    pub(crate) knowledge: String,
    /// The plan as it was shown.
    pub(crate) shown: String,
    /// What was typed, or the options given.
    pub(crate) by: String,
    /// What the fix is called.
    #[serde(default)]
    pub(crate) title: Text,
    /// Where it is carried out; `None` in journals that do not say, where it is the session's.
    #[serde(default)]
    pub(crate) platform: Option<Platform>,
    /// Whether the knowledge may run programs.
    #[serde(default)]
    pub(crate) trusted: bool,
}

/// A step that is about to be taken, with all that is needed to take it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Started {
    /// The fix.
    pub(crate) fix: FixId,
    /// The step's number in the plan.
    pub(crate) step: usize,
    /// Who takes it.
    #[serde(default, skip_serializing_if = "Hand::is_naosu")]
    pub(crate) hand: Hand,
    /// The program and its arguments, or the address to open; empty where the person is told.
    pub(crate) argv: Vec<String>,
    /// What the person is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) told: Option<Text>,
    /// What runs first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) backup: Option<Vec<String>>,
    /// What takes it back, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) undo: Vec<Undo>,
    /// Why there is no way back, where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) irreversible: Option<Text>,
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Hand {
    /// This program.
    #[default]
    Naosu,
    /// The person.
    Person,
}

impl Hand {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_naosu(&self) -> bool {
        *self == Self::Naosu
    }
}

/// One step that takes something back, resolved: needs no knowledge any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "undo")]
pub(crate) enum Undo {
    /// Runs a program.
    Run {
        /// The program and its arguments.
        argv: Vec<String>,
        /// Whether it needs the rights of an administrator.
        admin: bool,
        /// After this it is stopped.
        timeout: Duration,
    },
    /// A line to type, some argument of which is unknown.
    Type {
        /// The program and its arguments, with placeholders.
        argv: Vec<String>,
    },
    /// Opens an address.
    Open {
        /// The address.
        address: String,
    },
    /// The person acts.
    Tell {
        /// What to do.
        text: Text,
        /// An address that is shown, not opened.
        link: Option<String>,
    },
    /// Puts back what some sites had left in browsers.
    RestoreSiteData(KeptSiteData),
}

/// How a part of a step ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ended {
    /// The step's number in the plan.
    pub(crate) step: usize,
    /// Which part of it.
    pub(crate) part: Part,
    /// How it ended; `None` where it was not begun, or the person could not do it.
    pub(crate) how: Option<Ending>,
    /// How long it took, in milliseconds.
    pub(crate) millis: u64,
    /// The end of what it printed.
    pub(crate) output: String,
}

/// A part of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// What is kept first.
    Backup,
    /// What is done.
    Run,
}

/// What the person agreed to take back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UndoConsent {
    /// The plan as it was shown.
    pub(crate) shown: String,
    /// What was typed, or the options given.
    pub(crate) by: String,
}

/// Something that takes a step back and is about to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undoing {
    /// Which of the session's `Started` it takes back; counts from 1.
    pub(crate) change: usize,
    /// Its place in that one's `undo`; counts from 1.
    pub(crate) undo: usize,
    /// The program and its arguments, or the address to open; empty where the person is told.
    pub(crate) argv: Vec<String>,
}

/// What came of an [`Undoing`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undone {
    /// Which of the session's `Started`; counts from 1.
    pub(crate) change: usize,
    /// The place in that one's `undo`; counts from 1.
    pub(crate) undo: usize,
    /// Whether it went well; what did not can be tried again.
    pub(crate) done: bool,
    /// How the program ended; `None` where none was started.
    pub(crate) how: Option<Ending>,
    /// How long it took, in milliseconds.
    pub(crate) millis: u64,
    /// The end of what it printed.
    pub(crate) output: String,
}
