//! Who holds a file or runs under a number, without touching either.

use std::fs::{self, OpenOptions};
use std::path::Path;

/// Returns whether a file is there and another process keeps it from being written, or cannot be asked.
pub(crate) fn is_held(path: &Path) -> bool {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => is_locked(&file),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

/// Returns whether a process with one of these names runs; always `false` where there is no `/proc`.
pub(crate) fn runs_named(names: &[String]) -> bool {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let commands = entries.filter_map(|entry| fs::read_to_string(entry.path().join("comm")).ok());
    commands
        .into_iter()
        .any(|command| names.iter().any(|name| name == command.trim_end()))
}

#[cfg(unix)]
fn is_locked(file: &fs::File) -> bool {
    use rustix::fs::{FlockOperation, fcntl_lock};

    // These locks are a process's own: taking one and letting it go leaves nothing behind.
    let taken = fcntl_lock(file, FlockOperation::NonBlockingLockExclusive);
    let free = taken.and_then(|()| fcntl_lock(file, FlockOperation::Unlock));
    free.is_err()
}

#[cfg(not(unix))]
fn is_locked(_file: &fs::File) -> bool {
    false
}

/// Returns whether there is a process with this number, whoever it belongs to.
#[cfg(unix)]
pub(crate) fn is_alive(number: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};

    let number = (number > 0).then(|| Pid::from_raw(number)).flatten();
    number.is_some_and(|number| test_kill_process(number) != Err(Errno::SRCH))
}

/// Returns whether there is a process with this number; what cannot be asked may be so.
#[cfg(not(unix))]
pub(crate) fn is_alive(_number: i32) -> bool {
    true
}

/// Returns this machine's name on its network.
#[cfg(unix)]
pub(crate) fn host_name() -> Option<String> {
    let names = rustix::system::uname();
    names.nodename().to_str().ok().map(ToOwned::to_owned)
}

/// Returns this machine's name on its network; unknown here.
#[cfg(not(unix))]
pub(crate) fn host_name() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_held_only_while_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        assert!(!is_held(&path));
        fs::write(&path, "").unwrap();
        assert!(!is_held(&path));
        // What cannot be opened cannot be asked.
        assert!(is_held(folder.path()));
    }

    #[test]
    fn this_process_is_alive_and_no_other_number_is() {
        let own = i32::try_from(std::process::id()).unwrap();
        assert!(is_alive(own));
        #[cfg(unix)]
        assert!(!is_alive(i32::MAX) && !is_alive(0) && !is_alive(-1));
    }
}
