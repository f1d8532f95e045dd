use std::io::{self, IsTerminal, Write};
use std::path::Path;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::act::site_data::{SiteData, Treated};
use crate::act::{PlannedStep, Question, Screen};
use crate::knowledge::Lang;
use crate::render::{Page, Paper};
use crate::system::Finish;

use super::course::{
    BACKED_UP, BACKED_UP_SOMEWHERE, FORGIVEN, NOT_OPENED, PASSWORD, begin, ended, prompt, way_back,
};
use super::site_data::{cleared, restored};

/// The terminal that a fix is carried out at. A yes is read from a terminal only; what programs print goes to
/// `out`, the course of the fix and its questions to standard error.
pub(crate) struct TerminalScreen<'a> {
    paper: Paper<'a>,
    lang: Lang,
    out: &'a mut dyn Write,
    err: io::Stderr,
}

impl<'a> TerminalScreen<'a> {
    /// Returns a screen that speaks `lang`, as wide as `paper`, which has no colours.
    pub(crate) fn new(paper: Paper<'a>, lang: Lang, out: &'a mut dyn Write) -> Self {
        Self {
            paper,
            lang,
            out,
            err: io::stderr(),
        }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.show(|page| page.line(text))
    }

    fn show(&mut self, write: impl FnOnce(&mut Page<'_>)) -> io::Result<()> {
        self.out.flush()?;
        let mut page = self.paper.page(self.lang);
        write(&mut page);
        self.err.write_all(page.finish().as_bytes())
    }
}

impl Screen for TerminalScreen<'_> {
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        self.out.flush()?;
        if !self.is_attended() {
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

    fn elevate(&mut self) -> io::Result<()> {
        self.tell(PASSWORD.get(self.lang))
    }

    fn begin(&mut self, step: &PlannedStep, n_steps: usize) -> io::Result<()> {
        let is_attended = self.is_attended();
        self.show(|page| begin(page, step, n_steps, is_attended))
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

    fn cleared(&mut self, treated: &[Treated], data: &SiteData) -> io::Result<()> {
        self.show(|page| cleared(page, treated, data))
    }

    fn restored(&mut self, treated: &[Treated]) -> io::Result<()> {
        self.show(|page| restored(page, treated))
    }

    fn forgive(&mut self, _step: &PlannedStep) -> io::Result<()> {
        self.tell(FORGIVEN.get(self.lang))
    }

    fn not_opened(&mut self, address: &str) -> io::Result<()> {
        self.tell(&NOT_OPENED.fill(self.lang, &[("address", address)]))
    }

    fn stopped(&mut self, ran: &[&PlannedStep], journal: Option<&Path>) -> io::Result<()> {
        self.show(|page| way_back(page, ran, journal))
    }

    fn is_attended(&self) -> bool {
        io::stdin().is_terminal()
    }
}

/// Returns what Ctrl-C and Ctrl-D stand for: no consent, a step that was not done, an outcome that is not known.
fn unanswered(question: &Question<'_>) -> &'static str {
    match question {
        Question::Consent | Question::TypeId(_) | Question::Done | Question::Close(_) => "n",
        Question::Working => "?",
    }
}
