use std::time::Duration;

use crate::journal::{Change, SessionId, Taken, Undo};
use crate::system::Platform;

use super::show::put_back_later;
use super::{ByHand, Command, Demand, PlannedStep, Rights, What};

/// How what a session changed would be taken back, from its journal alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UndoPlan {
    /// The session.
    pub(crate) session: SessionId,
    /// The steps that may have changed something and were not taken back yet, the last one first.
    pub(crate) reversals: Vec<Reversal>,
}

/// One step of a fix and what takes it back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reversal {
    /// The step.
    pub(crate) change: Change,
    /// What is left to be done, in order; empty where there is no way back.
    pub(crate) moves: Vec<UndoMove>,
}

/// Something that is done to take a step back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UndoMove {
    /// Its place among the step's undo steps; counts from 1.
    pub(crate) place: usize,
    /// Whether an undo that was cut off may have done it already.
    pub(crate) again: bool,
    /// What is done; numbers count on through the whole plan.
    pub(crate) step: PlannedStep,
}

impl UndoPlan {
    /// Returns how these changes of a session, in their order, would be taken back. Whether its knowledge was trusted is
    /// for the journal to say.
    pub(crate) fn new(session: SessionId, changes: &[Change], rights: Rights) -> Self {
        let mut number = 0;
        let left = changes.iter().rev();
        let left = left.filter(|change| change.may_have_happened() && !change.is_back());
        let reversals = left
            .map(|change| Reversal {
                change: change.clone(),
                moves: moves(change, rights, &mut number),
            })
            .collect();
        Self { session, reversals }
    }

    /// Returns everything that is done, in order.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &PlannedStep> {
        let moves = self.reversals.iter().flat_map(|reversal| &reversal.moves);
        moves.map(|undo| &undo.step)
    }

    /// Returns whether naosu itself would do something: run a program or open an address.
    pub(crate) fn acts(&self) -> bool {
        self.steps().any(PlannedStep::acts)
    }

    /// Returns whether some step needs the rights of an administrator.
    pub(crate) fn needs_admin(&self) -> bool {
        self.steps().any(|step| match &step.what {
            What::Run(command) | What::Type(command, _) => command.admin,
            _ => false,
        })
    }

    /// Returns what the person has to do to agree.
    pub(super) fn demand(&self) -> Demand {
        if self.acts() {
            Demand::Yes
        } else {
            Demand::Nothing
        }
    }

    /// Returns a platform on which something was done that naosu itself would take back here.
    pub(super) fn other_platform(&self, here: Platform) -> Option<Platform> {
        let acting = self.reversals.iter().filter(|reversal| {
            let mut moves = reversal.moves.iter();
            moves.any(|undo| undo.step.acts())
        });
        acting
            .map(|reversal| reversal.change.platform)
            .find(|platform| *platform != here)
    }
}

fn moves(change: &Change, rights: Rights, number: &mut usize) -> Vec<UndoMove> {
    let rights = Rights {
        trusted: rights.trusted && change.trusted,
        ..rights
    };
    let steps = (1..).zip(&change.started.undo).zip(&change.taken_back);
    steps
        .filter(|(_, taken)| **taken != Taken::Back)
        .map(|((place, undo), taken)| {
            *number += 1;
            UndoMove {
                place,
                again: *taken == Taken::Unknown,
                step: PlannedStep {
                    number: *number,
                    what: what(undo, rights),
                    undo: Vec::new(),
                    irreversible: None,
                },
            }
        })
        .collect()
}

fn what(undo: &Undo, rights: Rights) -> What {
    match undo {
        Undo::Run {
            argv,
            admin,
            timeout,
        } => {
            let command = Command {
                argv: argv.clone(),
                elevation: None,
                backup: None,
                admin: *admin,
                timeout: *timeout,
                may_fail: false,
            };
            match rights.by_hand(*admin) {
                Some(reason) => What::Type(command, reason),
                None => What::Run(command.with(rights)),
            }
        }
        Undo::Type { argv } => {
            let command = Command {
                argv: argv.clone(),
                elevation: None,
                backup: None,
                admin: false,
                timeout: Duration::ZERO,
                may_fail: false,
            };
            What::Type(command, ByHand::Unknown(Vec::new()))
        }
        Undo::Open { address } if rights.may_open(address) => What::Open(address.clone()),
        Undo::Open { address } => What::Visit(address.clone()),
        Undo::RestoreSiteData(kept) if rights.by_hand(false).is_none() => {
            What::RestoreSiteData(kept.clone())
        }
        Undo::RestoreSiteData(kept) => What::Tell {
            text: put_back_later(&kept.copies),
            link: None,
        },
        Undo::Tell { text, link } => What::Tell {
            text: text.clone(),
            link: link.clone(),
        },
    }
}
