use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Marks;

/// What Markdown takes for its own unless a backslash stands before it.
const ESCAPED: &str = "\\`*_[]<>#|";

/// A text as names are looked for in it: each letter in its plainest form, with its place in the text.
pub(super) struct Folded {
    pub(super) letters: Vec<char>,
    /// Where each letter comes from, in bytes.
    pub(super) places: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(text: &str, marks: Marks) -> Self {
        let mut folded = Self {
            letters: Vec::with_capacity(text.len()),
            places: Vec::with_capacity(text.len()),
        };
        let mut rest = text.char_indices().peekable();
        while let Some((start, mut character)) = rest.next() {
            let mut end = start + character.len_utf8();
            if marks == Marks::Markdown
                && character == '\\'
                && let Some((at, next)) = rest.next_if(|(_, next)| ESCAPED.contains(*next))
            {
                character = next;
                end = at + next.len_utf8();
            }
            folded.take(character, start..end);
        }
        folded
    }

    /// Returns the letters and digits alone; line breaks stay, since no name goes on behind one.
    pub(super) fn bare(&self) -> Self {
        let both = self.letters.iter().zip(&self.places);
        let kept = both.filter(|(letter, _)| letter.is_alphanumeric() || **letter == '\n');
        let (letters, places) = kept.map(|(letter, place)| (*letter, place.clone())).unzip();
        Self { letters, places }
    }

    /// Returns whether these letters are no part of a longer word.
    pub(super) fn is_word(&self, letters: &Range<usize>) -> bool {
        let goes_on = |left: Option<&char>, right: Option<&char>| {
            let both = left.zip(right);
            both.is_some_and(|(left, right)| {
                left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric()
            })
        };
        let before = letters.start.checked_sub(1);
        let before = before.and_then(|at| self.letters.get(at));
        let last = self.letters.get(letters.end - 1);
        !goes_on(before, self.letters.get(letters.start))
            && !goes_on(last, self.letters.get(letters.end))
    }

    /// Returns where letters stand in the text, in bytes.
    pub(super) fn place(&self, letters: &Range<usize>) -> Range<usize> {
        self.places[letters.start].start..self.places[letters.end - 1].end
    }

    fn take(&mut self, character: char, place: Range<usize>) {
        if is_invisible(character) {
            return;
        }
        let plain = std::iter::once(character)
            .nfkd()
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .filter(|letter| !is_combining_mark(*letter));
        for letter in plain {
            self.letters.push(match letter {
                '\\' => '/',
                letter => letter,
            });
            self.places.push(place.clone());
        }
    }
}

/// Returns whether nobody sees the character.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
