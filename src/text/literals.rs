//! The words of literals, each found once.

use std::collections::{BTreeSet, HashMap};

use crate::knowledge::{Node, Phrase};

use super::normalise::{LONG_VOWEL, QUESTION};
use super::{Kind, tokens};

/// The words of every literal of some phrases, each literal taken apart once.
#[derive(Debug, Default)]
pub struct Literals<'p>(HashMap<&'p str, Vec<String>>);

impl<'p> Literals<'p> {
    /// Adds the literals of a phrase.
    pub fn add(&mut self, phrase: &'p Phrase) {
        for node in &phrase.0 {
            match node {
                Node::Literal(text) => {
                    self.0.entry(text).or_insert_with(|| literal_words(text));
                }
                Node::OneOf(branches) | Node::Optional(branches) => {
                    for branch in branches {
                        self.add(branch);
                    }
                }
                Node::Set(_) | Node::Value | Node::Gap | Node::And => {}
            }
        }
    }

    /// Returns the words of a literal; none of one that was never added.
    #[must_use]
    pub fn words(&self, literal: &str) -> &[String] {
        self.0.get(literal).map_or(&[], Vec::as_slice)
    }

    /// Returns every word once.
    #[must_use]
    pub fn all(&self) -> BTreeSet<String> {
        self.0.values().flatten().cloned().collect()
    }
}

/// Returns the words of a literal. The long-vowel mark that ends a longer word is left out: it is written and not
/// written, and the matcher passes over one that stands in the text alone.
fn literal_words(text: &str) -> Vec<String> {
    let mut marks = text.trim().chars().peekable();
    if marks.peek().is_some() && marks.all(|mark| matches!(mark, '?' | '？')) {
        return vec![QUESTION.to_owned()];
    }
    let pieces: Vec<_> = tokens(text)
        .into_iter()
        .filter(|token| token.kind != Kind::Break || token.text == QUESTION)
        .collect();
    let is_mark = |position: usize| pieces[position].text.starts_with(LONG_VOWEL);
    let ends_long_word = |position: usize| {
        let follows = pieces
            .get(position + 1)
            .is_some_and(|next| next.kind == Kind::Character);
        !follows
            && position >= 3
            && pieces[position - 3..position]
                .iter()
                .all(|piece| piece.kind == Kind::Character)
    };
    (0..pieces.len())
        .filter(|&position| !(is_mark(position) && ends_long_word(position)))
        .map(|position| pieces[position].text.clone())
        .collect()
}
