//! What stands in for starting programs in a build without `exec`: nothing is ever started.

use std::io;

use super::{Finish, Invocation, RunError};

/// Refuses to run a program.
pub(super) fn run(
    invocation: &Invocation<'_>,
    _output: &mut dyn FnMut(&[u8]),
) -> Result<Finish, RunError> {
    let program = invocation.argv.first().cloned().unwrap_or_default();
    Err(RunError::Refused {
        program,
        source: io::ErrorKind::Unsupported.into(),
    })
}

/// Refuses to open an address.
pub(super) fn open(_address: &str) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
