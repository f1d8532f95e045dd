use std::fs::File;
use std::io;
use std::time::Duration;

use jiff::Timestamp;

use super::Platform;

/// The world as the program may touch it: real, or scripted for tests.
pub trait System {
    /// Runs a program to its end, its output handed over as it comes. Never a shell.
    ///
    /// # Errors
    ///
    /// When the program cannot be started or waited for; how it ended is no error here.
    fn run(
        &mut self,
        invocation: &Invocation<'_>,
        output: &mut dyn FnMut(&[u8]),
    ) -> Result<Finish, RunError>;

    /// Opens an address with the program that the person has chosen for it, and does not wait for it.
    ///
    /// # Errors
    ///
    /// When nothing can open it.
    fn open(&mut self, address: &str) -> io::Result<()>;

    /// Returns whether this process has the rights of an administrator.
    fn is_admin(&self) -> bool;

    /// Returns the time.
    fn now(&self) -> Timestamp;

    /// Returns whether Ctrl-C was pressed since it is held back by an [`Interrupt`](super::Interrupt).
    fn is_interrupted(&self) -> bool;

    /// Returns the platform that programs are run on.
    fn platform(&self) -> Platform;
}

/// A program to run.
#[derive(Clone, Copy, Debug)]
pub struct Invocation<'a> {
    /// The program and its arguments.
    pub argv: &'a [String],
    /// After this it is stopped.
    pub timeout: Duration,
    /// An empty file that it gets for its input: where the system knows it so, the file's lock is held until the program has
    /// ended, whatever becomes of this process. Without one there is no input.
    pub held: Option<&'a File>,
    /// What stops it where this process may not, since it has more rights: another program and its arguments, behind which the
    /// number of its process is put.
    pub stop: Option<&'a [String]>,
}

/// How a program ended and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// How it ended.
    pub ending: Ending,
    /// How long it ran.
    pub duration: Duration,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ending")]
pub enum Ending {
    /// By itself.
    Exited {
        /// Its exit code.
        code: i32,
    },
    /// Killed by somebody else.
    Killed,
    /// Stopped because its time was up.
    TimedOut,
    /// Stopped by Ctrl-C.
    Interrupted,
}

impl Ending {
    /// Returns whether the program says that all went well.
    #[must_use]
    pub fn is_success(self) -> bool {
        self == Self::Exited { code: 0 }
    }
}

/// Why a program could not be run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no such program.
    #[error("there is no program `{program}` on this machine")]
    Missing {
        /// The program.
        program: String,
    },
    /// The system would not start it, or lost it.
    #[error("cannot run `{program}`")]
    Refused {
        /// The program.
        program: String,
        /// What the system says.
        source: io::Error,
    },
}
