use std::io::{self, Write};
use std::path::Path;

use crate::act::{Granted, UndoPlan};
use crate::cli::arguments::UndoOptions;
use crate::cli::context::may_exec;
use crate::cli::take_back::{Bench, rights};
use crate::cli::{Exit, Failure, Options, locale, past, terminal};
use crate::journal::{Journal, JournalError, Kept, Listing, Reopened};
use crate::knowledge::Pack;
use crate::render::{Colors, Paper};
use crate::system::Platform;

/// Runs `naosu undo`: shows what takes a session's changes back and, with consent, does it. It goes by the journal alone,
/// whatever became of the knowledge.
pub(crate) fn run(
    options: &Options,
    undo: &UndoOptions,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let Some(state_dir) = past::state_dir(options) else {
        return Err(JournalError::NoHome.into());
    };
    let bench = Bench {
        json: options.json,
        paper: Paper {
            pack: &Pack::default(),
            platform: Platform::current(),
            colors: Colors {
                on: terminal::stdout_takes_color(options.color),
            },
            width: terminal::width(),
        },
    };
    let rights = rights(may_exec(options));
    let speaks = |of_session: Option<_>| options.lang.or(of_session).unwrap_or_else(locale::locale);
    let session = match &undo.session {
        Some(session) => Some(session.clone()),
        None => newest(&state_dir)?,
    };
    let Some(session) = session else {
        bench.show_nothing(speaks(None), out)?;
        return Ok(Exit::Ok);
    };
    if undo.dry_run {
        let Kept {
            opened, changes, ..
        } = Journal::read(&state_dir, Some(&session))?;
        let plan = UndoPlan::new(opened.id, &changes, rights);
        bench.show(&plan, speaks(opened.heading.lang), out)?;
        return Ok(Exit::Ok);
    }
    let Reopened {
        mut journal,
        opened,
        changes,
        ..
    } = Journal::open(&state_dir, Some(&session))?;
    let lang = speaks(opened.heading.lang);
    let plan = UndoPlan::new(opened.id, &changes, rights);
    bench.show(&plan, lang, out)?;
    let granted = Granted {
        yes: undo.yes,
        accept_loss: false,
    };
    bench.take_back(plan, &mut journal, lang, granted, out)?;
    Ok(Exit::Ok)
}

/// Returns the session in which a step was begun last that can still be taken back or, where there is none, in which one was
/// begun last that may have changed something.
fn newest(state_dir: &Path) -> Result<Option<String>, Failure> {
    let Listing { sessions, damaged } = Journal::list(state_dir)?;
    for damaged in damaged {
        writeln!(io::stderr(), "warning: {damaged}")?;
    }
    let changed = sessions.iter().filter(|summary| summary.changed.is_some());
    let newest = changed.max_by_key(|summary| (summary.left, summary.changed));
    Ok(newest.map(|summary| summary.id.to_string()))
}
