use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::knowledge::FixId;
use crate::session::Event;

use super::change::changes;
use super::lines::{Lines, read};
use super::record::Line;
use super::{Change, Heading, JournalError, Opened, Record, SessionId, folder, summary};

/// The version of the journal's format.
pub(super) const FORMAT: u32 = 1;
/// More sessions than this do not begin within one second.
const MOST_A_SECOND: usize = 100;

/// The journal of one session, open for writing; its folder appears with the first record.
#[derive(Debug)]
pub(crate) struct Journal {
    state_dir: PathBuf,
    opened: Opened,
    began: Timestamp,
    /// Whether the session's folder has been named to somebody, so that its id cannot change any more.
    is_named: bool,
    file: Option<Locked>,
}

/// The file and the lock that keeps others from writing it.
#[derive(Debug)]
struct Locked {
    file: File,
    path: PathBuf,
    /// How many bytes of whole records it holds.
    n_bytes: u64,
    /// Held for as long as this lives, and a program that was given it. A file of its own, since a locked file cannot be read by others everywhere.
    lock: File,
}

/// A session that is gone on with.
#[derive(Debug)]
pub(crate) struct Reopened {
    /// Its journal, open for writing.
    pub(crate) journal: Journal,
    /// How it began.
    pub(crate) opened: Opened,
    /// Everything that happened in it.
    pub(crate) events: Vec<Event>,
    /// Every step that was begun in it, in order.
    pub(crate) changes: Vec<Change>,
}

/// A session that is only looked at.
#[derive(Debug)]
pub(crate) struct Kept {
    /// How it began.
    pub(crate) opened: Opened,
    /// Everything that happened in it.
    pub(crate) events: Vec<Event>,
    /// When each of the events was written down.
    pub(crate) times: Vec<Timestamp>,
    /// Every step that was begun in it, in order.
    pub(crate) changes: Vec<Change>,
}

impl Journal {
    /// Returns the journal of a new session. Nothing is written before the first record.
    pub(crate) fn create(state_dir: &Path, heading: Heading, now: Timestamp) -> Self {
        let mut journal = Self {
            state_dir: state_dir.to_owned(),
            opened: Opened {
                v: FORMAT,
                id: SessionId::of(now, 1),
                heading,
            },
            began: now,
            is_named: false,
            file: None,
        };
        let mut number = 1;
        while journal.folder().exists() && number < MOST_A_SECOND {
            number += 1;
            journal.opened.id = SessionId::of(now, number);
        }
        journal
    }

    /// Opens a session to go on with it: the one named, or the latest.
    ///
    /// # Errors
    ///
    /// When there is none, when another process has it open, when it cannot be read or written.
    pub(crate) fn open(state_dir: &Path, asked: Option<&str>) -> Result<Reopened, JournalError> {
        let id = named(state_dir, asked)?;
        let path = journal_file(state_dir, &id);
        let lock = lock(&folder::session(state_dir, &id), &id)?;
        let Lines { lines, n_bytes } = read(&path)?;
        let changes = changes(&lines);
        let (began, opened, events) = split(&path, lines)?;
        let mut file = OpenOptions::new()
            .write(true)
            .open(&path)
            .map_err(|source| write_error(&path, source))?;
        cut(&mut file, n_bytes).map_err(|source| write_error(&path, source))?;
        let journal = Self {
            state_dir: state_dir.to_owned(),
            opened: opened.clone(),
            began,
            is_named: true,
            file: Some(Locked {
                file,
                path,
                n_bytes,
                lock,
            }),
        };
        Ok(Reopened {
            journal,
            opened,
            events,
            changes,
        })
    }

    /// Returns every step that was begun in the session so far, in order.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn changes(&self) -> Result<Vec<Change>, JournalError> {
        match self.path() {
            Some(path) => Ok(changes(&read(path)?.lines)),
            None => Ok(Vec::new()),
        }
    }

    /// Returns the session's id. It may still change before the first record, if another session takes it.
    pub(crate) fn id(&self) -> &SessionId {
        &self.opened.id
    }

    /// Reads a session, the one named or the latest, and leaves it alone: another process may have it open.
    ///
    /// # Errors
    ///
    /// When there is none, or it cannot be read.
    pub(crate) fn read(state_dir: &Path, asked: Option<&str>) -> Result<Kept, JournalError> {
        kept(&journal_file(state_dir, &named(state_dir, asked)?))
    }

    /// Returns what is kept of the session so far; `None` before the first record.
    ///
    /// # Errors
    ///
    /// When the journal cannot be read.
    pub(crate) fn kept(&self) -> Result<Option<Kept>, JournalError> {
        self.path().map(kept).transpose()
    }

    /// Returns the empty file whose lock keeps others from writing the session, once there are records.
    pub(crate) fn lock(&self) -> Option<&File> {
        self.file.as_ref().map(|locked| &locked.lock)
    }

    /// Returns where the records are, once there are some.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|locked| locked.path.as_path())
    }

    /// Returns the folder for the backups of a fix: one that does not exist yet, and is not created here.
    pub(crate) fn backup_folder(&mut self, fix: &FixId) -> PathBuf {
        self.is_named = true;
        let folder = self.folder();
        let mut path = folder.join(fix.as_str());
        let mut number = 1;
        while path.exists() {
            number += 1;
            path = folder.join(format!("{fix}-{number}"));
        }
        path
    }

    /// Creates a folder for backups that [`Self::backup_folder`] has named.
    ///
    /// # Errors
    ///
    /// When the disk or the folder refuses.
    pub(crate) fn create_backup_folder(&mut self, path: &Path) -> Result<(), JournalError> {
        if self.file.is_none() {
            self.begin()?;
        }
        folder::create_all(path)
    }

    /// Writes a record. When this returns, it outlives the process; a consent and a start outlive a power cut too.
    ///
    /// # Errors
    ///
    /// When the disk or the folder refuses, or when another session has taken the folder.
    pub(crate) fn append(&mut self, now: Timestamp, record: &Record) -> Result<(), JournalError> {
        if self.file.is_none() {
            self.begin()?;
        }
        self.write(now, record)
    }

    fn begin(&mut self) -> Result<(), JournalError> {
        folder::create_all(&folder::sessions(&self.state_dir))?;
        self.create_folder()?;
        let folder = self.folder();
        let lock = lock(&folder, &self.opened.id)?;
        let path = journal_file(&self.state_dir, &self.opened.id);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|source| write_error(&path, source))?;
        self.file = Some(Locked {
            file,
            path,
            n_bytes: 0,
            lock,
        });
        self.write(self.began, &Record::Opened(self.opened.clone()))
    }

    /// Creates the session's folder, with the next free id where somebody was faster and nobody knows the id yet.
    fn create_folder(&mut self) -> Result<(), JournalError> {
        for number in 1..=MOST_A_SECOND {
            if !self.is_named {
                self.opened.id = SessionId::of(self.began, number);
            }
            let folder = self.folder();
            match folder::create(&folder) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !self.is_named => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => break,
                Err(source) => return Err(write_error(&folder, source)),
            }
        }
        Err(JournalError::Busy {
            id: self.opened.id.clone(),
        })
    }

    fn write(&mut self, now: Timestamp, record: &Record) -> Result<(), JournalError> {
        let Some(locked) = &mut self.file else {
            return Ok(());
        };
        let line = Line {
            time: now,
            record: record.clone(),
        };
        locked
            .write(&line)
            .map_err(|source| write_error(&locked.path, source))
    }

    fn folder(&self) -> PathBuf {
        folder::session(&self.state_dir, &self.opened.id)
    }
}

impl Locked {
    /// Writes a whole line or, when the disk refuses, nothing.
    fn write(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        let written = self.file.write_all(&bytes).and_then(|()| {
            if line.record.comes_before_a_change() {
                self.file.sync_data()
            } else {
                Ok(())
            }
        });
        match &written {
            Ok(()) => self.n_bytes += bytes.len() as u64,
            // A half line would spoil the next one; if it cannot be cut off now, it is when the session is opened again.
            Err(_) => drop(cut(&mut self.file, self.n_bytes)),
        }
        written
    }
}

/// Returns what a file keeps of its session.
fn kept(path: &Path) -> Result<Kept, JournalError> {
    let lines = read(path)?.lines;
    let changes = changes(&lines);
    let events = lines.iter();
    let events = events.filter(|line| matches!(line.record, Record::Event(_)));
    let times = events.map(|line| line.time).collect();
    let (_, opened, events) = split(path, lines)?;
    Ok(Kept {
        opened,
        events,
        times,
        changes,
    })
}

/// Returns the session that was asked for, the latest where none was.
fn named(state_dir: &Path, asked: Option<&str>) -> Result<SessionId, JournalError> {
    let Some(asked) = asked else {
        return summary::latest(state_dir);
    };
    SessionId::parse(asked)
        .filter(|id| journal_file(state_dir, id).exists())
        .ok_or_else(|| JournalError::Unknown {
            asked: asked.to_owned(),
        })
}

/// Returns the file of a session's records.
pub(super) fn journal_file(state_dir: &Path, id: &SessionId) -> PathBuf {
    folder::session(state_dir, id).join("journal.jsonl")
}

/// Takes a file's records apart: when and how the session began, and its events.
pub(super) fn split(
    path: &Path,
    lines: Vec<Line>,
) -> Result<(Timestamp, Opened, Vec<Event>), JournalError> {
    let mut lines = lines.into_iter();
    let Some(Line {
        time,
        record: Record::Opened(opened),
    }) = lines.next()
    else {
        return Err(JournalError::Line {
            path: path.to_owned(),
            line: 1,
            reason: "expected the beginning of a session".to_owned(),
        });
    };
    if opened.v != FORMAT {
        return Err(JournalError::Format {
            id: opened.id,
            found: opened.v,
        });
    }
    let events = lines
        .filter_map(|line| match line.record {
            Record::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    Ok((time, opened, events))
}

fn lock(folder: &Path, id: &SessionId) -> Result<File, JournalError> {
    let path = folder.join("lock");
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|source| write_error(&path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::Busy { id: id.clone() }),
        Err(TryLockError::Error(source)) => Err(write_error(&path, source)),
    }
}

/// Cuts off what stands behind the whole records, and goes on writing there.
fn cut(file: &mut File, n_bytes: u64) -> io::Result<()> {
    file.set_len(n_bytes)?;
    file.seek(SeekFrom::Start(n_bytes)).map(drop)
}

fn write_error(path: &Path, source: io::Error) -> JournalError {
    JournalError::Write {
        path: path.to_owned(),
        source,
    }
}
