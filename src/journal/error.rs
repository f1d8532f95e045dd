use std::io;
use std::path::PathBuf;

use super::SessionId;

/// Why the journal cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    /// Nobody says where the state folder is.
    #[error("there is no home folder to keep sessions in")]
    NoHome,
    /// Nothing can be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing can be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is no record.
    #[error("{}:{line}: not a record of a session: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Counts from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// It was written by a program of another age.
    #[error("session `{id}` has format {found}, expected {expected}", expected = super::file::FORMAT)]
    Format {
        /// The session.
        id: SessionId,
        /// Its format.
        found: u32,
    },
    /// Somebody else writes this session.
    #[error("session `{id}` is in use by another naosu")]
    Busy {
        /// The session.
        id: SessionId,
    },
    /// There is no such session.
    #[error("there is no session `{asked}`")]
    Unknown {
        /// What was asked for.
        asked: String,
    },
    /// There is no session at all.
    #[error("there is no session yet")]
    Empty,
}

impl JournalError {
    /// Returns what to do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NoHome | Self::Write { .. } | Self::Read { .. } => {
                "set `NAOSU_STATE_DIR` to a folder that can be written"
            }
            Self::Line { .. } => "remove that line, or the session's folder",
            Self::Format { .. } => "use the naosu that wrote it, or a newer one",
            Self::Busy { .. } => "end the other one first, or wait for a program that it started",
            Self::Unknown { .. } => "`naosu sessions` lists those there are",
            Self::Empty => "`naosu` begins one",
        }
    }
}
