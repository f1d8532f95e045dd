use jiff::Timestamp;

use crate::knowledge::{Lang, Text};
use crate::session::Session;
use crate::system::Ending;
use crate::text::identifiers::Identifiers;

/// What a write-up is made of.
pub(crate) struct Material<'a> {
    pub(crate) session: &'a Session<'a>,
    /// The session's id, where it is kept.
    pub(crate) id: Option<&'a str>,
    /// The language; that of the session where nothing is asked for.
    pub(crate) lang: Option<Lang>,
    /// When each event was; shorter than the events, or empty, where that is not known.
    pub(crate) times: &'a [Timestamp],
    /// What was done on this machine, in order.
    pub(crate) steps: &'a [StepTaken],
    /// What this machine's system calls itself; `None` where the trouble is on another device.
    pub(crate) system: Option<&'a str>,
    /// Every name by which this machine and its person are known.
    pub(crate) identifiers: &'a Identifiers,
    /// Whether the person asked for private parts to be shown.
    pub(crate) shows_private: bool,
    /// Whether those who maintain the knowledge are to find what they need.
    pub(crate) debug: bool,
}

impl<'a> Material<'a> {
    /// Returns what a session alone tells.
    pub(crate) fn of(session: &'a Session<'a>, identifiers: &'a Identifiers) -> Self {
        Self {
            session,
            id: None,
            lang: None,
            times: &[],
            steps: &[],
            system: None,
            identifiers,
            shows_private: false,
            debug: false,
        }
    }
}

/// A step of a fix that was begun on this machine.
#[derive(Clone, Debug)]
pub(crate) struct StepTaken {
    pub(crate) at: Timestamp,
    /// What its fix is called.
    pub(crate) title: Text,
    /// The program and its arguments; empty where the person was told.
    pub(crate) argv: Vec<String>,
    /// What the person was told.
    pub(crate) told: Option<Text>,
    pub(crate) end: StepEnd,
    /// How long it took, in milliseconds.
    pub(crate) millis: Option<u64>,
    pub(crate) is_back: bool,
}

/// How far a step came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepEnd {
    NotStarted,
    Ended(Ending),
    Unknown,
}
