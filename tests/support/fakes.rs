//! Programs that only write down that they were run.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use tempfile::TempDir;

use super::Case;

/// What every fake is; it is linked to, since a script that was written just now cannot always be started.
const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fakes/program");

/// A folder of fake programs and the log of their runs.
pub(crate) struct Fakes {
    folder: TempDir,
}

impl Fakes {
    /// Returns fakes with these names.
    pub(crate) fn new(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in names {
            symlink(PROGRAM, folder.path().join(name)).expect("a link");
        }
        // Whoever runs them writes into the log.
        let all = fs::Permissions::from_mode(0o777);
        fs::set_permissions(folder.path(), all).expect("a folder for everybody");
        Self { folder }
    }

    /// Lets a fake do something after it has written its line.
    pub(crate) fn that(self, name: &str, script: &str) -> Self {
        fs::write(self.path().join(format!("{name}.sh")), script).expect("a script");
        self
    }

    /// Returns the run with the fakes as its only programs.
    pub(crate) fn only_in(&self, case: Case) -> Case {
        case.env("PATH", self.path())
    }

    /// Returns the folder, which holds nothing but fakes.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns what ran, a line each, in order: the name, and each argument in brackets.
    pub(crate) fn ran(&self) -> Vec<String> {
        let log = fs::read_to_string(self.path().join("log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Fails where something ran.
    #[track_caller]
    pub(crate) fn none_ran(&self) {
        assert_eq!(self.ran(), [""; 0]);
    }
}
