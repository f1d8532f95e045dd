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

    /// Tells the person; nothing where there is nothing to tell, or nobody to tell it to. Lines are wrapped to `width`,
    /// where there is one.
    pub(crate) fn report(&self, err: &mut dyn Write, color: bool, width: Option<usize>) {
        if self.exit == Exit::Ok {
            return;
        }
        let colors = Colors { on: color };
        let mut text = self.detail.clone();
        text += &hanging(&colors.bad("error:"), &self.message, width);
        if let Some(hint) = &self.hint {
            text += &hanging(&colors.typed("hint:"), hint, width);
        }
        drop(err.write_all(text.as_bytes()));
    }
}

/// Returns a message behind its label. Only its first line is wrapped: what has several was laid out already.
fn hanging(label: &str, message: &str, width: Option<usize>) -> String {
    let message = Harmless::text(message);
    let (first, rest) = message.split_at(message.find('\n').unwrap_or(message.len()));
    let lead = format!("{label} ");
    let Some(width) = width else {
        return format!("{lead}{message}\n");
    };
    let indent = " ".repeat(textwrap::core::display_width(&lead));
    // A path or an address that is torn cannot be copied.
    let options = textwrap::Options::new(width)
        .initial_indent(&lead)
        .subsequent_indent(&indent)
        .break_words(false);
    format!("{}{rest}\n", textwrap::fill(first, options))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_hangs_below_its_label_in_a_narrow_terminal() {
        let failure = Failure::new(Exit::Fix, "手順2を実行できませんでした。".repeat(4))
            .hint("the steps after it were not taken; the journal says what was");
        let report = |width| {
            let mut text = Vec::new();
            failure.report(&mut text, false, width);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(report(None).lines().count(), 2);
        let narrow = report(Some(40));
        assert!(narrow.lines().count() > 4, "{narrow}");
        for line in narrow.lines() {
            assert!(textwrap::core::display_width(line) <= 40, "{line}");
            let leads = ["error: ", "hint: ", "       ", "      "];
            assert!(leads.iter().any(|lead| line.starts_with(lead)), "{line}");
        }
    }
}
