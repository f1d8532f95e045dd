/// One piece of a normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What kind of piece it is.
    pub kind: Kind,
    /// The piece, normalised; empty for a break.
    pub text: String,
    /// Whether it was written in katakana, which is read as hiragana: no grammatical ending begins within such a word.
    pub katakana: bool,
    /// Whether it stands between quotation marks, beside words that do not.
    pub quoted: bool,
    /// Whether a comma stands before it, or a space between two characters of Japanese.
    pub parted: bool,
}

/// The kinds of pieces that a text falls into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of letters of a script that puts spaces between words.
    Word,
    /// A run of digits.
    Number,
    /// One character of a script without spaces.
    Character,
    /// The end of a sentence or a line.
    Break,
}
