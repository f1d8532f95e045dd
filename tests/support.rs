//! The harness: one run of the real binary in a home of its own.

pub(crate) mod certificate;
#[cfg(unix)]
pub(crate) mod fakes;
pub(crate) mod host;
#[cfg(unix)]
pub(crate) mod ledger;
pub(crate) mod server;
#[cfg(unix)]
pub(crate) mod terminal;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

/// The binary under test.
const BINARY: &str = env!("CARGO_BIN_EXE_naosu");
/// A small pack whose texts are the tests' own.
const LAMP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/lamp");

/// One run and what must come of it. Nothing is expected on stdout and stderr, and exit code 0, unless said otherwise.
pub(crate) struct Case {
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    stdin: Vec<u8>,
    stdout: Expected,
    stderr: Expected,
    home: Arc<TempDir>,
    /// Whether it runs without the rights of an administrator, whoever runs the tests.
    #[cfg(unix)]
    is_ordinary: bool,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The exit code; `None` where a signal ended it.
    pub(crate) code: Option<i32>,
}

impl Ran {
    /// Returns the one JSON object on stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout is no JSON: {error}\n{self:?}"))
    }

    /// Returns the JSON objects on stdout, one a line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let objects = self.stdout.lines().map(serde_json::from_str);
        objects
            .collect::<Result<_, _>>()
            .unwrap_or_else(|error| panic!("a line is no JSON: {error}\n{self:?}"))
    }
}

/// What a stream must hold.
enum Expected {
    Exactly(String),
    Parts {
        has: Vec<String>,
        lacks: Vec<String>,
    },
}

impl Case {
    /// Returns a run without arguments, input and environment, but for a home, English and 80 columns.
    pub(crate) fn new() -> Self {
        Self::at(&home())
    }

    /// Returns such a run in a home that others share.
    pub(crate) fn at(home: &Arc<TempDir>) -> Self {
        let case = Self {
            args: Vec::new(),
            env: Vec::new(),
            stdin: Vec::new(),
            stdout: Expected::Exactly(String::new()),
            stderr: Expected::Exactly(String::new()),
            home: Arc::clone(home),
            #[cfg(unix)]
            is_ordinary: false,
        };
        case.env("COLUMNS", "80")
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm")
            .env("PATH", "")
            .env("NAOSU_NO_CHECK", "1")
    }

    /// Returns a run with the small pack alone, which may run nothing.
    pub(crate) fn lamp() -> Self {
        Self::new().with_lamp()
    }

    /// Leaves the built-in pack out and takes the small one.
    pub(crate) fn with_lamp(self) -> Self {
        self.args(["--no-builtin", "--knowledge", LAMP])
    }

    /// Adds arguments.
    pub(crate) fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets a variable; the last one counts.
    pub(crate) fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Sets what comes from stdin.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Runs it as somebody who has not the rights of an administrator, whoever runs the tests.
    #[cfg(unix)]
    pub(crate) fn ordinary(mut self) -> Self {
        self.is_ordinary = true;
        let cache = self.home().join("cache");
        self.env("NAOSU_CACHE_DIR", cache)
    }

    /// Expects exactly this on stdout.
    pub(crate) fn stdout(mut self, text: impl Into<String>) -> Self {
        self.stdout = Expected::Exactly(text.into());
        self
    }

    /// Expects this on stderr.
    pub(crate) fn stderr(mut self, text: impl Into<String>) -> Self {
        self.stderr = Expected::Exactly(text.into());
        self
    }

    /// Expects this within stdout.
    pub(crate) fn stdout_has(mut self, part: &str) -> Self {
        self.stdout.parts().0.push(part.to_owned());
        self
    }

    /// Expects stdout without this.
    pub(crate) fn stdout_lacks(mut self, part: &str) -> Self {
        self.stdout.parts().1.push(part.to_owned());
        self
    }

    /// Expects this within stderr.
    pub(crate) fn stderr_has(mut self, part: &str) -> Self {
        self.stderr.parts().0.push(part.to_owned());
        self
    }

    /// Returns the home of the run.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Runs the binary and compares stdout, stderr and the exit code.
    #[track_caller]
    pub(crate) fn exit(self, code: i32) {
        let Ran {
            stdout,
            stderr,
            code: found,
        } = self.ran();
        let seen = format!("--- stdout\n{stdout}\n--- stderr\n{stderr}");
        self.stdout.compare("stdout", &stdout, &seen);
        self.stderr.compare("stderr", &stderr, &seen);
        assert_eq!(found, Some(code), "{seen}");
    }

    /// Returns the environment of the run; nothing else is passed on.
    fn environment(&self) -> Vec<(OsString, OsString)> {
        let home = self.home().as_os_str().to_owned();
        let own = ["HOME", "USERPROFILE", "LOCALAPPDATA", "NAOSU_STATE_DIR"];
        let mut env: Vec<_> = own.map(|name| (name.into(), home.clone())).to_vec();
        // The pack is compiled once for all tests, not once a run.
        let cache = concat!(env!("CARGO_TARGET_TMPDIR"), "/cache");
        let given = std::env::var_os("NAOSU_CACHE_DIR");
        env.push((
            "NAOSU_CACHE_DIR".into(),
            given.unwrap_or_else(|| cache.into()),
        ));
        // Windows starts no process without it.
        let root = std::env::var_os("SystemRoot");
        env.extend(root.map(|root| ("SystemRoot".into(), root)));
        env.extend(self.env.clone());
        env
    }

    /// Runs the binary and returns what it left behind.
    pub(crate) fn ran(&self) -> Ran {
        ended(&mut self.command(), &self.stdin)
    }

    /// Runs the binary, which must end with 0, and returns what it left behind.
    #[track_caller]
    pub(crate) fn went_well(&self) -> Ran {
        let ran = self.ran();
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran
    }

    /// Runs the binary with a reader of stdout that has gone away already.
    pub(crate) fn ran_into_a_closed_pipe(&self) -> Ran {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let child = self.command().stdout(writer).spawn();
        let output = child.and_then(Child::wait_with_output).expect("a run");
        Ran {
            stdout: String::new(),
            stderr: String::from_utf8(output.stderr).expect("text on stderr"),
            code: output.status.code(),
        }
    }

    /// Starts the binary with its streams piped.
    pub(crate) fn spawn(&self) -> Child {
        self.command().spawn().expect("the binary starts")
    }

    /// Runs the binary by another program, which gets it and its arguments behind its own; it must end with `code`.
    #[allow(dead_code, reason = "the target with the rights to it uses it")]
    #[track_caller]
    pub(crate) fn stdout_under(&self, program: &Path, arguments: &[&str], code: i32) -> String {
        let ran = self.ran_under(program, arguments);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        ran.stdout
    }

    /// Runs it started by another program with these arguments.
    pub(crate) fn ran_under(&self, program: &Path, arguments: &[&str]) -> Ran {
        let mut by = start(program);
        by.args(arguments).arg(BINARY).args(&self.args);
        ended(self.set_up(&mut by), &self.stdin)
    }

    fn command(&self) -> Command {
        let mut command = command();
        command.args(&self.args);
        self.set_up(&mut command);
        command
    }

    /// Gives a command the home, the environment and the streams of the run.
    fn set_up<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        #[cfg(unix)]
        self.give_user(command);
        command
            .env_clear()
            .envs(self.environment())
            .current_dir(self.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
    }
}

#[cfg(unix)]
impl Case {
    /// Lets a command run as the user of the run, to whom the home belongs.
    fn give_user(&self, command: &mut Command) {
        use std::os::unix::fs::chown;
        use std::os::unix::process::CommandExt;

        /// Who has no rights, on every system.
        const NOBODY: u32 = 65534;
        if self.is_ordinary && rustix::process::geteuid().is_root() {
            chown(self.home(), Some(NOBODY), Some(NOBODY)).expect("a home of one's own");
            command.uid(NOBODY).gid(NOBODY);
        }
    }
}

/// Runs a command to its end, with these bytes on stdin.
fn ended(command: &mut Command, stdin: &[u8]) -> Ran {
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("stdin is piped");
    let bytes = stdin.to_vec();
    // A run that reads nothing may have ended already; that is no failure of the test.
    let writer = thread::spawn(move || drop(pipe.write_all(&bytes)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("text on stdout"),
        stderr: String::from_utf8(output.stderr).expect("text on stderr"),
        code: output.status.code(),
    }
}

/// Returns a new home.
pub(crate) fn home() -> Arc<TempDir> {
    Arc::new(tempfile::tempdir().expect("a temporary folder"))
}

impl Expected {
    /// Returns what must and must not be within the stream, in place of an exact text.
    fn parts(&mut self) -> (&mut Vec<String>, &mut Vec<String>) {
        if let Self::Exactly(_) = self {
            *self = Self::Parts {
                has: Vec::new(),
                lacks: Vec::new(),
            };
        }
        match self {
            Self::Parts { has, lacks } => (has, lacks),
            Self::Exactly(_) => unreachable!("it was replaced just now"),
        }
    }

    #[track_caller]
    fn compare(&self, name: &str, found: &str, seen: &str) {
        match self {
            Self::Exactly(text) => assert_eq!(found, text, "{name} differs\n{seen}"),
            Self::Parts { has, lacks } => {
                for part in has {
                    assert!(found.contains(part), "{name} lacks `{part}`\n{seen}");
                }
                for part in lacks {
                    assert!(!found.contains(part), "{name} has `{part}`\n{seen}");
                }
            }
        }
    }
}

fn command() -> Command {
    start(Path::new(BINARY))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the harness starts the binary under test, and what starts it"
)]
fn start(program: &Path) -> Command {
    Command::new(program)
}
