use std::io;

use crate::journal::JournalError;
use crate::system::{Finish, Platform, RunError};

/// A fix that came to a stop before its end.
#[derive(Debug)]
pub(crate) struct Stop {
    /// Why.
    pub(crate) error: ActError,
    /// Whether a program had run, so that things may have changed.
    pub(crate) acted: bool,
}

impl<E: Into<ActError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self {
            error: error.into(),
            acted: false,
        }
    }
}

/// Why a fix was not carried out to its end; `show` words it.
#[derive(Debug)]
pub(crate) enum ActError {
    /// The plan is for another platform.
    OtherPlatform {
        /// The plan's platform.
        wanted: Platform,
        /// This machine's.
        here: Platform,
    },
    /// There is no journal, and nothing is run without one.
    NoJournal,
    /// The journal cannot be written.
    Journal(JournalError),
    /// A program failed.
    Failed {
        /// The step's number.
        step: usize,
        /// Its program.
        program: String,
        /// How it ended.
        finish: Finish,
        /// Whether it was the backup.
        backup: bool,
    },
    /// A program could not be started.
    NotRun {
        /// The step's number.
        step: usize,
        /// Why.
        source: RunError,
    },
    /// The rights of an administrator were not given, so that the program was not begun.
    NotElevated {
        /// The step's number.
        step: usize,
    },
    /// The person could not do a step.
    NotDone {
        /// The step's number.
        step: usize,
    },
    /// A line has to be typed by hand, and nobody is there to do it.
    LeftToPerson {
        /// The step's number.
        step: usize,
    },
    /// Browsers are still open whose stores would be changed.
    StillOpen {
        /// The step's number.
        step: usize,
        /// Their names.
        browsers: Vec<String>,
    },
    /// Not everything could be put back.
    NotRestored {
        /// The step's number.
        step: usize,
    },
    /// Ctrl-C.
    Interrupted {
        /// The step's number.
        step: usize,
    },
    /// The terminal failed.
    Screen(io::Error),
}

impl From<JournalError> for ActError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<io::Error> for ActError {
    fn from(error: io::Error) -> Self {
        Self::Screen(error)
    }
}
