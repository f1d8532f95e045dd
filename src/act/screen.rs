use std::io;
use std::path::Path;

use crate::knowledge::FixId;
use crate::system::Finish;

use super::PlannedStep;
use super::site_data::{SiteData, Treated};

/// Whom a fix is carried out before: shows what happens and asks what has to be asked.
pub(crate) trait Screen {
    /// Asks a question and returns what was typed; `None` where there is no terminal, or no more input.
    ///
    /// # Errors
    ///
    /// When the terminal fails.
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>>;

    /// Shows that a password is about to be asked for.
    fn elevate(&mut self) -> io::Result<()>;

    /// Shows which step is next, of how many.
    fn begin(&mut self, step: &PlannedStep, n_steps: usize) -> io::Result<()>;

    /// Shows that a copy of what the step changes is made first, and in which folder.
    fn backup(&mut self, folder: Option<&Path>) -> io::Result<()>;

    /// Shows what a program prints, harmless already, as it comes.
    fn output(&mut self, text: &str) -> io::Result<()>;

    /// Shows how a program ended.
    fn end(&mut self, finish: &Finish) -> io::Result<()>;

    /// Shows what was removed from browsers' stores, and how a person does it where one was left alone.
    fn cleared(&mut self, treated: &[Treated], data: &SiteData) -> io::Result<()>;

    /// Shows what was put back into browsers' stores.
    fn restored(&mut self, treated: &[Treated]) -> io::Result<()>;

    /// Shows that a step failed that may fail.
    fn forgive(&mut self, step: &PlannedStep) -> io::Result<()>;

    /// Shows that an address could not be opened and has to be opened by hand.
    fn not_opened(&mut self, address: &str) -> io::Result<()>;

    /// Shows, where a fix stops half way, what takes back the steps that ran, the last one first, and where the journal is.
    fn stopped(&mut self, ran: &[&PlannedStep], journal: Option<&Path>) -> io::Result<()>;

    /// Returns whether somebody is there to do a step.
    fn is_attended(&self) -> bool;
}

/// A question of a fix's own course.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Question<'a> {
    /// Whether the plan may be carried out.
    Consent,
    /// The fix's id, typed in full.
    TypeId(&'a FixId),
    /// Whether the person has done the step; an empty line says so.
    Done,
    /// Whether these browsers are closed now; an empty line says so.
    Close(&'a [String]),
    /// Whether the problem is gone.
    Working,
}
