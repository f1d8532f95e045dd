use crate::journal::{Ended, Journal, Part, Record, Started};
use crate::knowledge::FixId;
use crate::system::{Ending, Finish, Interrupt, Invocation, RunError, System};

use super::consent::ApprovedPlan;
use super::output::Output;
use super::{ActError, Command, PlannedStep, Question, Reply, Screen, Stop, What};

/// Carries out a plan, step by step, each in the journal before it is taken. A step that fails ends it, unless it may fail;
/// so does Ctrl-C, in a step and between two. Where something had run by then, the screen is told what takes it back.
///
/// # Errors
///
/// [`Stop`] says in which step it ended and why.
pub(super) fn apply(
    approved: &ApprovedPlan,
    system: &mut dyn System,
    journal: Option<&mut Journal>,
    screen: &mut dyn Screen,
) -> Result<(), Stop> {
    let _held = Interrupt::hold();
    let plan = approved.plan();
    let mut runner = Runner {
        approved,
        system,
        journal,
        screen,
        ran: Vec::new(),
    };
    let taken = plan.steps.iter().try_for_each(|step| runner.take(step));
    taken.map_err(|error| runner.stop(error))
}

struct Runner<'a> {
    approved: &'a ApprovedPlan,
    system: &'a mut dyn System,
    journal: Option<&'a mut Journal>,
    screen: &'a mut dyn Screen,
    /// The commands that were started and may have changed something, the last one first.
    ran: Vec<&'a Command>,
}

impl<'a> Runner<'a> {
    fn take(&mut self, step: &'a PlannedStep) -> Result<(), ActError> {
        self.check_interrupt(step)?;
        self.screen.begin(step, self.approved.plan().steps.len())?;
        match &step.what {
            What::Run(command) => self.run(step, command),
            What::Type(command, _) => self.wait_for_line(step, command),
            What::Open(address) => self.open(step, address),
            What::Visit(_) | What::Tell { .. } => self.wait_for_person(step).map(drop),
        }
    }

    /// Tells how what ran is taken back; where even that cannot be told, the first error counts.
    fn stop(&mut self, error: ActError) -> Stop {
        if !self.ran.is_empty() {
            let journal = self.journal.as_ref().and_then(|journal| journal.path());
            drop(self.screen.stopped(&self.ran, journal));
        }
        Stop {
            error,
            acted: !self.ran.is_empty(),
        }
    }

    fn check_interrupt(&self, step: &PlannedStep) -> Result<(), ActError> {
        if self.system.is_interrupted() {
            return Err(ActError::Interrupted { step: step.number });
        }
        Ok(())
    }

    fn run(&mut self, step: &'a PlannedStep, command: &'a Command) -> Result<(), ActError> {
        let started = Started {
            fix: self.fix().clone(),
            step: step.number,
            argv: command.argv.clone(),
            backup: command.backup.clone(),
            undo: command.undo.clone(),
        };
        self.create_backup_folder()?;
        self.record(&Record::Started(started))?;
        if let Some(backup) = &command.backup {
            let folder = self.approved.plan().backups.as_deref();
            self.screen.backup(folder)?;
            self.part(step, command, Part::Backup, backup)?;
            self.check_interrupt(step)?;
        }
        match self.part(step, command, Part::Run, &command.argv) {
            Err(ActError::Failed { .. } | ActError::NotRun { .. }) if command.may_fail => {
                Ok(self.screen.forgive(step)?)
            }
            result => result,
        }
    }

    /// Runs one program of a step and writes down how it ended.
    fn part(
        &mut self,
        step: &PlannedStep,
        command: &'a Command,
        part: Part,
        argv: &[String],
    ) -> Result<(), ActError> {
        let invocation = Invocation {
            argv,
            timeout: command.timeout,
        };
        let mut output = Output::default();
        let mut shown = Ok(());
        let result = self.system.run(&invocation, &mut |bytes| {
            let text = output.feed(bytes);
            if shown.is_ok() {
                shown = self.screen.output(&text);
            }
        });
        if part == Part::Run && result.is_ok() {
            self.ran.insert(0, command);
        }
        let rest = output.finish();
        self.record(&Record::Ended(ended(step, part, &result, output)))?;
        shown.and_then(|()| self.screen.output(&rest))?;
        let finish = result.map_err(|source| ActError::NotRun {
            step: step.number,
            source,
        })?;
        self.screen.end(&finish)?;
        judge(step, part, argv, finish)
    }

    fn open(&mut self, step: &PlannedStep, address: &str) -> Result<(), ActError> {
        self.record(&Record::Started(Started {
            fix: self.fix().clone(),
            step: step.number,
            argv: vec![address.to_owned()],
            backup: None,
            undo: Vec::new(),
        }))?;
        if self.system.open(address).is_err() {
            self.screen.not_opened(address)?;
        }
        self.wait_for_person(step).map(drop)
    }

    /// Waits until the person has typed a line. Where nobody is there to type it, the fix ends, unless it may fail.
    fn wait_for_line(&mut self, step: &PlannedStep, command: &Command) -> Result<(), ActError> {
        match self.wait_for_person(step) {
            Ok(true) => Ok(()),
            Ok(false) if !command.may_fail => Err(ActError::LeftToPerson { step: step.number }),
            Err(ActError::NotDone { .. }) | Ok(false) if command.may_fail => {
                Ok(self.screen.forgive(step)?)
            }
            result => result.map(drop),
        }
    }

    /// Waits until the person has done a step; returns whether somebody is there.
    fn wait_for_person(&mut self, step: &PlannedStep) -> Result<bool, ActError> {
        match self.screen.ask(&Question::Done)? {
            None => Ok(false),
            Some(typed) if Reply::read(&typed) == Some(Reply::No) => {
                Err(ActError::NotDone { step: step.number })
            }
            Some(_) => Ok(true),
        }
    }

    fn create_backup_folder(&mut self) -> Result<(), ActError> {
        match (&self.approved.plan().backups, &mut self.journal) {
            (Some(folder), Some(journal)) => Ok(journal.create_backup_folder(folder)?),
            _ => Ok(()),
        }
    }

    fn record(&mut self, record: &Record) -> Result<(), ActError> {
        let journal = self.journal.as_mut().ok_or(ActError::NoJournal)?;
        Ok(journal.append(self.system.now(), record)?)
    }

    fn fix(&self) -> &FixId {
        &self.approved.plan().fix
    }
}

fn ended(
    step: &PlannedStep,
    part: Part,
    result: &Result<Finish, RunError>,
    output: Output,
) -> Ended {
    let finish = result.as_ref().ok();
    let millis = finish.map_or(0, |finish| finish.duration.as_millis());
    Ended {
        step: step.number,
        part,
        how: finish.map(|finish| finish.ending),
        millis: u64::try_from(millis).unwrap_or(u64::MAX),
        output: output.into_end(),
    }
}

fn judge(step: &PlannedStep, part: Part, argv: &[String], finish: Finish) -> Result<(), ActError> {
    match finish.ending {
        Ending::Interrupted => Err(ActError::Interrupted { step: step.number }),
        ending if ending.is_success() => Ok(()),
        _ => Err(ActError::Failed {
            step: step.number,
            program: argv.first().cloned().unwrap_or_default(),
            finish,
            backup: part == Part::Backup,
        }),
    }
}
