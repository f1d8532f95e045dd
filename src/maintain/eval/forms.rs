use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::{Node, Phrase};

/// Synonym sets may name each other; deeper than this, one names itself.
const DEEPEST: usize = 8;
/// A phrase is spelt out to at most so many forms at each of its nodes; what is written by hand has far fewer.
const MOST: usize = 2000;

/// Returns the forms of words that a phrase is found by, spelt out; none of one with a gap or a slot where there is no
/// other way.
pub(super) fn forms(phrase: &Phrase, sets: &BTreeMap<String, Vec<Phrase>>) -> BTreeSet<String> {
    of_phrase(phrase, sets, 0)
}

fn of_phrase(
    phrase: &Phrase,
    sets: &BTreeMap<String, Vec<Phrase>>,
    depth: usize,
) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([String::new()]);
    for node in &phrase.0 {
        let next = of_node(node, sets, depth);
        let joined = forms
            .iter()
            .flat_map(|form| next.iter().map(move |next| format!("{form}{next}")));
        forms = joined.take(MOST).collect();
    }
    forms
}

fn of_node(node: &Node, sets: &BTreeMap<String, Vec<Phrase>>, depth: usize) -> BTreeSet<String> {
    let any_of = |phrases: &[Phrase], depth| -> BTreeSet<String> {
        let forms = phrases
            .iter()
            .flat_map(|phrase| of_phrase(phrase, sets, depth));
        forms.take(MOST).collect()
    };
    match node {
        Node::Literal(words) => BTreeSet::from([words.clone()]),
        Node::OneOf(phrases) => any_of(phrases, depth),
        Node::Optional(phrases) => {
            let mut forms = any_of(phrases, depth);
            forms.insert(String::new());
            forms
        }
        Node::Set(name) if depth < DEEPEST => sets
            .get(name)
            .map(|members| any_of(members, depth + 1))
            .unwrap_or_default(),
        Node::Set(_) | Node::Value | Node::Gap | Node::And => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_through_a_phrase_is_a_form() {
        let phrase = |text| Phrase::parse(text).unwrap();
        let sets = BTreeMap::from([(
            "lamp".to_owned(),
            vec![phrase("lamp"), phrase("light [bulb]")],
        )]);
        let check = |text, expected: &[&str]| {
            let found = forms(&phrase(text), &sets);
            let found: Vec<&str> = found.iter().map(|form| form.trim()).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("dark (room|hall)", &["dark hall", "dark room"]);
        check("{lamp}", &["lamp", "light", "light bulb"]);
        check("a … b", &[]);
        check("(a <value>|c)", &["c"]);
    }
}
