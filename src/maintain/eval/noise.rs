use std::fmt;

use clap::ValueEnum;

use super::typo::typo;

/// What is done to a text before it is read, to see what the reading bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Noise {
    /// One typing error, never in a number.
    Typo,
    /// Capitals alone.
    Upper,
    /// Full-width letters, numbers and marks.
    Wide,
    /// No punctuation.
    Bare,
    /// Every space twice.
    Spaces,
}

/// Full-width forms stand this far behind the ASCII ones.
const WIDE_OFFSET: u32 = 0xFEE0;
/// The space of the full-width forms.
const WIDE_SPACE: char = '\u{3000}';

impl Noise {
    /// Returns the text with the noise. The same `seed` and `id` give the same text, whatever other rows there are.
    pub(super) fn on(self, text: &str, id: &str, seed: u64) -> String {
        match self {
            Self::Typo => typo(text, &mut fastrand::Rng::with_seed(mixed(seed, id))),
            Self::Upper => text.to_uppercase(),
            Self::Wide => text.chars().map(wide).collect(),
            Self::Bare => bare(text),
            Self::Spaces => text.chars().flat_map(doubled).collect(),
        }
    }
}

/// Fowler, Noll and Vo's hash, FNV-1a, begun at the seed.
fn mixed(seed: u64, id: &str) -> u64 {
    id.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn wide(character: char) -> char {
    match character {
        ' ' => WIDE_SPACE,
        '!'..='~' => char::from_u32(character as u32 + WIDE_OFFSET).unwrap_or(character),
        _ => character,
    }
}

fn doubled(character: char) -> impl Iterator<Item = char> {
    let n = if character.is_whitespace() { 2 } else { 1 };
    std::iter::repeat_n(character, n)
}

/// Returns the text without marks. Marks between two letters or numbers leave a space, but an apostrophe none.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut marks = String::new();
    for character in text.chars() {
        if is_mark(character) {
            marks.push(character);
            continue;
        }
        let is_apostrophe = matches!(marks.as_str(), "'" | "\u{2019}");
        if !marks.is_empty()
            && !is_apostrophe
            && bare.ends_with(char::is_alphanumeric)
            && character.is_alphanumeric()
        {
            bare.push(' ');
        }
        marks.clear();
        bare.push(character);
    }
    bare
}

/// Returns whether a character is punctuation, of ASCII or in the blocks of punctuation of Unicode.
fn is_mark(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(character, '¡' | '§' | '«' | '·' | '»' | '¿' | '・'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

impl fmt::Display for Noise {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Typo => "typo",
            Self::Upper => "upper",
            Self::Wide => "wide",
            Self::Bare => "bare",
            Self::Spaces => "spaces",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_does_what_it_says() {
        let check = |noise: Noise, text, expected| assert_eq!(noise.on(text, "a", 1), expected);
        check(Noise::Upper, "it's dark", "IT'S DARK");
        check(Noise::Wide, "A 12!", "Ａ　１２！");
        check(Noise::Bare, "it's dark. Why?", "its dark Why");
        check(Noise::Bare, "on/off「暗い」。なぜ", "on off 暗い なぜ");
        check(Noise::Spaces, "it is", "it  is");
    }

    #[test]
    fn the_same_seed_and_row_give_the_same_typing_error() {
        let text = "another lamp works there";
        let typo = |id, seed| Noise::Typo.on(text, id, seed);
        assert_eq!(typo("a", 7), typo("a", 7));
        assert_ne!(typo("a", 7), text);
        let differing = (0..20).filter(|seed| typo("a", *seed) != typo("b", *seed));
        assert!(differing.count() > 10);
    }
}
