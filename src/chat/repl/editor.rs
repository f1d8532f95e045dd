use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Helper};

use crate::chat::{Line, LineSource, Offer};

/// So many lines are remembered from one conversation to the next.
const MOST_HISTORY: usize = 1000;

/// Lines from the terminal, with editing, history and completion; plain lines where stdin is none.
pub(crate) struct Editor {
    editor: rustyline::Editor<Typing, FileHistory>,
    history: Option<PathBuf>,
}

impl Editor {
    /// Returns an editor that remembers its lines in `history`, where that can be read and written.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be used.
    pub(crate) fn new(history: Option<PathBuf>, color: bool) -> io::Result<Self> {
        let mode = if color {
            ColorMode::Enabled
        } else {
            ColorMode::Disabled
        };
        let config = Config::builder()
            .max_history_size(MOST_HISTORY)
            .map_err(into_io)?
            .completion_type(CompletionType::List)
            .color_mode(mode)
            .auto_add_history(true)
            .build();
        let mut editor = rustyline::Editor::with_config(config).map_err(into_io)?;
        editor.set_helper(Some(Typing::default()));
        if let Some(path) = &history {
            // No history yet is no failure, nor is one that cannot be read.
            drop(editor.load_history(path));
        }
        Ok(Self { editor, history })
    }
}

impl LineSource for Editor {
    fn next_line(&mut self, prompt: &str, offer: &Offer) -> io::Result<Line> {
        if let Some(typing) = self.editor.helper_mut() {
            typing.offer = offer.clone();
        }
        loop {
            return match self.editor.readline(prompt) {
                Ok(text) => Ok(Line::Text(text)),
                Err(ReadlineError::Eof) => Ok(Line::End),
                Err(ReadlineError::Interrupted) => Ok(Line::Interrupted),
                Err(ReadlineError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                    Ok(Line::Garbled)
                }
                Err(ReadlineError::Signal(_)) => continue,
                Err(error) => Err(into_io(error)),
            };
        }
    }
}

impl Drop for Editor {
    /// A conversation is worth more than its history: what cannot be written is left.
    fn drop(&mut self) {
        if let Some(path) = &self.history {
            let folder = path.parent().map(fs::create_dir_all);
            if folder.is_some_and(|created| created.is_ok()) {
                drop(self.editor.append_history(path));
            }
        }
    }
}

fn into_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error),
    }
}

/// Helps while a line is typed.
#[derive(Default)]
struct Typing {
    offer: Offer,
}

impl Typing {
    /// Returns where the completion begins and what can stand there.
    fn candidates(&self, line: &str) -> (usize, Vec<String>) {
        let whole = beginning_with(&self.offer.lines, line);
        if !whole.is_empty() {
            return (0, whole);
        }
        let start = line.rfind(char::is_whitespace).map_or(0, |space| {
            let width = line[space..].chars().next().map_or(0, char::len_utf8);
            space + width
        });
        let word = &line[start..];
        if word.is_empty() {
            return (start, Vec::new());
        }
        (start, beginning_with(&self.offer.words, word))
    }
}

fn beginning_with(offered: &[String], typed: &str) -> Vec<String> {
    let begins = |offer: &&String| offer.starts_with(typed) && offer.len() > typed.len();
    offered.iter().filter(begins).cloned().collect()
}

impl Completer for Typing {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.candidates(&line[..pos]))
    }
}

impl Hinter for Typing {
    type Hint = String;

    fn hint(&self, line: &str, pos: usize, _context: &Context<'_>) -> Option<String> {
        if line.is_empty() || pos < line.len() {
            return None;
        }
        let offered = beginning_with(&self.offer.lines, line);
        offered.first().map(|offer| offer[line.len()..].to_owned())
    }
}

impl Highlighter for Typing {}
impl Validator for Typing {}
impl Helper for Typing {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_completed_before_words() {
        let typing = Typing {
            offer: Offer {
                lines: vec!["/why".to_owned(), "はい".to_owned()],
                words: vec!["change-bulb".to_owned()],
            },
        };
        assert_eq!(typing.candidates("/w"), (0, vec!["/why".to_owned()]));
        assert_eq!(typing.candidates("は"), (0, vec!["はい".to_owned()]));
        let word = vec!["change-bulb".to_owned()];
        assert_eq!(typing.candidates("did cha"), (4, word.clone()));
        assert_eq!(typing.candidates("もう\u{3000}cha"), (9, word));
        assert_eq!(typing.candidates("did "), (4, Vec::new()));
    }
}
