use std::sync::LazyLock;

use levenshtein_automata::LevenshteinAutomatonBuilder;

use super::{Kind, Token, Vocabulary};

/// Words shorter than this are taken as they are: too many of them are one letter apart.
const SHORTEST: usize = 5;
/// Longer than this is no word but a key or an address.
const LONGEST: usize = 40;
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
            let typed = std::mem::replace(&mut token.text, word.clone());
            corrections.push((typed, word));
        }
    }
    corrections
}

/// What builds the automata of all words within one and within two slips; two neighbours that are swapped are one slip
/// (Schulz and Mihov 2002).
static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
    LazyLock::new(|| [1, 2].map(|slips| LevenshteinAutomatonBuilder::new(slips, true)));

fn nearest(typed: &str, vocabulary: &Vocabulary) -> Option<String> {
    let length = typed.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) || is_inflection_of_known(typed, vocabulary) {
        return None;
    }
    let automaton = BUILDERS[usize::from(length >= LONG)].build_dfa(typed);
    let near = vocabulary.near(&automaton, typed.chars().next()?);
    let known: Vec<&(String, u8)> = near
        .iter()
        .filter(|(word, _)| word.chars().count() + 1 >= SHORTEST)
        .collect();
    let least = known.iter().map(|(_, distance)| *distance).min()?;
    let mut nearest = known.iter().filter(|(_, distance)| *distance == least);
    let (word, _) = nearest.next()?;
    nearest.next().is_none().then(|| word.clone())
}

/// A plural or tense of a known word is a word, not a slip.
fn is_inflection_of_known(typed: &str, vocabulary: &Vocabulary) -> bool {
    ["s", "es", "d", "ed", "ing"].iter().any(|ending| {
        typed
            .strip_suffix(ending)
            .is_some_and(|stem| vocabulary.number(stem).is_some())
    })
}
