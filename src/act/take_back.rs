mod site_data;

use crate::journal::{Journal, Record, UndoConsent, Undoing, Undone};
use crate::system::{Ending, Finish, Interrupt, Invocation, System};

use super::consent::{ApprovedUndo, approve_undo};
use super::elevate::elevate;
use super::program::{self, millis};
use super::undo_plan::{Reversal, UndoMove};
use super::{
    ActError, Command, Elevation, Granted, PlannedStep, Question, Refusal, Reply, Screen, UndoPlan,
    What,
};

/// What changes are taken back with.
pub(crate) struct UndoHands<'a> {
    /// The world.
    pub(crate) system: &'a mut dyn System,
    /// The session's journal.
    pub(crate) journal: &'a mut Journal,
    /// The person.
    pub(crate) screen: &'a mut dyn Screen,
    /// What was agreed to beforehand.
    pub(crate) granted: Granted,
}

/// What came of taking changes back.
#[derive(Debug)]
pub(crate) enum TakenBack {
    /// It was agreed to, and all was tried; what did not go well can be tried again.
    Tried {
        /// Why steps did not go well, in order.
        failures: Vec<ActError>,
    },
    /// Nothing was done.
    Refused(Refusal),
}

/// Asks for consent to a plan that was shown as `shown`, and takes back step by step, each in the journal before it is taken.
/// What does not go well ends the undo of its own step; the others are taken back all the same.
///
/// # Errors
///
/// [`ActError`] when it was interrupted, or could not begin, or the journal or the terminal fails.
pub(crate) fn take_back(
    plan: UndoPlan,
    shown: &str,
    hands: &mut UndoHands<'_>,
) -> Result<TakenBack, ActError> {
    let here = hands.system.platform();
    if let Some(wanted) = plan.other_platform(here) {
        return Err(ActError::OtherPlatform { wanted, here });
    }
    let approved = match approve_undo(plan, hands.granted, hands.screen)? {
        Ok(approved) => approved,
        Err(refusal) => return Ok(TakenBack::Refused(refusal)),
    };
    if !hands.screen.is_attended() {
        check_nothing_is_left(approved.plan())?;
    }
    let consent = Record::UndoConsent(UndoConsent {
        shown: shown.to_owned(),
        by: approved.by().trim().to_owned(),
    });
    hands.journal.append(hands.system.now(), &consent)?;
    if !elevate(approved.plan().steps(), hands.system, hands.screen)? {
        return Ok(TakenBack::Refused(Refusal::NotElevated));
    }
    let _held = Interrupt::hold();
    let mut failures = Vec::new();
    for reversal in &approved.plan().reversals {
        match hands.reverse(&approved, reversal) {
            Ok(()) => {}
            Err(error) if is_of_the_step(&error) => failures.push(error),
            Err(error) => return Err(error),
        }
    }
    Ok(TakenBack::Tried { failures })
}

/// Refuses, before the first step, what would stop half way: a line to type where nobody is there to type it.
fn check_nothing_is_left(plan: &UndoPlan) -> Result<(), ActError> {
    let typed = |step: &&PlannedStep| matches!(step.what, What::Type(..));
    match plan.steps().find(typed) {
        Some(step) => Err(ActError::LeftToPerson { step: step.number }),
        None => Ok(()),
    }
}

/// Returns whether an error concerns one step alone, so that the others can be taken back all the same.
fn is_of_the_step(error: &ActError) -> bool {
    matches!(
        error,
        ActError::Failed { .. }
            | ActError::NotRun { .. }
            | ActError::NotElevated { .. }
            | ActError::NotDone { .. }
            | ActError::StillOpen { .. }
            | ActError::NotRestored { .. }
            | ActError::LeftToPerson { .. }
    )
}

impl UndoHands<'_> {
    fn reverse(&mut self, approved: &ApprovedUndo, reversal: &Reversal) -> Result<(), ActError> {
        let n_steps = approved.plan().steps().count();
        for undo in &reversal.moves {
            let step = &undo.step;
            if self.system.is_interrupted() {
                return Err(ActError::Interrupted { step: step.number });
            }
            self.screen.begin(step, n_steps)?;
            self.take(reversal.change.number, undo)?;
        }
        Ok(())
    }

    fn take(&mut self, change: usize, undo: &UndoMove) -> Result<(), ActError> {
        let step = &undo.step;
        let argv = match &step.what {
            What::Run(command) | What::Type(command, _) => command.argv.clone(),
            What::Open(address) | What::Visit(address) => vec![address.clone()],
            _ => Vec::new(),
        };
        self.record(&Record::Undoing(Undoing {
            change,
            undo: undo.place,
            argv,
        }))?;
        match &step.what {
            What::Run(command) => self.run(change, undo, command),
            What::Open(address) => {
                if self.system.open(address).is_err() {
                    self.screen.not_opened(address)?;
                }
                self.leave_to_person(change, undo)
            }
            What::RestoreSiteData(kept) => self.restore_site_data(change, undo, kept),
            What::Type(..) | What::Visit(_) | What::Tell { .. } | What::ClearSiteData(_) => {
                self.leave_to_person(change, undo)
            }
        }
    }

    fn run(&mut self, change: usize, undo: &UndoMove, command: &Command) -> Result<(), ActError> {
        let stopper = command.elevation.and_then(Elevation::stop);
        let invocation = Invocation {
            argv: &command.argv,
            timeout: command.timeout,
            held: self.journal.lock(),
            stop: stopper.as_deref(),
        };
        let ran = program::run(self.system, self.screen, &invocation);
        let finish = ran.result.as_ref().ok();
        let finish = finish.filter(|finish| !command.is_refused(**finish));
        self.record(&Record::Undone(Undone {
            change,
            undo: undo.place,
            done: finish.is_some_and(|finish| finish.ending.is_success()),
            how: finish.map(|finish| finish.ending),
            millis: millis(finish),
            output: ran.output,
        }))?;
        ran.shown?;
        let step = &undo.step;
        let finish = ran.result.map_err(|source| ActError::NotRun {
            step: step.number,
            source,
        })?;
        self.screen.end(&finish)?;
        judge(step, command, finish)
    }

    /// Waits until the person has done it. What nobody is there to be told counts as told.
    fn leave_to_person(&mut self, change: usize, undo: &UndoMove) -> Result<(), ActError> {
        let answer = self.screen.ask(&Question::Done)?;
        let could_not = answer.is_some_and(|typed| Reply::read(&typed) == Some(Reply::No));
        self.record(&Record::Undone(Undone {
            change,
            undo: undo.place,
            done: !could_not,
            how: None,
            millis: 0,
            output: String::new(),
        }))?;
        if could_not {
            let step = undo.step.number;
            return Err(ActError::NotDone { step });
        }
        Ok(())
    }

    fn record(&mut self, record: &Record) -> Result<(), ActError> {
        Ok(self.journal.append(self.system.now(), record)?)
    }
}

fn judge(step: &PlannedStep, command: &Command, finish: Finish) -> Result<(), ActError> {
    match finish.ending {
        _ if command.is_refused(finish) => Err(ActError::NotElevated { step: step.number }),
        Ending::Interrupted => Err(ActError::Interrupted { step: step.number }),
        ending if ending.is_success() => Ok(()),
        _ => Err(ActError::Failed {
            step: step.number,
            program: command.program(),
            finish,
            backup: false,
        }),
    }
}
