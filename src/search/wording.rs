//! A phrase as words, for the index.

use std::collections::BTreeMap;

use crate::knowledge::{Node, Phrase};

/// So many members of a synonym set stand for it: those that are written first.
const MOST_MEMBERS: usize = 4;
/// Sets may name each other; deeper than this their words are left out.
const DEEPEST_SET: usize = 2;

/// Returns the words of all forms of a phrase, and the first ones of its synonym sets.
pub(super) fn wording(phrase: &Phrase, sets: &BTreeMap<String, Vec<Phrase>>) -> String {
    let mut words = String::new();
    collect(phrase, sets, 0, &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(
    phrase: &Phrase,
    sets: &BTreeMap<String, Vec<Phrase>>,
    depth: usize,
    words: &mut String,
) {
    for node in &phrase.0 {
        match node {
            Node::Literal(text) => words.push_str(text),
            Node::OneOf(branches) | Node::Optional(branches) => {
                for branch in branches {
                    collect(branch, sets, depth, words);
                    words.push(' ');
                }
            }
            Node::Set(name) if depth < DEEPEST_SET => {
                let members = sets.get(name).into_iter().flatten();
                for member in members.take(MOST_MEMBERS) {
                    collect(member, sets, depth + 1, words);
                    words.push(' ');
                }
            }
            Node::Set(_) | Node::Value | Node::Gap | Node::And => words.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_gives_the_words_of_its_forms_and_sets() {
        let phrase = |text: &str| Phrase::parse(text).expect("the test's phrase is valid");
        let sets = BTreeMap::from([(
            "lamp".to_owned(),
            vec![phrase("desk light"), phrase("lamp")],
        )]);
        let words = wording(&phrase("(dim|dark) {lamp} … [again] & off"), &sets);
        assert_eq!(words, "dim dark desk light lamp again off");
    }
}
