use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::base::Base;
use crate::knowledge::{FixId, HostName, Lang, Text};
use crate::session::Event;
use crate::system::{Ending, Platform};

use super::{SessionId, SiteStore};

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
    /// A program of a step has ended.
    Ended(Ended),
}

impl Record {
    /// Returns whether something is done to the machine in reliance on this record, so that it must outlive a power cut.
    pub(super) fn comes_before_a_change(&self) -> bool {
        matches!(self, Self::Consent(_) | Self::Started(_))
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
}

/// A step that is about to run, with all that is needed to take it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Started {
    /// The fix.
    pub(crate) fix: FixId,
    /// The step's number in the plan.
    pub(crate) step: usize,
    /// The program and its arguments, or the address to open.
    pub(crate) argv: Vec<String>,
    /// What runs first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) backup: Option<Vec<String>>,
    /// What takes it back, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) undo: Vec<Undo>,
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
    RestoreSiteData {
        /// The sites, each with all below it.
        sites: Vec<HostName>,
        /// The folder of the copies; that of the n-th store is in its folder `n`, if anything was removed from it.
        copies: PathBuf,
        /// The stores that something was to be removed from.
        stores: Vec<SiteStore>,
    },
}

/// How a program of a step ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ended {
    /// The step's number in the plan.
    pub(crate) step: usize,
    /// Which program of it.
    pub(crate) part: Part,
    /// How it ended; `None` where it could not be started.
    pub(crate) how: Option<Ending>,
    /// How long it took, in milliseconds.
    pub(crate) millis: u64,
    /// The end of what it printed.
    pub(crate) output: String,
}

/// A program of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// What is kept first.
    Backup,
    /// What is done.
    Run,
}
