//! Names by which this machine and its person can be known, looked for in a finished text: whole, and cut.
//!
//! Upper and lower case, width, accents, either slash, invisible characters and the marks of Markdown make no difference.

mod folded;
mod forms;
mod kind;

use std::ops::Range;

use folded::Folded;
use forms::Forms;

pub use kind::IdentifierKind;

/// Everything by which this machine and its person are known.
#[derive(Clone, Debug, Default)]
pub struct Identifiers(Vec<Forms>);

/// How a text marks what is no ordinary letter in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Not at all.
    Plain,
    /// By a backslash, as Markdown does.
    Markdown,
}

impl Identifiers {
    /// Adds a name. One that says nothing of anybody (`root`, `localhost`), or has one letter, is left out.
    pub fn add(&mut self, kind: IdentifierKind, name: &str) {
        self.0.extend(Forms::new(kind, name));
    }

    /// Returns a text with every name in it, whole or cut, replaced by what it is, such as `<user>`.
    ///
    /// A name of two or three letters counts only where it stands as a word. A piece counts where it is the beginning or the
    /// end of a name, at least two thirds of it and four letters (of Japanese, half of it and two), and stands as a word; eight letters in a
    /// row count anywhere.
    #[must_use]
    pub fn mask(&self, text: &str, marks: Marks) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for (span, kind) in self.spans(text, marks) {
            masked.push_str(&text[from..span.start]);
            masked.push_str(match marks {
                Marks::Plain => kind.mask(),
                Marks::Markdown => kind.escaped_mask(),
            });
            from = span.end;
        }
        masked.push_str(&text[from..]);
        masked
    }

    /// Returns where names stand, in order, none overlapping another.
    fn spans(&self, text: &str, marks: Marks) -> Vec<(Range<usize>, IdentifierKind)> {
        let whole = Folded::new(text, marks);
        let bare = whole.bare();
        let mut found = Vec::new();
        for forms in &self.0 {
            let spans = forms.spans(&whole, &bare);
            found.extend(spans.into_iter().map(|span| (span, forms.kind)));
        }
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut apart: Vec<(Range<usize>, IdentifierKind)> = Vec::new();
        for (span, kind) in found {
            match apart.last_mut() {
                Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
                _ => apart.push((span, kind)),
            }
        }
        apart
    }
}

#[cfg(test)]
mod tests;
