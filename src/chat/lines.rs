use std::collections::VecDeque;
use std::io;

/// One thing that came from whoever talks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Words.
    Text(String),
    /// Bytes that are no text.
    Garbled,
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or the end of the file.
    End,
}

/// What can be typed at a point of the conversation, for completion and hints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Whole lines: the commands and the answers of the pending question.
    pub(crate) lines: Vec<String>,
    /// Words within a line: the ids of the knowledge.
    pub(crate) words: Vec<String>,
}

/// Where the lines of a conversation come from.
pub(crate) trait LineSource {
    /// Returns the next line.
    ///
    /// # Errors
    ///
    /// When the terminal fails.
    fn next_line(&mut self, prompt: &str, offer: &Offer) -> io::Result<Line>;
}

/// Lines that are known beforehand.
impl LineSource for VecDeque<Line> {
    fn next_line(&mut self, _prompt: &str, _offer: &Offer) -> io::Result<Line> {
        Ok(self.pop_front().unwrap_or(Line::End))
    }
}
