use serde::Deserialize;

/// The name by which the decoder knows that a place is wanted with a value.
pub(super) const SPANNED: &str = "$spanned";

/// Where a value stands among the files that are being loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Mark {
    /// The position of the file.
    pub(super) file: u32,
    /// The line; the first is 1.
    pub(super) line: u32,
    /// The column in characters; the first is 1.
    pub(super) column: u32,
    /// How many characters the value takes in its first line, with its quotes.
    pub(super) width: u32,
    /// The column at which the text itself starts; 0 where the text is not written letter by letter, as with escapes.
    pub(super) text_column: u32,
}

impl Mark {
    /// Returns the mark of `width` characters of the text, from its byte `offset`; the whole where that cannot be told.
    pub(super) fn part(self, text: &str, offset: usize, width: usize) -> Self {
        let Some(before) = text.get(..offset) else {
            return self;
        };
        if self.text_column == 0 {
            return self;
        }
        let n_before = u32::try_from(before.chars().count()).unwrap_or(0);
        Self {
            column: self.text_column + n_before,
            width: u32::try_from(width).unwrap_or(1),
            ..self
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$spanned")]
pub(super) struct Spanned<T> {
    /// The place.
    pub(super) mark: Mark,
    /// The value.
    pub(super) value: T,
}
