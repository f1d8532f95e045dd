use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use crate::session::{Event, Outcome};
use crate::text::private::mask;

use super::change::changes;
use super::file::{journal_file, split};
use super::lines::{read, read_error};
use super::{Change, Journal, JournalError, SessionId, folder};

/// All sessions of a state folder.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Those that can be read, newest first.
    pub(crate) sessions: Vec<Summary>,
    /// Why the others cannot.
    pub(crate) damaged: Vec<JournalError>,
}

/// A session in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Names it.
    pub(crate) id: SessionId,
    /// When it began.
    pub(crate) started: Timestamp,
    /// When its last record was written.
    pub(crate) last: Timestamp,
    /// The first words said, with their private parts masked.
    pub(crate) words: Option<String>,
    /// How many events it has.
    pub(crate) n_events: usize,
    /// Whether it ended with the problem gone.
    pub(crate) fixed: bool,
    /// When the last step was begun that may have changed something.
    pub(crate) changed: Option<Timestamp>,
    /// When the last of them was begun that can still be taken back.
    pub(crate) left: Option<Timestamp>,
}

impl Journal {
    /// Returns all sessions, newest first. No folder, no sessions.
    ///
    /// # Errors
    ///
    /// [`JournalError::Read`] when the folder itself cannot be read.
    pub(crate) fn list(state_dir: &Path) -> Result<Listing, JournalError> {
        let mut listing = Listing::default();
        for id in ids(state_dir)? {
            match summary(state_dir, &id) {
                Ok(Some(summary)) => listing.sessions.push(summary),
                Ok(None) => {}
                Err(error) => listing.damaged.push(error),
            }
        }
        listing
            .sessions
            .sort_by_key(|summary| Reverse((summary.started, summary.id.clone())));
        Ok(listing)
    }
}

/// Returns the session that was written last.
///
/// # Errors
///
/// [`JournalError::Empty`] when there is none, what is wrong with the first that cannot be read when there is no other.
pub(super) fn latest(state_dir: &Path) -> Result<SessionId, JournalError> {
    let Listing { sessions, damaged } = Journal::list(state_dir)?;
    let latest = sessions
        .into_iter()
        .rev()
        .max_by_key(|summary| summary.last);
    match latest {
        Some(summary) => Ok(summary.id),
        None => Err(damaged.into_iter().next().unwrap_or(JournalError::Empty)),
    }
}

/// Returns the ids of all folders that can be sessions.
fn ids(state_dir: &Path) -> Result<Vec<SessionId>, JournalError> {
    let path = folder::sessions(state_dir);
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|source| read_error(&path, source))?,
    };
    let mut ids = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| read_error(&path, source))?;
        ids.extend(entry.file_name().to_str().and_then(SessionId::parse));
    }
    ids.sort();
    Ok(ids)
}

/// Returns the session in a line; `None` where not even its beginning got to the disk.
fn summary(state_dir: &Path, id: &SessionId) -> Result<Option<Summary>, JournalError> {
    let path = journal_file(state_dir, id);
    if !path.exists() {
        return Ok(None);
    }
    let lines = read(&path)?.lines;
    let Some(last) = lines.last().map(|line| line.time) else {
        return Ok(None);
    };
    let begun = changes(&lines);
    let last_that = |holds: fn(&Change) -> bool| {
        let mut changes = begun.iter().rev();
        changes.find(|change| holds(change)).map(|change| change.at)
    };
    let (changed, left) = (
        last_that(Change::may_have_happened),
        last_that(Change::is_left),
    );
    let (started, opened, events) = split(&path, lines)?;
    Ok(Some(Summary {
        id: opened.id,
        started,
        last,
        words: events.iter().find_map(|event| match event {
            Event::Said { text } => Some(mask(text)),
            _ => None,
        }),
        n_events: events.len(),
        fixed: events.last().is_some_and(is_fixed),
        changed,
        left,
    }))
}

fn is_fixed(event: &Event) -> bool {
    matches!(
        event,
        Event::Fixed
            | Event::Tried {
                outcome: Outcome::Fixed,
                ..
            }
    )
}
