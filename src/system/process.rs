//! Starting programs and opening addresses: the one place where it happens.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::process::{Command, Stdio};

use super::child::Child;
use super::{Finish, Invocation, RunError};

/// The variables of the environment that a program gets to see, besides `LC_*`; the rest could change what it does.
const KEPT: [&str; 26] = [
    // Where programs are.
    "PATH",
    // Whose settings are meant, and where they are kept.
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_CONFIG_DIRS",
    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",
    // The language of what is printed.
    "LANG",
    "LANGUAGE",
    // The desktop, its bus and its session, which settings of the desktop are set through.
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_SESSION_ID",
    "XDG_CURRENT_DESKTOP",
    "DBUS_SESSION_BUS_ADDRESS",
    // Where files may be put for a while.
    "TMPDIR",
    "TEMP",
    "TMP",
    // Windows finds itself, its programs and the person's settings by these.
    "SystemRoot",
    "SystemDrive",
    "windir",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "PROGRAMFILES",
];

/// Runs a program to its end.
pub(super) fn run(
    invocation: &Invocation<'_>,
    output: &mut dyn FnMut(&[u8]),
) -> Result<Finish, RunError> {
    let program = invocation.argv.first().map_or("", String::as_str);
    let child = Child::spawn(command(invocation)).map_err(|source| {
        if source.kind() == io::ErrorKind::NotFound {
            RunError::Missing {
                program: program.to_owned(),
            }
        } else {
            refused(program, source)
        }
    })?;
    child
        .watch(invocation.timeout, output, &|number| {
            stop(invocation, number);
        })
        .map_err(|source| refused(program, source))
}

/// Opens an address with the program that the person has chosen for it.
pub(super) fn open(address: &str) -> io::Result<()> {
    open::that_detached(address)
}

/// Has the process with a number stopped by what may.
fn stop(invocation: &Invocation<'_>, number: u32) {
    let Some(stop) = invocation.stop else {
        return;
    };
    let argv = [stop, &[number.to_string()]].concat();
    let mut command = command(&Invocation {
        argv: &argv,
        held: None,
        ..*invocation
    });
    command.stdout(Stdio::null()).stderr(Stdio::null());
    in_own_group(&mut command);
    // Where it cannot be stopped it is left behind.
    drop(command.status());
}

/// `sudo` hands no signal on that comes from the group of its own program.
#[cfg(unix)]
fn in_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
fn in_own_group(_command: &mut Command) {}

fn refused(program: &str, source: io::Error) -> RunError {
    RunError::Refused {
        program: program.to_owned(),
        source,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where programs are started"
)]
fn command(invocation: &Invocation<'_>) -> Command {
    let argv = invocation.argv;
    let (program, arguments) = argv
        .split_first()
        .map_or(("", argv), |(program, rest)| (program.as_str(), rest));
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(kept(env::vars_os()))
        .stdin(input(invocation.held))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Returns an input that is empty, and keeps a file's lock for as long as it is open.
#[cfg(unix)]
fn input(held: Option<&File>) -> Stdio {
    let file = held.and_then(|file| file.try_clone().ok());
    file.map_or_else(Stdio::null, Stdio::from)
}

/// Returns an input that is empty. A lock is the process's own here, and ends with it.
#[cfg(not(unix))]
fn input(_held: Option<&File>) -> Stdio {
    Stdio::null()
}

/// Returns the variables that a program gets to see; Windows does not tell their letters' case apart.
fn kept(
    variables: impl Iterator<Item = (OsString, OsString)>,
) -> impl Iterator<Item = (OsString, OsString)> {
    let kept = variables.filter(|(name, _)| {
        name.to_str().is_some_and(|name| {
            name.starts_with("LC_") || KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name))
        })
    });
    kept.map(|(name, value)| {
        if name.eq_ignore_ascii_case("PATH") {
            let value = without_relative(&value);
            (name, value)
        } else {
            (name, value)
        }
    })
}

/// Returns a list of folders without those that depend on the current one: no program is found by where naosu was started.
fn without_relative(path: &OsStr) -> OsString {
    let folders = env::split_paths(path).filter(|folder| folder.is_absolute());
    // What was split just now can be joined.
    env::join_paths(folders).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::system::Ending;

    #[test]
    fn a_program_sees_only_a_clean_environment() {
        let names = ["LD_PRELOAD", "path", "LC_ALL", "IFS", "HOME", "PYTHONPATH"];
        let variables = names.map(|name| (OsString::from(name), OsString::new()));
        let seen: Vec<_> = kept(variables.into_iter()).map(|(name, _)| name).collect();
        assert_eq!(seen, ["path", "LC_ALL", "HOME"]);
    }

    #[cfg(unix)]
    #[test]
    fn no_program_is_looked_for_in_the_current_folder() {
        let path = |text: &str| without_relative(OsStr::new(text));
        assert_eq!(path("/usr/bin::.:bin:/bin"), "/usr/bin:/bin");
        assert_eq!(path(""), "");
        let variables = [("PATH".into(), "./here:/bin".into())].into_iter();
        let seen: Vec<_> = kept(variables).collect();
        assert_eq!(seen, [("PATH".into(), "/bin".into())]);
    }

    /// Runs a program and returns how it ended, how many bytes it printed and the first of them.
    fn run(argv: &[&str], timeout: Duration) -> Result<(Finish, usize, Vec<u8>), RunError> {
        let argv: Vec<_> = argv.iter().map(|&argument| argument.to_owned()).collect();
        let invocation = Invocation {
            argv: &argv,
            timeout,
            held: None,
            stop: None,
        };
        let (mut n_bytes, mut first) = (0, Vec::new());
        let finish = super::run(&invocation, &mut |bytes| {
            n_bytes += bytes.len();
            if first.len() < 1_000 {
                first.extend_from_slice(bytes);
            }
        })?;
        Ok((finish, n_bytes, first))
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&["naosu-no-such-program"], LONG).unwrap_err();
        assert!(
            matches!(error, RunError::Missing { program } if program == "naosu-no-such-program")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_program_gets_its_arguments_as_they_are_and_its_output_is_heard() {
        let (finish, _, said) = run(&["printf", "%s|", "a b", "$HOME", ";ls"], LONG).unwrap();
        assert_eq!(said, b"a b|$HOME|;ls|");
        assert!(finish.ending.is_success());
        let (finish, _, said) = run(&["ls", "/naosu/no/such/file"], LONG).unwrap();
        assert!(!finish.ending.is_success() && !said.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_cannot_ask_for_input() {
        let (finish, n_bytes, _) = run(&["cat"], LONG).unwrap();
        assert!(finish.ending.is_success() && n_bytes == 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_holds_the_lock_of_its_input_until_its_end() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let again = || File::options().read(true).write(true).open(file.path());
        let held = again().unwrap();
        held.try_lock().unwrap();
        let argv = ["cat".to_owned()];
        let invocation = |held| Invocation {
            argv: &argv,
            timeout: LONG,
            held: Some(held),
            stop: None,
        };
        let mut child = command(&invocation(&held)).spawn().unwrap();
        drop(held);
        // The input is empty, so the program ends, and only then lets go.
        child.wait().unwrap();
        assert!(again().unwrap().try_lock().is_ok());
        let held = again().unwrap();
        held.try_lock().unwrap();
        let argv = ["sleep".to_owned(), "60".to_owned()];
        let sleep = Invocation {
            argv: &argv,
            timeout: LONG,
            held: Some(&held),
            stop: None,
        };
        let mut child = command(&sleep).spawn().unwrap();
        drop(held);
        assert!(again().unwrap().try_lock().is_err());
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(again().unwrap().try_lock().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_stopped_when_its_time_is_up() {
        for argv in [&["sleep", "60"][..], &["yes"]] {
            let (finish, ..) = run(argv, Duration::from_millis(200)).unwrap();
            assert_eq!(finish.ending, Ending::TimedOut);
            assert!(finish.duration < Duration::from_secs(10));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_flood_of_output_passes_through() {
        let argv = ["head", "-c", "20000000", "/dev/zero"];
        let (finish, n_bytes, _) = run(&argv, LONG).unwrap();
        assert!(finish.ending.is_success());
        assert_eq!(n_bytes, 20_000_000);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_left_behind_does_not_hold_the_fix_up() {
        let (finish, ..) = run(&["sh", "-c", "sleep 30 & echo started"], LONG).unwrap();
        assert!(finish.ending.is_success());
        assert!(finish.duration < Duration::from_secs(10));
    }
    #[test]
    fn no_program_at_all_is_an_error() {
        for argv in [&[][..], &[""], &["a\0b"]] {
            assert!(run(argv, LONG).is_err(), "{argv:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_program_says_how_it_ended() {
        let ending = |argv: &[&str]| run(argv, LONG).unwrap().0.ending;
        assert_eq!(ending(&["true"]), Ending::Exited { code: 0 });
        assert_eq!(ending(&["false"]), Ending::Exited { code: 1 });
        // The shell is the program under test.
        assert_eq!(ending(&["sh", "-c", "kill -KILL $$"]), Ending::Killed);
    }

    #[cfg(unix)]
    #[test]
    fn output_comes_while_the_program_runs() {
        let argv = ["yes".to_owned()];
        let invocation = Invocation {
            argv: &argv,
            timeout: Duration::from_millis(200),
            held: None,
            stop: None,
        };
        let mut n_chunks = 0;
        super::run(&invocation, &mut |_| n_chunks += 1).unwrap();
        assert!(n_chunks > 1);
    }

    #[cfg(unix)]
    #[test]
    fn no_other_variable_reaches_a_program() {
        let (_, _, said) = run(&["env"], LONG).unwrap();
        for line in String::from_utf8_lossy(&said).lines() {
            let name = line.split('=').next().unwrap_or_default();
            assert!(name.starts_with("LC_") || KEPT.contains(&name), "{name}");
        }
        // The test runner's own variable, which is there to be left out.
        assert!(env::var_os("CARGO_MANIFEST_DIR").is_some());
    }
}
