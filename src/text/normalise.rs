use unicode_normalization::UnicodeNormalization;

use super::{Kind, Token};

/// Returns the text with width, case and kana folded, so that variants of one wording become one.
///
/// NFKC makes full-width and half-width forms alike, case is dropped, katakana becomes hiragana. Normalising twice is
/// normalising once.
#[must_use]
pub fn normalise(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    lower.nfkc().map(fold).collect()
}

/// Returns the pieces of a text: words, numbers, single characters of Japanese, and where sentences end.
///
/// Apostrophes vanish (`don't` is `dont`), all other marks part words; a break never begins or follows another.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = normalise(text).chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut glued = false;
    let mut parted = false;
    for (position, &character) in characters.iter().enumerate() {
        if is_apostrophe(character) {
            continue;
        }
        let Some(kind) = kind(character, characters.get(position + 1).copied()) else {
            glued = false;
            parted |= matches!(character, ',' | '、');
            continue;
        };
        match (kind, tokens.last_mut()) {
            (Kind::Break, None) => {}
            (Kind::Break, Some(last)) if last.kind == Kind::Break => {}
            (Kind::Word | Kind::Number, Some(last)) if glued && last.kind == kind => {
                last.text.push(character);
            }
            (Kind::Break, Some(_)) => tokens.push(Token {
                kind,
                text: String::new(),
                parted,
            }),
            _ => tokens.push(Token {
                kind,
                text: character.to_string(),
                parted,
            }),
        }
        glued = true;
        parted = false;
    }
    tokens
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
        _ if character.is_ascii_digit() => Some(Kind::Number),
        _ if is_unspaced(character) => Some(Kind::Character),
        _ if character.is_alphanumeric() => Some(Kind::Word),
        _ => None,
    }
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
        let found: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn width_case_and_kana_are_folded() {
        check("ＥＲＲＯＲ　４７１１", &["error", "4711"]);
        check("ｴﾗｰ4711", &["え", "ら", "ー", "4711"]);
    }

    #[test]
    fn marks_part_words_and_apostrophes_vanish() {
        check("don't use-it", &["dont", "use", "it"]);
        check("error4711", &["error", "4711"]);
    }

    #[test]
    fn a_dot_in_an_address_ends_no_sentence() {
        check(
            "a.example.org is down. why?",
            &["a", "example", "org", "is", "down", "", "why", ""],
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
