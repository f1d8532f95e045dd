//! Programs that only tell how the system is set up. They find no folder to keep anything in but one that is thrown away.

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::{Command, Stdio};

use super::child::Child;
use super::{Finish, Invocation, RunError};

/// The variables of the environment that such a program gets to see; the rest could change what it does.
const KEPT: [&str; 11] = [
    "PATH",
    "HOME",
    "SystemRoot",
    "windir",
    "TEMP",
    "TMP",
    "DBUS_SESSION_BUS_ADDRESS",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
];
/// The variables that name folders in which some programs keep something at every run.
const THROWN_AWAY: [&str; 2] = ["XDG_RUNTIME_DIR", "XDG_CACHE_HOME"];

/// Runs a program to its end and hands over what it prints; its complaints are no answer.
pub(super) fn run(
    invocation: &Invocation<'_>,
    output: &mut dyn FnMut(&[u8]),
) -> Result<Finish, RunError> {
    let program = invocation.argv.first().map_or("", String::as_str);
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => RunError::Missing {
            program: program.to_owned(),
        },
        _ => RunError::Refused {
            program: program.to_owned(),
            source,
        },
    };
    let folder = tempfile::tempdir().map_err(refused)?;
    let mut command = command(invocation.argv);
    command.envs(THROWN_AWAY.map(|name| (name, folder.path())));
    let child = Child::spawn(command).map_err(refused)?;
    // What only reads has no rights of its own, so nothing else is needed to stop it.
    child
        .watch(invocation.timeout, output, &|_| ())
        .map_err(refused)
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a check asks is started here, with less of the environment than what a fix does"
)]
fn command(argv: &[String]) -> Command {
    let (program, arguments) = argv
        .split_first()
        .map_or(("", argv), |(program, rest)| (program.as_str(), rest));
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(kept(env::vars_os()))
        // Words that are translated say the same everywhere.
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// Returns the variables that a program gets to see; Windows does not tell their letters' case apart.
fn kept(
    variables: impl Iterator<Item = (OsString, OsString)>,
) -> impl Iterator<Item = (OsString, OsString)> {
    variables.filter(|(name, _)| {
        let name = name.to_str();
        name.is_some_and(|name| KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name)))
    })
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_what_is_printed_is_read_and_what_is_kept_is_thrown_away() {
        let script =
            "echo told; echo complaint >&2; echo x > $XDG_RUNTIME_DIR/kept; echo $XDG_RUNTIME_DIR";
        let argv = ["sh", "-c", script].map(str::to_owned);
        let invocation = Invocation {
            argv: &argv,
            timeout: Duration::from_secs(5),
            held: None,
            stop: None,
        };
        let mut said = Vec::new();
        run(&invocation, &mut |bytes| said.extend_from_slice(bytes)).expect("a shell");
        let said = String::from_utf8(said).expect("text");
        let (told, folder) = said.trim().split_once('\n').expect("two lines");
        assert_eq!(told, "told");
        assert!(!std::path::Path::new(folder).exists(), "{folder}");
    }
}
