use std::mem;

/// The longest escape sequence that is left out; what claims to be longer is shown as text.
const LONGEST_SEQUENCE: usize = 256;

/// Makes a stream of bytes harmless to a terminal: only text, line breaks and tabs are left of it.
///
/// Escape sequences are left out, other control characters and invalid UTF-8 become `�`.
#[derive(Debug, Default)]
pub struct Harmless {
    /// The beginning of a character whose rest has not come yet; at most 3 bytes.
    pending: Vec<u8>,
    place: Place,
    after_return: bool,
}

/// Where in the stream the next character stands.
#[derive(Clone, Copy, Debug, Default)]
enum Place {
    #[default]
    Text,
    /// Behind an escape character.
    Escape,
    /// In `ESC [ …`, which ends with a letter.
    Control(usize),
    /// In `ESC ] …` and its like, which end with BEL or `ESC \`.
    Message(usize),
}

impl Harmless {
    /// Returns a whole text made harmless.
    #[must_use]
    pub fn text(text: &str) -> String {
        let mut harmless = Self::default();
        let mut shown = harmless.feed(text.as_bytes());
        shown.push_str(&harmless.finish());
        shown
    }

    /// Returns what may be shown of the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> String {
        let mut buffer = mem::take(&mut self.pending);
        buffer.extend_from_slice(bytes);
        let mut shown = String::new();
        let mut chunks = buffer.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            chunk.valid().chars().for_each(|c| self.take(c, &mut shown));
            let invalid = chunk.invalid();
            if chunks.peek().is_none() && is_beginning(invalid) {
                self.pending = invalid.to_vec();
            } else if !invalid.is_empty() {
                self.take(char::REPLACEMENT_CHARACTER, &mut shown);
            }
        }
        shown
    }

    /// Returns what is left at the end of the stream.
    pub fn finish(&mut self) -> String {
        let mut shown = String::new();
        if mem::take(&mut self.after_return) {
            shown.push('\n');
        }
        if !mem::take(&mut self.pending).is_empty() {
            shown.push(char::REPLACEMENT_CHARACTER);
        }
        shown
    }

    fn take(&mut self, c: char, shown: &mut String) {
        self.place = match (self.place, c) {
            (Place::Text | Place::Message(_), '\u{1b}') | (Place::Escape, ' '..='/') => {
                Place::Escape
            }
            (Place::Text, '\u{9b}') | (Place::Escape, '[') => Place::Control(0),
            (Place::Escape, ']' | 'P' | 'X' | '^' | '_') => Place::Message(0),
            (Place::Control(length), ' '..='?') if length < LONGEST_SEQUENCE => {
                Place::Control(length + 1)
            }
            (Place::Escape, '0'..='~')
            | (Place::Control(_), '@'..='~')
            | (Place::Message(_), '\u{7}') => Place::Text,
            (Place::Message(length), c) if length < LONGEST_SEQUENCE && !c.is_control() => {
                Place::Message(length + 1)
            }
            _ => {
                self.show(c, shown);
                Place::Text
            }
        };
    }

    fn show(&mut self, c: char, shown: &mut String) {
        if mem::take(&mut self.after_return) && c != '\n' {
            shown.push('\n');
        }
        match c {
            '\r' => self.after_return = true,
            '\n' | '\t' => shown.push(c),
            _ if c.is_control() || reorders(c) => shown.push(char::REPLACEMENT_CHARACTER),
            _ => shown.push(c),
        }
    }
}

/// Returns whether the character changes the order in which others are shown: a command could be made to look like another.
fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether the bytes are the beginning of a character that is not complete yet.
fn is_beginning(bytes: &[u8]) -> bool {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => return false,
    };
    bytes.len() < length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Harmless::text(text), expected, "{text:?}");
    }

    #[test]
    fn text_line_breaks_and_tabs_stay() {
        check("a\tb\nアクセス拒否 é 😀\n", "a\tb\nアクセス拒否 é 😀\n");
    }

    #[test]
    fn escape_sequences_are_left_out() {
        check(
            "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}plain",
            "red plain",
        );
        check("\u{1b}]8;;https://x\u{1b}\\link\u{1b}(B\u{9b}2J!", "link!");
        check("\u{1b}]never ended\nnext", "\nnext");
    }

    #[test]
    fn an_endless_sequence_hides_nothing_for_long() {
        let text = format!("\u{1b}]{}end", "x".repeat(10_000));
        assert!(Harmless::text(&text).ends_with("xend"));
    }

    #[test]
    fn other_controls_and_reordering_marks_are_replaced() {
        check("a\u{8}b\u{0}c\u{7}\u{202e}d\u{61c}e", "a�b�c��d�e");
    }

    #[test]
    fn carriage_returns_become_line_breaks() {
        check("10 %\r20 %\r\ndone\r", "10 %\n20 %\ndone\n");
    }

    #[test]
    fn a_character_may_come_in_pieces() {
        let mut harmless = Harmless::default();
        let shown: String = "エラー😀"
            .bytes()
            .map(|byte| harmless.feed(&[byte]))
            .collect();
        assert_eq!(shown, "エラー😀");
        assert_eq!(harmless.feed(b"\xff\xe3"), "�");
        assert_eq!(harmless.finish(), "�");
    }
}
