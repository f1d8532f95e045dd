use std::io::{self, Write};

use crate::knowledge::{Action, FixId, Lang};
use crate::render::Paper;
use crate::session::{Move, Outcome, Session};
use crate::system::Platform;

use super::Repl;

/// What came of carrying out a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    /// It was done, with this outcome.
    Tried(Outcome),
    /// It was done, and only a restart will show whether it helped.
    AfterRestart,
    /// Nothing was done.
    Refused,
    /// It was begun and not carried to its end; why was told.
    Failed,
}

/// Shows a fix's plan, asks, carries it out and finds out whether it helped, over the network only where the flag says so.
pub(crate) type Hands<'h> =
    dyn FnMut(&Session<'_>, &FixId, bool, &mut dyn Write) -> io::Result<Carried> + 'h;

/// Shows what takes back what the session changed, asks, and does it.
pub(crate) type UndoHands<'h> = dyn FnMut(Lang, &mut dyn Write) -> io::Result<()> + 'h;

impl Repl<'_, '_> {
    /// Returns whether the proposed fix can be carried out here: on this machine, by itself, with something to open, or to
    /// run where the knowledge may run programs.
    pub(super) fn can_do(&self, next: &Move) -> bool {
        let Move::Try { fix, with, .. } = next else {
            return false;
        };
        let Paper { pack, platform, .. } = self.paper;
        let steps = pack.fixes.get(fix.as_str());
        let steps = steps.and_then(|fix| fix.steps_on(platform));
        let acts = |action: &Action| match action {
            Action::Run(_) | Action::Do { .. } => self.may_run,
            Action::Open(_) => true,
            Action::Tell { .. } => false,
        };
        self.hands.is_some()
            && with.is_empty()
            && platform == Platform::current()
            && steps.is_some_and(|steps| steps.iter().any(|step| acts(&step.action)))
    }

    /// Has a fix carried out.
    pub(super) fn try_fix(&mut self, fix: &FixId) -> io::Result<Carried> {
        let online = self.eyes.as_ref().is_some_and(|eyes| eyes.agreed);
        match &mut self.hands {
            Some(hands) => hands(&self.session, fix, online, self.out),
            None => Ok(Carried::Refused),
        }
    }
}
