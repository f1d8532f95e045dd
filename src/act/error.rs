use std::io;

use crate::journal::JournalError;
use crate::system::{Finish, Platform, RunError};

/// Why a fix was not carried out to its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ActError {
    /// The plan is for another platform.
    #[error("a plan for {wanted} is shown, never run on {here}")]
    OtherPlatform {
        /// The plan's platform.
        wanted: Platform,
        /// This machine's.
        here: Platform,
    },
    /// There is no journal, and nothing is run without one.
    #[error("nothing is run without a journal")]
    NoJournal,
    /// The journal cannot be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A program failed.
    #[error("step {step}: `{program}` failed")]
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
    #[error("step {step}: {source}")]
    NotRun {
        /// The step's number.
        step: usize,
        /// Why.
        source: RunError,
    },
    /// The person could not do a step.
    #[error("step {step} was not done")]
    NotDone {
        /// The step's number.
        step: usize,
    },
    /// A line has to be typed by hand, and nobody is there to do it.
    #[error("step {step} is left to be done by hand")]
    LeftToPerson {
        /// The step's number.
        step: usize,
    },
    /// Ctrl-C.
    #[error("interrupted in step {step}")]
    Interrupted {
        /// The step's number.
        step: usize,
    },
    /// The terminal failed.
    #[error("cannot write to the terminal: {0}")]
    Screen(#[from] io::Error),
}
