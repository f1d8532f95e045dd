use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::knowledge::{Node, Phrase};

use super::normalise::LONG_VOWEL;
use super::{Kind, Vocabulary, tokens};

/// A phrase compiled to steps over the numbers of a [`Vocabulary`]; run by a set of threads (Thompson 1968), so no phrase
/// can take more than (steps x tokens).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program(pub(super) Vec<Step>);

/// One step of a [`Program`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// This word comes next.
    Word(u32),
    /// Go on at each of these.
    Fork(Vec<u32>),
    /// A number comes next: the value that is stated.
    Value,
    /// A few words may come in between.
    Gap,
    /// The whole phrase was found.
    End,
}

/// Compiles phrases against a vocabulary and the synonym sets.
pub struct Compiler<'a> {
    vocabulary: &'a Vocabulary,
    sets: &'a BTreeMap<String, Vec<Phrase>>,
}

/// Synonym sets may name each other; deeper than this, one names itself.
const DEEPEST_SET: usize = 8;

impl<'a> Compiler<'a> {
    /// Returns a compiler.
    #[must_use]
    pub fn new(vocabulary: &'a Vocabulary, sets: &'a BTreeMap<String, Vec<Phrase>>) -> Self {
        Self { vocabulary, sets }
    }

    /// Returns the program of a phrase.
    #[must_use]
    pub fn compile(&self, phrase: &Phrase) -> Program {
        let mut steps = Vec::new();
        self.sequence(phrase, 0, &mut steps);
        steps.push(Step::End);
        Program(steps)
    }

    fn sequence(&self, phrase: &Phrase, depth: usize, steps: &mut Vec<Step>) {
        for node in &phrase.0 {
            match node {
                Node::Literal(text) => self.literal(text, steps),
                Node::OneOf(branches) => self.branches(branches, depth, false, steps),
                Node::Optional(branches) => self.branches(branches, depth, true, steps),
                Node::Set(name) if depth < DEEPEST_SET => {
                    let members = self.sets.get(name).map_or(&[] as &[Phrase], Vec::as_slice);
                    self.branches(members, depth + 1, false, steps);
                }
                Node::Set(_) => {}
                Node::Value => steps.push(Step::Value),
                Node::Gap => steps.push(Step::Gap),
            }
        }
    }

    fn literal(&self, text: &str, steps: &mut Vec<Step>) {
        for word in literal_words(text) {
            // A word that the vocabulary lacks was never collected: the phrase can match nothing.
            steps.push(Step::Word(
                self.vocabulary.number(&word).unwrap_or(u32::MAX),
            ));
        }
    }

    fn branches(&self, branches: &[Phrase], depth: usize, optional: bool, steps: &mut Vec<Step>) {
        let fork = steps.len();
        steps.push(Step::Fork(Vec::new()));
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        for branch in branches {
            starts.push(index(steps.len()));
            self.sequence(branch, depth, steps);
            ends.push(steps.len());
            steps.push(Step::Fork(Vec::new()));
        }
        let after = index(steps.len());
        if optional {
            starts.push(after);
        }
        steps[fork] = Step::Fork(starts);
        for end in ends {
            steps[end] = Step::Fork(vec![after]);
        }
    }
}

/// Adds every word of a phrase's literals to `words`.
pub(super) fn collect_words(phrase: &Phrase, words: &mut BTreeSet<String>) {
    for node in &phrase.0 {
        match node {
            Node::Literal(text) => words.extend(literal_words(text)),
            Node::OneOf(branches) | Node::Optional(branches) => {
                for branch in branches {
                    collect_words(branch, words);
                }
            }
            Node::Set(_) | Node::Value | Node::Gap => {}
        }
    }
}

/// Returns the words of a literal. The long-vowel mark that ends a longer word is left out: it is written and not
/// written, and the matcher passes over one that stands in the text alone.
fn literal_words(text: &str) -> Vec<String> {
    let pieces: Vec<_> = tokens(text)
        .into_iter()
        .filter(|token| token.kind != Kind::Break)
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

fn index(position: usize) -> u32 {
    u32::try_from(position).expect("a phrase has far fewer than 2^32 steps")
}
