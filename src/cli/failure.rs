use std::io::{self, Write};

use crate::chat::ChatError;
use crate::render::Colors;
use crate::system::Harmless;

use super::Exit;

/// Why a subcommand could not do what was asked: the message, what to do next, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What went wrong and where: lowercase, no final period, names in backticks.
    pub(crate) message: String,
    /// What was found, line by line, before the message; empty where the message says all.
    pub(crate) detail: String,
    /// What to do next: an imperative and a command to type.
    pub(crate) hint: Option<String>,
    /// The exit code; [`Exit::Ok`] where there is nothing to report.
    pub(crate) exit: Exit,
}

impl Failure {
    /// Returns a failure without a hint.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            detail: String::new(),
            hint: None,
            exit,
        }
    }

    /// Returns the failure with a hint.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Returns the failure with what was found, line by line.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Tells the person; nothing where there is nothing to tell, or nobody to tell it to.
    pub(crate) fn report(&self, err: &mut dyn Write, color: bool) {
        if self.exit == Exit::Ok {
            return;
        }
        let colors = Colors { on: color };
        let error = colors.bad("error:");
        let hint = self.hint.as_ref().map_or(String::new(), |hint| {
            format!("{} {}\n", colors.typed("hint:"), Harmless::text(hint))
        });
        let message = Harmless::text(&self.message);
        let text = format!("{}{error} {message}\n{hint}", self.detail);
        drop(err.write_all(text.as_bytes()));
    }
}

/// The answer could not be written. A reader that has gone away is no failure.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let exit = match error.kind() {
            io::ErrorKind::BrokenPipe => Exit::Ok,
            _ => Exit::Machine,
        };
        Self::new(exit, format!("cannot read or write: {error}"))
    }
}

impl From<ChatError> for Failure {
    fn from(error: ChatError) -> Self {
        match error {
            ChatError::Input(error) => Self::new(Exit::Usage, error.to_string())
                .hint("`naosu search WORDS` shows what there is"),
            ChatError::Io(error) => error.into(),
        }
    }
}
