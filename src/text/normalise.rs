use unicode_normalization::UnicodeNormalization;

use crate::knowledge::verdict;

use super::quotes::quoted;
use super::variants::fold_variants;
use super::{Kind, Token};

/// Returns the text with width, case and kana folded, so that variants of one wording become one.
///
/// NFKC makes full-width and half-width forms alike, case is dropped, katakana becomes hiragana. Normalising twice is
/// normalising once.
#[must_use]
pub fn normalise(text: &str) -> String {
    spelled(text).into_iter().map(fold).collect()
}

/// Returns the characters of a text with width and case folded.
fn spelled(text: &str) -> Vec<char> {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    lower.nfkc().collect()
}

/// Returns the tokens of a text: words, numbers, single characters of Japanese, and where sentences end; each variant in
/// its one spelling.
///
/// Apostrophes vanish, marks that say right or wrong stand for one character each, all other marks part words; a break
/// never begins or follows another, and one that is a question mark says so.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    fold_variants(&pieces(text))
}

/// Returns the words of a text as they are read, single characters of Japanese among them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let tokens = tokens(text).into_iter();
    tokens.map(|token| token.text).collect()
}

/// Returns the tokens of a text as they are written, apostrophes included.
pub(super) fn pieces(text: &str) -> Vec<Token> {
    let spelled = spelled(text);
    let mut characters: Vec<char> = spelled.iter().copied().map(fold).collect();
    mend_numbers(&mut characters);
    let quoted = quoted(&spelled);
    let mut tokens: Vec<Token> = Vec::new();
    let mut glued = false;
    let mut parted = false;
    for (position, &character) in characters.iter().enumerate() {
        let next = characters.get(position + 1).copied();
        let Some(kind) = kind(character, next) else {
            glued = false;
            parted |= matches!(character, ',' | '、') || is_unspaced_gap(&characters, position);
            continue;
        };
        let text = match (kind, character) {
            (Kind::Break, '?') => QUESTION.to_owned(),
            (Kind::Break, _) => String::new(),
            (_, character) if is_apostrophe(character) => '\''.to_string(),
            _ => verdict(character).unwrap_or(character).to_string(),
        };
        match (kind, tokens.last_mut()) {
            (Kind::Break, None) => {}
            (Kind::Break, Some(last)) if last.kind == Kind::Break => last.text.push_str(&text),
            (Kind::Word | Kind::Number, Some(last)) if glued && last.kind == kind => {
                last.text.push_str(&text);
            }
            _ => tokens.push(Token {
                kind,
                text,
                katakana: is_katakana(&spelled, position),
                quoted: quoted[position],
                parted,
            }),
        }
        glued = true;
        parted = false;
    }
    for token in tokens.iter_mut().filter(|token| token.kind == Kind::Break) {
        token.text.truncate(QUESTION.len());
    }
    // Whoever puts all of it between quotation marks quotes nobody.
    if tokens
        .iter()
        .all(|token| token.quoted || token.kind == Kind::Break)
    {
        for token in &mut tokens {
            token.quoted = false;
        }
    }
    tokens
}

/// The text of a break that ends a question.
pub(super) const QUESTION: &str = "?";

/// Letters that are typed for digits (`47l1`) become digits where most of the run is digits.
fn mend_numbers(characters: &mut [char]) {
    let mut start = 0;
    while start < characters.len() {
        let run = characters[start..]
            .iter()
            .take_while(|character| character.is_ascii_alphanumeric())
            .count();
        let piece = &mut characters[start..start + run];
        let n_digits = piece
            .iter()
            .filter(|character| character.is_ascii_digit())
            .count();
        let n_alike = piece
            .iter()
            .filter(|character| digit_like(**character).is_some())
            .count();
        let begins = piece.first().is_some_and(char::is_ascii_digit);
        // A letter at the end may be a unit.
        let ends = piece
            .last()
            .is_some_and(|last| last.is_ascii_digit() || *last == 'o');
        if CODE_LENGTHS.contains(&run)
            && n_digits > n_alike
            && n_alike > 0
            && n_digits + n_alike == run
            && begins
            && ends
        {
            for character in piece {
                *character = digit_like(*character).unwrap_or(*character);
            }
        }
        start += run.max(1);
    }
}

/// Numbers of errors have so many digits.
const CODE_LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

fn digit_like(letter: char) -> Option<char> {
    match letter {
        'o' => Some('0'),
        'l' | 'i' => Some('1'),
        _ => None,
    }
}

/// Returns whether a text holds Japanese: kana or kanji.
#[must_use]
pub fn has_japanese(text: &str) -> bool {
    text.nfkc().any(is_unspaced)
}

/// The mark that lengthens a vowel; katakana words are written with and without it.
pub(super) const LONG_VOWEL: char = 'ー';

fn kind(character: char, next: Option<char>) -> Option<Kind> {
    match character {
        '\n' | '。' | '!' | '?' | ';' | '…' => Some(Kind::Break),
        // A dot inside an address or a number ends nothing.
        '.' => next.is_none_or(char::is_whitespace).then_some(Kind::Break),
        _ if is_apostrophe(character) => Some(Kind::Word),
        _ if character.is_ascii_digit() => Some(Kind::Number),
        _ if is_unspaced(character) || verdict(character).is_some() => Some(Kind::Character),
        _ if character.is_alphanumeric() => Some(Kind::Word),
        _ => None,
    }
}

/// Returns whether spaces stand between two characters of a script that needs none: there they part like a comma.
fn is_unspaced_gap(characters: &[char], position: usize) -> bool {
    if !characters[position].is_whitespace() {
        return false;
    }
    let before = characters[..position].last();
    let after = characters[position..].iter();
    let after = after
        .take(MOST_SPACES)
        .find(|beside| !beside.is_whitespace());
    [before, after]
        .into_iter()
        .all(|beside| beside.is_some_and(|&beside| is_unspaced(beside)))
}

/// More spaces than these are no slip of the finger.
const MOST_SPACES: usize = 16;

/// Returns whether a character is katakana, or the mark that lengthens one.
fn is_katakana(spelled: &[char], position: usize) -> bool {
    let is_katakana = |character: &char| matches!(character, '\u{30a1}'..='\u{30fa}');
    let before = spelled[..position].last();
    is_katakana(&spelled[position])
        || spelled[position] == LONG_VOWEL && before.is_some_and(is_katakana)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// Kana and Chinese characters, with the marks that belong to them.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | LONG_VOWEL | '々' | '〆'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Folds katakana to hiragana and the look-alikes of the long-vowel mark to it.
fn fold(character: char) -> char {
    match character {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(character as u32 - 0x60).unwrap_or(character),
        '〜' | '～' => LONG_VOWEL,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn width_case_and_kana_are_folded() {
        check("ＥＲＲＯＲ　４７１１", &["error", "4711"]);
        check("ｴﾗｰ4711", &["え", "ら", "ー", "4711"]);
    }

    #[test]
    fn katakana_is_read_as_hiragana_and_known_as_katakana() {
        let katakana = |text: &str| -> Vec<bool> {
            let tokens = tokens(text).into_iter();
            tokens.map(|token| token.katakana).collect()
        };
        assert_eq!(katakana("ｱれ"), [true, false]);
        assert_eq!(katakana("メール"), [true; 3]);
        // What is folded within it stays one word.
        assert!(katakana("ホテル").into_iter().all(|katakana| katakana));
    }

    #[test]
    fn marks_of_right_and_wrong_have_one_form_each() {
        check("電源◯、本体✕", &["電", "源", "○", "本", "体", "×"]);
    }

    #[test]
    fn a_space_in_a_script_without_spaces_parts_like_a_comma() {
        let parted = |text: &str| tokens(text).iter().any(|token| token.parted);
        assert!(parted("つかない　消えた"));
        assert!(parted("つかない  消えた"));
        assert!(!parted("led 消えた"));
        assert!(!parted("no light"));
    }

    #[test]
    fn marks_part_words_and_apostrophes_vanish() {
        check("phone's use-it", &["phones", "use", "it"]);
        check("error4711", &["error", "4711"]);
        check("'lamp' ' on", &["lamp", "on"]);
    }

    #[test]
    fn variants_have_one_spelling() {
        check("I don’t, we're", &["i", "do", "not", "we", "are"]);
        check("Wi-Fi or wi fi", &["wifi", "or", "wifi"]);
        check("出来ない", &["で", "き", "な", "い"]);
        check("つかえてない", &["使", "え", "て", "い", "な", "い"]);
    }

    #[test]
    fn letters_typed_for_digits_are_digits() {
        check("1O10 47l1", &["1010", "4711"]);
        check("10l gpt4o o1", &["10", "l", "gpt", "4", "o", "o", "1"]);
    }

    #[test]
    fn a_dot_in_an_address_ends_no_sentence() {
        check(
            "a.example.org is down. why?",
            &["a", "example", "org", "is", "down", "", "why", "?"],
        );
    }

    proptest! {
        #[test]
        fn normalising_twice_is_normalising_once(text in "\\PC{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}
