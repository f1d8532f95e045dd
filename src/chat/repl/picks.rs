//! What is picked from the menu of a fix.

use std::io;

use crate::chat::input::{fixed, pending_fix};
use crate::session::{Move, Outcome, lone_number};

use super::command::Command;
use super::menu::{Pick, menu};
use super::{AFTER_RESTART, Carried, Flow, NOT_DONE, Repl};

impl Repl<'_, '_> {
    /// Returns what a lone number picks from the menu of a fix.
    pub(super) fn picked(&self, text: &str) -> Option<Pick> {
        let number = lone_number(text)?;
        let turn = self.session.turn();
        pending_fix(&turn.next).filter(|_| self.began())?;
        let offered = menu(&turn.next, self.can_do(&turn.next));
        offered.get(number.checked_sub(1)?).copied()
    }

    pub(super) fn pick(&mut self, pick: Pick) -> io::Result<Flow> {
        let next = self.session.turn().next;
        let Some(fix) = pending_fix(&next).cloned() else {
            return Ok(Flow::On);
        };
        match pick {
            Pick::DoIt => match self.try_fix(&fix)? {
                Carried::Tried(outcome) => self.push_outcome(&next, outcome),
                Carried::AfterRestart => {
                    // Whether it helped is told afterwards; until then it is not proposed again.
                    if let Some(event) = next.tried(Outcome::Unsure) {
                        self.keep(event)?;
                    }
                    self.show_word(AFTER_RESTART)?;
                    Ok(Flow::Over)
                }
                Carried::Failed => self.push_outcome(&next, Outcome::CouldNot),
                Carried::Refused => self.show_word(NOT_DONE),
            },
            Pick::StillBroken => self.push_outcome(&next, Outcome::NotFixed),
            Pick::Works => self.push(fixed(&next)),
            Pick::Cannot => self.push_outcome(&next, Outcome::CouldNot),
            Pick::Skip => self.command(Command::Skip),
        }
    }

    fn push_outcome(&mut self, next: &Move, outcome: Outcome) -> io::Result<Flow> {
        let event = next.tried(outcome);
        event.map_or(Ok(Flow::On), |event| self.push(event))
    }
}
