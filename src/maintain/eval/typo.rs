use std::ops::Range;

use fastrand::Rng;

use crate::text::has_japanese;

/// Shorter words are hard to tell from others once they are misspelt.
const LEAST_LETTERS: usize = 5;

/// Returns the text with one typing error: in a word of at least five letters one letter left out, put in, mistaken or
/// swapped with the next (Damerau 1964); in a Japanese text one Japanese character left out, doubled or swapped with
/// the next. A text that has neither stays as it is; numbers do too.
pub(super) fn typo(text: &str, rng: &mut Rng) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let japanese: Vec<usize> = (0..characters.len())
        .filter(|at| is_japanese(characters[*at]))
        .collect();
    if let Some(&at) = choice(&japanese, rng) {
        slip(&mut characters, at, rng);
    } else if let Some(word) = choice(&words(&characters), rng) {
        misspell(&mut characters, word.clone(), rng);
    }
    characters.into_iter().collect()
}

fn choice<'t, T>(among: &'t [T], rng: &mut Rng) -> Option<&'t T> {
    (!among.is_empty()).then(|| &among[rng.usize(..among.len())])
}

fn is_japanese(character: char) -> bool {
    has_japanese(character.encode_utf8(&mut [0; 4]))
}

/// Returns where the words of at least five letters stand.
fn words(characters: &[char]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for at in 0..=characters.len() {
        if characters
            .get(at)
            .is_some_and(|character| character.is_alphabetic())
        {
            continue;
        }
        if at - start >= LEAST_LETTERS {
            words.push(start..at);
        }
        start = at + 1;
    }
    words
}

/// Makes one error in a Japanese text.
fn slip(characters: &mut Vec<char>, at: usize, rng: &mut Rng) {
    let next = characters.get(at + 1).copied();
    match rng.u8(..3) {
        0 => characters.insert(at, characters[at]),
        1 if next.is_some_and(|next| is_japanese(next) && next != characters[at]) => {
            characters.swap(at, at + 1);
        }
        _ => drop(characters.remove(at)),
    }
}

/// Makes one error in a word.
fn misspell(characters: &mut Vec<char>, word: Range<usize>, rng: &mut Rng) {
    let at = rng.usize(word.clone());
    let letter = rng.lowercase();
    let next = Some(at + 1).filter(|next| word.contains(next));
    match rng.u8(..4) {
        0 => characters.insert(at, letter),
        1 if letter != characters[at] => characters[at] = letter,
        2 if next.is_some_and(|next| characters[next] != characters[at]) => {
            characters.swap(at, at + 1);
        }
        _ => drop(characters.remove(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_possible: impl Fn(&str) -> bool) {
        for seed in 0..200 {
            let found = typo(text, &mut Rng::with_seed(seed));
            assert_ne!(found, text);
            assert!(is_possible(&found), "{found}");
        }
    }

    #[test]
    fn one_long_word_is_one_slip_away_and_all_else_stays() {
        check("lamp 12345 switch!", |found| {
            let word = found
                .strip_prefix("lamp 12345 ")
                .and_then(|rest| rest.strip_suffix('!'));
            word.is_some_and(|word| strsim::osa_distance(word, "switch") == 1)
        });
    }

    #[test]
    fn one_character_of_a_japanese_text_slips_and_numbers_stay() {
        check("電球4711が switch", |found| {
            found.contains("4711") && found.ends_with(" switch")
        });
    }

    #[test]
    fn what_has_no_place_for_an_error_stays() {
        for text in ["", "12345 67890", "it is on"] {
            assert_eq!(typo(text, &mut Rng::with_seed(1)), text);
        }
    }
}
