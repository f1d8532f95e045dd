//! Sessions written up, from the command line and from the conversation.

use crate::journal::{Change, Journal, Kept, Progress};
use crate::knowledge::Lang;
use crate::probe::{identifiers, system_version};
use crate::render::{Material, Report, StepEnd, StepTaken};
use crate::session::Session;
use crate::system::{Platform, RealSurroundings};

use super::Context;
use super::past::SharedJournal;

/// What the person asked to have in a write-up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    /// The language; that of the session where nothing is asked for.
    pub(super) lang: Option<Lang>,
    /// Whether private parts are shown.
    pub(super) shows_private: bool,
    /// Whether there is a part for those who maintain the knowledge.
    pub(super) debug: bool,
}

/// Returns the write-up of a session with what is kept of it and what this machine tells of itself.
pub(super) fn write_up(
    context: &Context,
    session: &Session<'_>,
    kept: Option<&Kept>,
    wanted: Wanted,
) -> Report {
    let world = RealSurroundings {
        no_exec: !context.exec,
        ..RealSurroundings::default()
    };
    let is_here = session.setting().platform == Platform::current();
    let system = is_here.then(|| system_version(&world)).flatten();
    let steps: Vec<_> = kept.map_or_else(Vec::new, |kept| {
        kept.changes.iter().map(step_taken).collect()
    });
    Report::new(&Material {
        session,
        id: kept.map(|kept| kept.opened.id.as_str()),
        lang: wanted.lang,
        times: kept.map_or(&[], |kept| &kept.times),
        steps: &steps,
        system: system.as_deref(),
        identifiers: &identifiers(&world),
        shows_private: wanted.shows_private,
        debug: wanted.debug,
    })
}

/// Returns the write-up of a session that goes on. What its journal does not tell is left out.
pub(super) fn in_conversation(
    context: &Context,
    journal: &SharedJournal,
    session: &Session<'_>,
) -> Report {
    let journal = journal.borrow();
    let kept = journal.as_ref().map(Journal::kept);
    let kept = kept.and_then(Result::ok).flatten();
    write_up(context, session, kept.as_ref(), Wanted::default())
}

fn step_taken(change: &Change) -> StepTaken {
    StepTaken {
        at: change.at,
        title: change.title.clone(),
        argv: change.started.argv.clone(),
        told: change.started.told.clone(),
        end: match change.progress {
            Progress::NotStarted => StepEnd::NotStarted,
            Progress::Ended(ending) => StepEnd::Ended(ending),
            Progress::Unknown => StepEnd::Unknown,
        },
        millis: change.millis,
        is_back: change.is_back(),
    }
}
