use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::knowledge::{Node, Phrase};

use super::normalise::{LONG_VOWEL, QUESTION};
use super::{Kind, Vocabulary, tokens};

/// A part of a phrase compiled to steps over the numbers of a [`Vocabulary`]; run by a set of threads (Thompson 1968), so
/// none can take more than (steps x tokens).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program(pub(super) Vec<Step>);

/// One step of a [`Program`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// One of these words comes next; in order.
    Word(Vec<u32>),
    /// Go on at each of these.
    Fork(Vec<u32>),
    /// A number comes next: the value that is stated.
    Value,
    /// A few words may come in between.
    Gap,
    /// The whole part was found.
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

    /// Returns the program of a phrase, or of a part of one.
    #[must_use]
    pub fn compile(&self, nodes: &[Node]) -> Program {
        let mut steps = Vec::new();
        self.sequence(nodes, 0, &mut steps);
        steps.push(Step::End);
        Program(steps)
    }

    /// Returns the words one of which every match holds, of all such choices the one that the fewest programs hold;
    /// `None` where a match may hold no word at all. `n_holders` counts the programs by word.
    #[must_use]
    pub fn anchor(&self, nodes: &[Node], n_holders: &[usize]) -> Option<BTreeSet<u32>> {
        Some(self.rarest(nodes, 0, n_holders)?.words)
    }

    fn rarest(&self, nodes: &[Node], depth: usize, n_holders: &[usize]) -> Option<Anchor> {
        let of_branches = |branches: &[Phrase], depth: usize| {
            let mut all = Anchor::default();
            for branch in branches {
                let anchor = self.rarest(&branch.0, depth, n_holders)?;
                all.cost += anchor.cost;
                all.words.extend(anchor.words);
            }
            Some(all)
        };
        let of_node = |node: &Node| match node {
            Node::Literal(text) => literal_words(text)
                .iter()
                .filter_map(|word| self.vocabulary.number(word))
                .map(|word| Anchor {
                    cost: n_holders.get(word as usize).copied().unwrap_or(0),
                    words: BTreeSet::from([word]),
                })
                .min_by_key(|anchor| anchor.cost),
            Node::OneOf(branches) => of_branches(branches, depth),
            Node::Set(name) if depth < DEEPEST_SET => of_branches(self.sets.get(name)?, depth + 1),
            Node::Set(_) | Node::Optional(_) | Node::Value | Node::Gap | Node::And => None,
        };
        nodes
            .iter()
            .filter_map(of_node)
            .min_by_key(|anchor| anchor.cost)
    }

    fn sequence(&self, nodes: &[Node], depth: usize, steps: &mut Vec<Step>) {
        for node in nodes {
            match node {
                Node::Literal(text) => self.literal(text, steps),
                Node::OneOf(branches) => self.branches(branches, depth, false, steps),
                Node::Optional(branches) => self.branches(branches, depth, true, steps),
                Node::Set(name) if depth < DEEPEST_SET => {
                    let members = self.sets.get(name).map_or(&[] as &[Phrase], Vec::as_slice);
                    self.branches(members, depth + 1, false, steps);
                }
                Node::Set(_) | Node::And => {}
                Node::Value => steps.push(Step::Value),
                Node::Gap => steps.push(Step::Gap),
            }
        }
    }

    fn literal(&self, text: &str, steps: &mut Vec<Step>) {
        for word in literal_words(text) {
            // A word that the vocabulary lacks was never collected: the phrase can match nothing.
            steps.push(Step::Word(
                self.vocabulary.number(&word).into_iter().collect(),
            ));
        }
    }

    /// Returns the words of a branch that is nothing else; `None` also where the vocabulary lacks one.
    fn words_alone(&self, branch: &Phrase) -> Option<Vec<u32>> {
        let mut words = Vec::new();
        for node in &branch.0 {
            let Node::Literal(text) = node else {
                return None;
            };
            for word in literal_words(text) {
                words.push(self.vocabulary.number(&word)?);
            }
        }
        (!words.is_empty()).then_some(words)
    }

    fn branches(&self, branches: &[Phrase], depth: usize, optional: bool, steps: &mut Vec<Step>) {
        let fork = steps.len();
        steps.push(Step::Fork(Vec::new()));
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        let mut end = |steps: &mut Vec<Step>| {
            ends.push(steps.len());
            steps.push(Step::Fork(Vec::new()));
        };
        // Branches of words alone are told apart by their first word, so that few steps can begin.
        let mut by_first: BTreeMap<u32, BTreeSet<Vec<u32>>> = BTreeMap::new();
        for branch in branches {
            match self.words_alone(branch) {
                Some(words) => {
                    if let Some((&first, rest)) = words.split_first() {
                        by_first.entry(first).or_default().insert(rest.to_vec());
                    }
                }
                None => {
                    starts.push(index(steps.len()));
                    self.sequence(&branch.0, depth, steps);
                    end(steps);
                }
            }
        }
        // Those that go on in the same way begin with the same step.
        let mut by_rest: BTreeMap<BTreeSet<Vec<u32>>, Vec<u32>> = BTreeMap::new();
        for (first, rest) in by_first {
            by_rest.entry(rest).or_default().push(first);
        }
        for (rests, firsts) in by_rest {
            starts.push(index(steps.len()));
            steps.push(Step::Word(firsts));
            let fork = steps.len();
            steps.push(Step::Fork(Vec::new()));
            let mut ways = Vec::new();
            for rest in rests {
                ways.push(index(steps.len()));
                steps.extend(rest.into_iter().map(|word| Step::Word(vec![word])));
                end(steps);
            }
            steps[fork] = Step::Fork(ways);
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

/// Words one of which a match has to hold.
#[derive(Default)]
struct Anchor {
    /// How many programs hold them.
    cost: usize,
    words: BTreeSet<u32>,
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
            Node::Set(_) | Node::Value | Node::Gap | Node::And => {}
        }
    }
}

/// Returns the words of a literal. The long-vowel mark that ends a longer word is left out: it is written and not
/// written, and the matcher passes over one that stands in the text alone.
fn literal_words(text: &str) -> Vec<String> {
    if text.trim() == QUESTION {
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

fn index(position: usize) -> u32 {
    u32::try_from(position).expect("a phrase has far fewer than 2^32 steps")
}
