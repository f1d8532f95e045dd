use jiff::Timestamp;

use crate::knowledge::Text;
use crate::system::{Ending, Platform};

use super::record::Line;
use super::{Consent, Ended, Part, Record, Started};

/// A step that was begun, as the journal alone knows it. What has no record was never begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its place among the steps that were begun in the session; counts from 1.
    pub(crate) number: usize,
    /// When it was begun.
    pub(crate) at: Timestamp,
    /// What its fix is called; empty where the journal does not say.
    pub(crate) title: Text,
    /// Where it was taken.
    pub(crate) platform: Platform,
    /// Whether the knowledge might run programs.
    pub(crate) trusted: bool,
    /// What was begun.
    pub(crate) started: Started,
    /// How far it came.
    pub(crate) progress: Progress,
    /// How long it took, in milliseconds, where its end is known.
    pub(crate) millis: Option<u64>,
    /// How far each of its undo steps came, in their order.
    pub(crate) taken_back: Vec<Taken>,
}

/// How far a step came that was about to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// It was not begun: its backup did not end well, its program could not be started, or the person could not do it.
    NotStarted,
    /// It was begun and ended.
    Ended(Ending),
    /// It may have been begun; whether and how it ended is not known.
    Unknown,
}

/// How far an undo step came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is still to be done, or did not go well.
    Due,
    /// It may have been begun; whether and how it ended is not known.
    Unknown,
    /// It was done.
    Back,
}

impl Change {
    /// Returns whether something may have been changed.
    pub(crate) fn may_have_happened(&self) -> bool {
        self.progress != Progress::NotStarted
    }

    /// Returns whether something is left that takes it back.
    pub(crate) fn is_left(&self) -> bool {
        self.may_have_happened() && self.taken_back.iter().any(|taken| *taken != Taken::Back)
    }

    /// Returns whether it was taken back, in whole.
    pub(crate) fn is_back(&self) -> bool {
        !self.taken_back.is_empty() && self.taken_back.iter().all(|taken| *taken == Taken::Back)
    }

    fn new(number: usize, at: Timestamp, started: Started, consent: &Agreed) -> Self {
        Self {
            number,
            at,
            title: consent.title.clone(),
            platform: consent.platform,
            trusted: consent.trusted,
            // Where a backup comes first, the step itself has not begun before that one's end.
            progress: match &started.backup {
                Some(_) => Progress::NotStarted,
                None => Progress::Unknown,
            },
            millis: None,
            taken_back: vec![Taken::Due; started.undo.len()],
            started,
        }
    }

    fn end(&mut self, ended: &Ended) {
        self.millis = match (ended.part, ended.how) {
            (Part::Run, Some(_)) => Some(ended.millis),
            _ => None,
        };
        self.progress = match (ended.part, ended.how) {
            (Part::Backup, Some(ending)) if ending.is_success() => Progress::Unknown,
            (Part::Backup, _) | (Part::Run, None) => Progress::NotStarted,
            (Part::Run, Some(ending)) => Progress::Ended(ending),
        };
    }

    fn take_back(&mut self, undo: usize, how_far: Taken) {
        let place = undo.checked_sub(1);
        if let Some(taken) = place.and_then(|undo_idx| self.taken_back.get_mut(undo_idx)) {
            *taken = how_far;
        }
    }
}

/// What the steps after a consent go by.
struct Agreed {
    title: Text,
    platform: Platform,
    trusted: bool,
}

impl Agreed {
    fn to(consent: &Consent, platform: Platform) -> Self {
        Self {
            title: consent.title.clone(),
            platform: consent.platform.unwrap_or(platform),
            trusted: consent.trusted,
        }
    }
}

/// Returns every step that was begun in a session, in order.
pub(super) fn changes(lines: &[Line]) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut agreed = Agreed {
        title: Text::default(),
        platform: Platform::current(),
        trusted: false,
    };
    for Line { time, record } in lines {
        match record {
            Record::Opened(opened) => agreed.platform = opened.heading.platform,
            Record::Consent(consent) => agreed = Agreed::to(consent, agreed.platform),
            Record::Started(started) => {
                let number = found.len() + 1;
                found.push(Change::new(number, *time, started.clone(), &agreed));
            }
            Record::Ended(ended) => {
                if let Some(last) = found.last_mut() {
                    last.end(ended);
                }
            }
            Record::Undoing(undoing) => {
                if let Some(change) = numbered(&mut found, undoing.change) {
                    change.take_back(undoing.undo, Taken::Unknown);
                }
            }
            Record::Undone(undone) => {
                let taken = if undone.done { Taken::Back } else { Taken::Due };
                if let Some(change) = numbered(&mut found, undone.change) {
                    change.take_back(undone.undo, taken);
                }
            }
            Record::Event(_) | Record::UndoConsent(_) => {}
        }
    }
    found
}

fn numbered(changes: &mut [Change], number: usize) -> Option<&mut Change> {
    changes.get_mut(number.checked_sub(1)?)
}
