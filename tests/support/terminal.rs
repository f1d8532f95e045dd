//! A conversation with the real binary over a pseudo-terminal.

use rexpect::session::{PtySession, spawn_command};

use super::{Case, command};

/// A run that takes longer than this hangs.
const PATIENCE_MS: u64 = 30_000;

/// The prompt of the conversation as the line editor draws it, while nothing is typed.
pub(crate) const PROMPT: &str = "\u{1b}[K> \r\u{1b}[2C";

/// A conversation: what is expected and what is typed, in turn.
pub(crate) struct Terminal {
    session: PtySession,
    /// What was shown so far, up to what was last expected.
    shown: Vec<u8>,
    /// Keeps the home for as long as the conversation lasts.
    _case: Case,
}

impl Terminal {
    /// Starts a run in a terminal; what the case expects of streams is not compared.
    pub(crate) fn start(case: Case) -> Self {
        Self::of(case, command())
    }

    /// Starts a run in a terminal that is this wide.
    #[expect(
        clippy::disallowed_methods,
        reason = "the run is started by what sets the size of the terminal"
    )]
    pub(crate) fn wide(case: Case, columns: u16) -> Self {
        let size = format!("PATH=/usr/bin:/bin stty cols {columns} rows 24");
        let mut shell = std::process::Command::new("/bin/sh");
        shell
            .args(["-c", &format!("{size} && exec \"$0\" \"$@\"")])
            .arg(command().get_program());
        Self::of(case, shell)
    }

    fn of(case: Case, mut command: std::process::Command) -> Self {
        command
            .args(&case.args)
            .env_clear()
            .envs(case.environment())
            .current_dir(case.home());
        case.give_user(&mut command);
        let session = spawn_command(command, Some(PATIENCE_MS)).expect("a terminal");
        Self {
            session,
            shown: Vec::new(),
            _case: case,
        }
    }

    /// Waits until this is shown.
    #[track_caller]
    pub(crate) fn expect(mut self, text: &str) -> Self {
        match self.session.exp_string(&as_read(text)) {
            Ok(before) => self.shown.extend(bytes(&before)),
            Err(error) => {
                let error = bytes(&error.to_string()).collect::<Vec<_>>();
                let error = String::from_utf8_lossy(&error);
                panic!("`{text}` was not shown: {error}\n{}", self.text())
            }
        }
        self.shown.extend(text.bytes());
        self
    }

    /// Types a line.
    pub(crate) fn send(mut self, line: &str) -> Self {
        self.session
            .send_line(line)
            .expect("the terminal takes a line");
        self
    }

    /// Types a line at the prompt of the conversation.
    #[track_caller]
    pub(crate) fn say(self, line: &str) -> Self {
        self.expect(PROMPT).send(line)
    }

    /// Presses a key together with Ctrl.
    pub(crate) fn control(mut self, key: char) -> Self {
        self.session
            .send_control(key)
            .expect("the terminal takes a key");
        self
    }

    /// Waits for the end, compares the exit code and returns everything that was shown.
    #[track_caller]
    pub(crate) fn exit(mut self, code: i32) -> String {
        match self.session.exp_eof() {
            Ok(rest) => self.shown.extend(bytes(&rest)),
            Err(error) => panic!("the run does not end: {error}\n{}", self.text()),
        }
        let status = self.session.process().wait().expect("an exit code");
        let ended = format!("{status:?}");
        assert!(
            ended.contains(&format!(", {code})")),
            "{ended}\n{}",
            self.text()
        );
        self.text()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.shown).into_owned()
    }
}

/// Returns a text as the terminal is read: each byte as a character.
fn as_read(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// Returns the bytes that were read as characters.
fn bytes(read: &str) -> impl Iterator<Item = u8> {
    read.chars().map(|c| u8::try_from(c).unwrap_or(b'?'))
}
