//! Sessions of the past, as the journal keeps them.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use crate::chat::{Recorder, Unrecorded};
use crate::journal::{
    Heading, Journal, JournalError, Kept, Listing, Opened, Record, Reopened,
    state_dir as default_dir,
};
use crate::session::{Event, Session};
use crate::system::{RealSystem, System};

use super::{Context, Exit, Failure, Options};

/// A session's journal, shared by what keeps events and what carries fixes out; `None` where nothing can be kept.
pub(crate) type SharedJournal = Rc<RefCell<Option<Journal>>>;

/// Returns where sessions are kept; `None` where none shall be, or no folder is known.
pub(crate) fn state_dir(options: &Options) -> Option<PathBuf> {
    if options.no_journal {
        None
    } else {
        default_dir().ok()
    }
}

/// Returns the journal of a new session; nothing is on disk before the first record.
pub(crate) fn begin(context: &Context) -> SharedJournal {
    let now = RealSystem.now();
    let journal = context
        .state_dir
        .as_ref()
        .map(|dir| Journal::create(dir, heading(context), now));
    Rc::new(RefCell::new(journal))
}

/// Returns a session of the past, the latest unless named, and its journal, to go on with it.
///
/// # Errors
///
/// [`Failure`] when there is none, or it cannot be read, or another process has it open.
pub(crate) fn open<'a>(
    context: &'a Context,
    id: Option<&str>,
) -> Result<(Session<'a>, SharedJournal), Failure> {
    let Some(dir) = &context.state_dir else {
        return Err(JournalError::NoHome.into());
    };
    let Reopened {
        journal,
        opened,
        events,
        ..
    } = Journal::open(dir, id)?;
    let session = replayed(context, &opened, events);
    Ok((session, Rc::new(RefCell::new(Some(journal)))))
}

/// Returns a session of the past, the latest unless named, to look at it only, with what else is kept of it.
///
/// # Errors
///
/// [`Failure`] when there is none, or it cannot be read.
pub(crate) fn read<'a>(
    context: &'a Context,
    id: Option<&str>,
) -> Result<(Session<'a>, Kept), Failure> {
    let Some(dir) = &context.state_dir else {
        return Err(JournalError::NoHome.into());
    };
    let kept = Journal::read(dir, id)?;
    let session = replayed(context, &kept.opened, kept.events.clone());
    Ok((session, kept))
}

fn replayed<'a>(context: &'a Context, opened: &Opened, events: Vec<Event>) -> Session<'a> {
    let mut setting = context.setting();
    setting.platform = opened.heading.platform;
    setting.lang = context.lang.or(opened.heading.lang);
    let mut session = Session::new(&context.base, setting);
    for event in events {
        session.push(event);
    }
    session
}

/// Returns every session of the past, newest first.
///
/// # Errors
///
/// [`Failure`] when the folder cannot be read.
pub(crate) fn list(context: &Context) -> Result<Listing, Failure> {
    match &context.state_dir {
        Some(dir) => Ok(Journal::list(dir)?),
        None => Ok(Listing::default()),
    }
}

fn heading(context: &Context) -> Heading {
    Heading::of(&context.base, context.platform, context.lang)
}

/// Returns what keeps the events of a session.
pub(crate) fn recorder(journal: &SharedJournal) -> Box<dyn Recorder> {
    if journal.borrow().is_none() {
        return Box::new(Unrecorded);
    }
    Box::new(Journalled {
        journal: Rc::clone(journal),
    })
}

/// Keeps events in the journal. Where that fails the conversation goes on without one, and says so once.
struct Journalled {
    journal: SharedJournal,
}

impl Recorder for Journalled {
    fn record(&mut self, event: &Event) -> io::Result<()> {
        let mut shared = self.journal.borrow_mut();
        let Some(journal) = shared.as_mut() else {
            return Ok(());
        };
        if let Err(error) = journal.append(RealSystem.now(), &Record::Event(event.clone())) {
            *shared = None;
            let mut err = io::stderr();
            writeln!(err, "warning: this session is not kept: {error}")?;
            writeln!(err, "hint: {}", error.hint())?;
        }
        Ok(())
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        let exit = match error {
            JournalError::Unknown { .. } | JournalError::Empty => Exit::Usage,
            _ => Exit::Machine,
        };
        let hint = error.hint();
        Self::new(exit, error.to_string()).hint(hint)
    }
}
