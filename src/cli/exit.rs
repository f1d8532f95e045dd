use std::process::ExitCode;

/// How the program ended, as a number for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// A move was given, or all went well.
    Ok = 0,
    /// Nothing known fits, or a check or test failed.
    Nothing = 1,
    /// Wrong usage.
    Usage = 2,
    /// The knowledge is invalid.
    Knowledge = 3,
    /// A fix failed or was refused.
    Fix = 4,
    /// The machine refused: disk, state folder, terminal.
    Machine = 5,
    /// Interrupted.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
