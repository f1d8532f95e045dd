//! Phrases, and texts for tests, by language and by value.

use crate::knowledge::raw::{Phrases, Word};
use crate::knowledge::spanned::Spanned;
use crate::knowledge::{Defect, Node, Phrase};

use super::checker::Checker;

impl Checker<'_> {
    /// Returns the texts of a list, or of all languages.
    pub(super) fn lines<'r>(&mut self, raw: Option<&'r Phrases>) -> Vec<&'r Word> {
        match raw {
            None => Vec::new(),
            Some(Phrases::List(list)) => list.iter().collect(),
            Some(Phrases::By(pairs)) => {
                let mut lines = Vec::new();
                for (lang, inner) in pairs.iter() {
                    self.lang(lang);
                    match inner {
                        Phrases::List(list) => lines.extend(list),
                        Phrases::By(_) => self.rule(lang.mark, "got a mapping, expected a list"),
                    }
                }
                lines
            }
        }
    }

    /// Returns the phrases of a list, or of all languages; none of them has a slot.
    pub(super) fn phrases(&mut self, raw: Option<&Phrases>) -> Vec<Phrase> {
        let lines = self.lines(raw);
        lines
            .into_iter()
            .filter_map(|line| self.phrase(line, Slot::Refused))
            .collect()
    }

    /// Returns a phrase.
    pub(super) fn phrase(&mut self, word: &Word, slot: Slot) -> Option<Phrase> {
        let phrase = match Phrase::parse(&word.value) {
            Ok(phrase) => phrase,
            Err(error) => {
                let at = self.place(word.mark.part(&word.value, error.offset, 1));
                let reason = error.message;
                self.defects.push(Defect::Phrase { at, reason });
                return None;
            }
        };
        for set in sets(&phrase) {
            if !self.names.words.contains(set) {
                let offset = word.value.find(&format!("{{{set}}}")).unwrap_or(0) + 1;
                let mark = word.mark.part(&word.value, offset, set.chars().count());
                let names = self.names;
                self.unknown("set of words", (mark, set), &names.words);
            }
        }
        let has_slot = phrase.has_slot();
        match slot {
            Slot::Required if !has_slot => {
                self.rule(
                    word.mark,
                    "the phrase states no value: it has no `<value>` and stands under none",
                );
            }
            Slot::Refused if has_slot => {
                let offset = word.value.find("<value>").unwrap_or(0);
                let mark = word.mark.part(&word.value, offset, "<value>".len());
                self.rule(mark, "`<value>` has no meaning here");
            }
            _ => {}
        }
        Some(phrase)
    }
}

/// Whether a phrase must have a `<value>`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// It must: nothing else says the value.
    Required,
    /// It must not: the value is known, or there is none.
    Refused,
}

/// Returns whether a mapping is by language rather than by value.
pub(super) fn is_by_language(pairs: &[(Spanned<String>, Phrases)]) -> bool {
    pairs
        .iter()
        .any(|(key, _)| ["en", "ja"].contains(&key.value.as_str()))
}

/// Returns the sets that a phrase names.
pub(super) fn sets<'p>(phrase: &'p Phrase) -> Vec<&'p str> {
    let of_node = |node: &'p Node| match node {
        Node::Set(name) => vec![name.as_str()],
        Node::OneOf(phrases) | Node::Optional(phrases) => phrases.iter().flat_map(sets).collect(),
        Node::Literal(_) | Node::Value | Node::Gap | Node::And => Vec::new(),
    };
    phrase.0.iter().flat_map(of_node).collect()
}
