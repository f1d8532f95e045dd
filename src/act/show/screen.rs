use std::io::{self, IsTerminal, Write};
use std::path::Path;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::act::{PlannedStep, Question, Screen};
use crate::knowledge::Lang;
use crate::system::{Finish, Platform};

use super::course::{
    BACKED_UP, BACKED_UP_SOMEWHERE, FORGIVEN, NOT_OPENED, STEP, ended, prompt, step_text,
};

/// The terminal that a fix is carried out at. A yes is read from a terminal only; what programs print goes to
/// `out`, the course of the fix and its questions to standard error.
pub(crate) struct TerminalScreen<'a> {
    lang: Lang,
    out: &'a mut dyn Write,
    err: io::Stderr,
}

impl<'a> TerminalScreen<'a> {
    /// Returns a screen that speaks `lang`.
    pub(crate) fn new(lang: Lang, out: &'a mut dyn Write) -> Self {
        Self {
            lang,
            out,
            err: io::stderr(),
        }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.err, "{text}")
    }
}

impl Screen for TerminalScreen<'_> {
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        self.out.flush()?;
        if !io::stdin().is_terminal() {
            return Ok(None);
        }
        let mut editor = DefaultEditor::new().map_err(io::Error::other)?;
        match editor.readline(&prompt(question, self.lang)) {
            Ok(line) => Ok(Some(line)),
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => {
                Ok(Some(unanswered(question).to_owned()))
            }
            Err(ReadlineError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    fn begin(&mut self, step: &PlannedStep, n_steps: usize) -> io::Result<()> {
        let (number, count) = (step.number.to_string(), n_steps.to_string());
        let heading = STEP.fill(self.lang, &[("number", &number), ("count", &count)]);
        self.tell(&format!(
            "{heading}: {}",
            step_text(step, Platform::current(), self.lang)
        ))
    }

    fn backup(&mut self, folder: Option<&Path>) -> io::Result<()> {
        let text = match folder {
            Some(folder) => BACKED_UP.fill(self.lang, &[("folder", &folder.display().to_string())]),
            None => BACKED_UP_SOMEWHERE.get(self.lang).to_owned(),
        };
        self.tell(&text)
    }

    fn output(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    fn end(&mut self, finish: &Finish) -> io::Result<()> {
        self.tell(&ended(finish, self.lang))
    }

    fn forgive(&mut self, _step: &PlannedStep) -> io::Result<()> {
        self.tell(FORGIVEN.get(self.lang))
    }

    fn not_opened(&mut self, address: &str) -> io::Result<()> {
        self.tell(&NOT_OPENED.fill(self.lang, &[("address", address)]))
    }
}

/// Returns what Ctrl-C and Ctrl-D stand for: no consent, a step that was not done, an outcome that is not known.
fn unanswered(question: &Question<'_>) -> &'static str {
    match question {
        Question::Consent | Question::TypeId(_) | Question::Done => "n",
        Question::Working => "?",
    }
}
