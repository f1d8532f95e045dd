use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store is left alone; `show` words it. Nothing was changed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// The browser runs, or another computer holds its data folder.
    Running,
    /// There is no such file any more.
    Gone,
    /// The file, or a folder on the way to it, is a link.
    Link,
    /// It is no plain file.
    NotFile,
    /// Another program holds it.
    Locked,
    /// It is damaged, or no database.
    Damaged,
    /// It is not made as any known version is.
    UnknownForm,
    /// Its form is another one than when the copy was made.
    OtherForm,
    /// Something else would have changed too.
    Unexpected,
    /// The system refuses.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The database refuses, and says this.
    Database(String),
}

impl From<rusqlite::Error> for Hindrance {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            _ => Self::Database(error.to_string()),
        }
    }
}

impl Hindrance {
    /// Returns what the system says of a file.
    pub(super) fn of(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::NotFound => Self::Gone,
            _ => Self::Io {
                path,
                reason: source.to_string(),
            },
        }
    }
}
