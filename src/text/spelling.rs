use strsim::osa_distance;

use super::{Kind, Token, Vocabulary};

/// Words shorter than this are taken as they are: too many of them are one letter apart.
const SHORTEST: usize = 5;
/// From this length on, two letters may be wrong.
const LONG: usize = 9;

/// Replaces each unknown word by the one word of the vocabulary that it is a slip of the finger from; returns the
/// replacements as (typed, read).
///
/// The first letter has to be right and the nearest word the only one at its distance, so that a real word that the
/// knowledge lacks is rarely taken for another. Numbers are never touched.
pub(super) fn correct(tokens: &mut [Token], vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let mut corrections = Vec::new();
    for token in tokens.iter_mut().filter(|token| token.kind == Kind::Word) {
        if vocabulary.number(&token.text).is_some() {
            continue;
        }
        if let Some(word) = nearest(&token.text, vocabulary) {
            corrections.push((token.text.clone(), word.to_owned()));
            word.clone_into(&mut token.text);
        }
    }
    corrections
}

fn nearest<'a>(typed: &str, vocabulary: &'a Vocabulary) -> Option<&'a str> {
    let length = typed.chars().count();
    if length < SHORTEST || is_inflection_of_known(typed, vocabulary) {
        return None;
    }
    let most = if length >= LONG { 2 } else { 1 };
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for word in vocabulary
        .iter()
        .filter(|word| word.starts_with(&typed[..first_len(typed)]))
    {
        let known_length = word.chars().count();
        if known_length + 1 < SHORTEST || known_length.abs_diff(length) > most {
            continue;
        }
        let distance = osa_distance(typed, word);
        if distance > most {
            continue;
        }
        match best {
            Some((nearest, _)) if distance > nearest => {}
            Some((nearest, _)) if distance == nearest => tied = true,
            _ => (best, tied) = (Some((distance, word)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, word)| word)
}

/// A plural or tense of a known word is a word, not a slip.
fn is_inflection_of_known(typed: &str, vocabulary: &Vocabulary) -> bool {
    ["s", "es", "d", "ed", "ing"].iter().any(|ending| {
        typed
            .strip_suffix(ending)
            .is_some_and(|stem| vocabulary.number(stem).is_some())
    })
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
