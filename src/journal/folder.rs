use std::env;
use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::{JournalError, SessionId};

/// The variable that says where the state folder is, whatever the platform would say.
const VARIABLE: &str = "NAOSU_STATE_DIR";

/// Returns the folder in which sessions are kept: `NAOSU_STATE_DIR`, else the platform's own place for such things
/// (`$XDG_STATE_HOME/naosu`, `~/.local/state/naosu`, or the local application data). It need not exist.
///
/// # Errors
///
/// [`JournalError::NoHome`] where neither is known.
pub(crate) fn state_dir() -> Result<PathBuf, JournalError> {
    from_variable(env::var_os(VARIABLE))
        .or_else(of_platform)
        .ok_or(JournalError::NoHome)
}

fn from_variable(value: Option<OsString>) -> Option<PathBuf> {
    let value = value.filter(|value| !value.is_empty())?;
    std::path::absolute(value).ok()
}

fn of_platform() -> Option<PathBuf> {
    let dirs = ProjectDirs::from("", "", "naosu")?;
    let dir = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
    Some(dir.to_owned())
}

/// Returns the folder of all sessions.
pub(super) fn sessions(state_dir: &Path) -> PathBuf {
    state_dir.join("sessions")
}

/// Returns the folder of one session.
pub(super) fn session(state_dir: &Path, id: &SessionId) -> PathBuf {
    sessions(state_dir).join(id.as_str())
}

/// Creates a folder and those above it; nobody but the owner may look into what is created, where the system knows owners.
pub(super) fn create_all(path: &Path) -> Result<(), JournalError> {
    builder()
        .recursive(true)
        .create(path)
        .map_err(|source| JournalError::Write {
            path: path.to_owned(),
            source,
        })
}

/// Creates one folder in the same way; that it exists already is an error.
pub(super) fn create(path: &Path) -> io::Result<()> {
    builder().create(path)
}

#[cfg(unix)]
fn builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;

    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> DirBuilder {
    DirBuilder::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_wins_and_becomes_absolute() {
        let dir = from_variable(Some("some/folder".into())).expect("a folder");
        assert!(dir.is_absolute() && dir.ends_with("some/folder"));
        assert_eq!(from_variable(Some(OsString::new())), None);
        assert_eq!(from_variable(None), None);
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b");
        create_all(&path).unwrap();
        for folder in [&path, &home.path().join("a")] {
            let mode = folder.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
