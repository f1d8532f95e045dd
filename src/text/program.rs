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
    /// A member of this synonym set comes next; it is looked for once in a text, whoever asks.
    Set(u32),
    /// Go on at each of these.
    Fork(Vec<u32>),
    /// A number comes next: the value that is stated.
    Value,
    /// A few words may come in between.
    Gap,
    /// The whole part was found.
    End,
}

/// Something that a text has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A word, by its number.
    Word(u32),
    /// A member of a synonym set, by the set's number.
    Set(u32),
}

/// Keys one of which every match of a program holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    /// How much of the pack they are found in.
    pub(super) cost: usize,
    pub(super) keys: BTreeSet<Key>,
}

/// Compiles phrases against a vocabulary and the synonym sets.
pub(super) struct Compiler<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// The numbers of the synonym sets.
    pub(super) sets: &'a BTreeMap<&'a str, u32>,
}

impl Compiler<'_> {
    /// Returns the program of a phrase, or of a part of one.
    pub(super) fn compile(&self, nodes: &[Node]) -> Program {
        let mut steps = Vec::new();
        self.sequence(nodes, &mut steps);
        steps.push(Step::End);
        Program(steps)
    }

    /// Returns the anchor of the least cost; `None` where a match may hold no word at all. `cost` tells that of a key,
    /// `None` for a set without an anchor.
    pub(super) fn anchor<C>(&self, nodes: &[Node], cost: &C) -> Option<Anchor>
    where
        C: Fn(Key) -> Option<usize>,
    {
        let of_key = |key: Key| {
            let cost = cost(key)?;
            let keys = BTreeSet::from([key]);
            Some(Anchor { cost, keys })
        };
        let of_node = |node: &Node| match node {
            Node::Literal(text) => literal_words(text)
                .iter()
                .filter_map(|word| of_key(Key::Word(self.vocabulary.number(word)?)))
                .min_by_key(|anchor| anchor.cost),
            Node::OneOf(branches) => {
                let mut all = Anchor::default();
                for branch in branches {
                    let anchor = self.anchor(&branch.0, cost)?;
                    all.cost += anchor.cost;
                    all.keys.extend(anchor.keys);
                }
                Some(all)
            }
            Node::Set(name) => of_key(Key::Set(*self.sets.get(name.as_str())?)),
            Node::Optional(_) | Node::Value | Node::Gap | Node::And => None,
        };
        nodes
            .iter()
            .filter_map(of_node)
            .min_by_key(|anchor| anchor.cost)
    }

    fn sequence(&self, nodes: &[Node], steps: &mut Vec<Step>) {
        for node in nodes {
            match node {
                Node::Literal(text) => self.literal(text, steps),
                Node::OneOf(branches) => self.branches(branches, false, steps),
                Node::Optional(branches) => self.branches(branches, true, steps),
                // A set that nobody wrote is a defect that was reported; here it matches nothing.
                Node::Set(name) => steps.push(
                    self.sets
                        .get(name.as_str())
                        .map_or(Step::Word(Vec::new()), |&set| Step::Set(set)),
                ),
                Node::And => {}
                Node::Value => steps.push(Step::Value),
                Node::Gap => steps.push(Step::Gap),
            }
        }
    }

    fn literal(&self, text: &str, steps: &mut Vec<Step>) {
        for word in literal_words(text) {
            // A word that the vocabulary lacks was never collected: the phrase can match nothing.
            let number = self.vocabulary.number(&word);
            steps.push(Step::Word(number.into_iter().collect()));
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

    fn branches(&self, branches: &[Phrase], optional: bool, steps: &mut Vec<Step>) {
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
            if let Some(words) = self.words_alone(branch) {
                if let Some((&first, rest)) = words.split_first() {
                    by_first.entry(first).or_default().insert(rest.to_vec());
                }
            } else {
                starts.push(index(steps.len()));
                self.sequence(&branch.0, steps);
                end(steps);
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

impl Program {
    /// Returns every word that some match can hold, without those of synonym sets.
    pub(super) fn words(&self) -> BTreeSet<u32> {
        let of_step = |step: &Step| match step {
            Step::Word(words) => words.clone(),
            Step::Set(_) | Step::Fork(_) | Step::Value | Step::Gap | Step::End => Vec::new(),
        };
        self.0.iter().flat_map(of_step).collect()
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
            Node::Set(_) | Node::Value | Node::Gap | Node::And => {}
        }
    }
}

/// Adds the name of every synonym set that a phrase holds to `names`.
pub(super) fn collect_sets<'p>(nodes: &'p [Node], names: &mut BTreeSet<&'p str>) {
    for node in nodes {
        match node {
            Node::Set(name) => {
                names.insert(name);
            }
            Node::OneOf(branches) | Node::Optional(branches) => {
                for branch in branches {
                    collect_sets(&branch.0, names);
                }
            }
            Node::Literal(_) | Node::Value | Node::Gap | Node::And => {}
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
