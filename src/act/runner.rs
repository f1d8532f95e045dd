mod site_data;

use crate::journal::{Ended, Hand, Journal, Part, Record, Started};
use crate::knowledge::Text;
use crate::system::{Ending, Finish, Interrupt, Invocation, System};

use super::consent::ApprovedPlan;
use super::program::{self, millis};
use super::{ActError, Command, Elevation, PlannedStep, Question, Reply, Screen, Stop, What};

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
    /// The steps whose programs were started and may have changed something, the last one first.
    ran: Vec<&'a PlannedStep>,
}

impl<'a> Runner<'a> {
    fn take(&mut self, step: &'a PlannedStep) -> Result<(), ActError> {
        self.check_interrupt(step)?;
        self.screen.begin(step, self.approved.plan().steps.len())?;
        match &step.what {
            What::Run(command) => self.run(step, command),
            What::Type(command, _) => self.wait_for_line(step, command),
            What::Open(address) => self.open(step, address),
            What::ClearSiteData(data) => self.clear_site_data(step, data),
            What::Visit(_) | What::Tell { .. } | What::RestoreSiteData(_) => {
                self.leave_to_person(step).map(drop)
            }
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
            argv: command.argv.clone(),
            backup: command.backup.clone(),
            ..self.started(step)
        };
        self.create_backup_folder()?;
        self.record(&Record::Started(started))?;
        if let Some(backup) = &command.backup {
            let folder = self.approved.plan().backups.as_deref();
            self.screen.backup(folder)?;
            self.part(step, command, Part::Backup, backup)?;
            if let Err(interrupted) = self.check_interrupt(step) {
                self.end_by_hand(step, false)?;
                return Err(interrupted);
            }
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
        step: &'a PlannedStep,
        command: &Command,
        part: Part,
        argv: &[String],
    ) -> Result<(), ActError> {
        let elevation = command.elevation.filter(|_| part == Part::Run);
        let stopper = elevation.and_then(Elevation::stop);
        let invocation = Invocation {
            argv,
            timeout: command.timeout,
            held: self.journal.as_deref().and_then(Journal::lock),
            stop: stopper.as_deref(),
        };
        let ran = program::run(self.system, self.screen, &invocation);
        let finish = ran.result.as_ref().ok();
        let is_refused = |finish: &Finish| part == Part::Run && command.is_refused(*finish);
        let finish = finish.filter(|finish| !is_refused(finish));
        if part == Part::Run && finish.is_some() {
            self.ran.insert(0, step);
        }
        self.record(&Record::Ended(Ended {
            step: step.number,
            part,
            how: finish.map(|finish| finish.ending),
            millis: millis(finish),
            output: ran.output,
        }))?;
        ran.shown?;
        let finish = ran.result.map_err(|source| ActError::NotRun {
            step: step.number,
            source,
        })?;
        self.screen.end(&finish)?;
        judge(step, part, command, finish)
    }

    fn open(&mut self, step: &PlannedStep, address: &str) -> Result<(), ActError> {
        self.record(&Record::Started(Started {
            argv: vec![address.to_owned()],
            ..self.started(step)
        }))?;
        if self.system.open(address).is_err() {
            self.screen.not_opened(address)?;
        }
        let done = self.wait_for_person(step);
        self.end_by_hand(step, done.is_ok())?;
        done.map(drop)
    }

    /// Waits until the person has typed a line. Where nobody is there to type it, the fix ends, unless it may fail.
    fn wait_for_line(&mut self, step: &PlannedStep, command: &Command) -> Result<(), ActError> {
        match self.leave_to_person(step) {
            Ok(true) => Ok(()),
            Ok(false) if !command.may_fail => Err(ActError::LeftToPerson { step: step.number }),
            Err(ActError::NotDone { .. }) | Ok(false) if command.may_fail => {
                Ok(self.screen.forgive(step)?)
            }
            result => result.map(drop),
        }
    }

    /// Waits until the person has done a step, which is written down where something takes it back.
    fn leave_to_person(&mut self, step: &PlannedStep) -> Result<bool, ActError> {
        if step.undo.is_empty() || !self.screen.is_attended() {
            return self.wait_for_person(step);
        }
        let (argv, told) = by_hand(&step.what);
        self.record(&Record::Started(Started {
            hand: Hand::Person,
            argv,
            told,
            ..self.started(step)
        }))?;
        let done = self.wait_for_person(step);
        self.end_by_hand(step, matches!(done, Ok(true)))?;
        done
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

    /// Writes down that a step has ended of which no program tells how.
    fn end_by_hand(&mut self, step: &PlannedStep, done: bool) -> Result<(), ActError> {
        self.record(&Record::Ended(Ended {
            step: step.number,
            part: Part::Run,
            how: done.then_some(Ending::Exited { code: 0 }),
            millis: 0,
            output: String::new(),
        }))
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

    /// Returns the record of a step that is about to be taken by this program, but for what it does.
    fn started(&self, step: &PlannedStep) -> Started {
        let plan = self.approved.plan();
        let of_fix = || plan.irreversible.clone().filter(|_| step.undo.is_empty());
        Started {
            fix: plan.fix.clone(),
            step: step.number,
            hand: Hand::Naosu,
            argv: Vec::new(),
            told: None,
            backup: None,
            undo: step.undo.clone(),
            irreversible: step.irreversible.clone().or_else(of_fix),
        }
    }
}

/// Returns what the person does: the line or address, or what they are told.
fn by_hand(what: &What) -> (Vec<String>, Option<Text>) {
    match what {
        What::Run(command) | What::Type(command, _) => (command.argv.clone(), None),
        What::Open(address) | What::Visit(address) => (vec![address.clone()], None),
        What::Tell { text, .. } => (Vec::new(), Some(text.clone())),
        What::ClearSiteData(_) | What::RestoreSiteData(_) => (Vec::new(), None),
    }
}

fn judge(
    step: &PlannedStep,
    part: Part,
    command: &Command,
    finish: Finish,
) -> Result<(), ActError> {
    let program = match (part, &command.backup) {
        (Part::Backup, Some(backup)) => backup.first().cloned().unwrap_or_default(),
        _ => command.program(),
    };
    match finish.ending {
        _ if part == Part::Run && command.is_refused(finish) => {
            Err(ActError::NotElevated { step: step.number })
        }
        Ending::Interrupted => Err(ActError::Interrupted { step: step.number }),
        ending if ending.is_success() => Ok(()),
        _ => Err(ActError::Failed {
            step: step.number,
            program,
            finish,
            backup: part == Part::Backup,
        }),
    }
}
