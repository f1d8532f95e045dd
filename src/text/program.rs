use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::knowledge::{Node, Phrase};

use super::{Literals, Vocabulary};

/// Phrases, or parts of them, compiled to steps over the numbers of a [`Vocabulary`] and run by a set of threads (Thompson
/// 1968), so none can take more than (steps x tokens). All in three flat lists: they are read at every start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Programs {
    steps: Vec<Step>,
    /// Where each program ends; it begins where the one before ends.
    ends: Vec<u32>,
    /// What the steps that take a word take, each in order.
    words: Vec<u32>,
    /// Where the steps that fork go, counted from the program's first step.
    targets: Vec<u32>,
}

/// One of the [`Programs`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Program<'a> {
    pub(super) steps: &'a [Step],
    words: &'a [u32],
    targets: &'a [u32],
}

/// One step of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// One of these words comes next.
    Word(Slice),
    /// A member of this synonym set comes next; it is looked for once in a text, whoever asks.
    Set(u32),
    /// Go on at each of these.
    Fork(Slice),
    /// Go on there.
    Jump(u32),
    /// A number comes next: the value that is stated.
    Value,
    /// A few words may come in between.
    Gap,
    /// The whole part was found.
    End,
}

/// A slice of one of the lists: its start and its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slice(u32, u32);

impl Slice {
    /// Returns the slice that these are at the end of a list.
    pub(super) fn appended<T>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Self {
        let start = index(list.len());
        list.extend(items);
        Self(start, index(list.len()))
    }

    pub(super) fn range(self) -> Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

impl Programs {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, position: usize) -> Program<'_> {
        let start = position
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        Program {
            steps: &self.steps[Slice(start, self.ends[position]).range()],
            words: &self.words,
            targets: &self.targets,
        }
    }
}

impl<'a> Program<'a> {
    /// Returns the words that a step takes, in order.
    pub(super) fn words(self, part: Slice) -> &'a [u32] {
        &self.words[part.range()]
    }

    /// Returns the steps that a fork leads to.
    pub(super) fn targets(self, part: Slice) -> &'a [u32] {
        &self.targets[part.range()]
    }

    /// Returns every word that some match can hold, without those of synonym sets.
    pub(super) fn all_words(self) -> BTreeSet<u32> {
        let of_step = |step: &Step| match step {
            Step::Word(words) => self.words(*words),
            _ => &[],
        };
        self.steps.iter().flat_map(of_step).copied().collect()
    }
}

/// Something that a text has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    literals: &'a Literals<'a>,
    vocabulary: &'a Vocabulary,
    /// The numbers of the synonym sets.
    sets: &'a BTreeMap<&'a str, u32>,
    programs: Programs,
    /// The words of the steps so far, where they stand in the list.
    known: HashMap<Vec<u32>, Slice>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(
        literals: &'a Literals<'a>,
        vocabulary: &'a Vocabulary,
        sets: &'a BTreeMap<&'a str, u32>,
    ) -> Self {
        Self {
            literals,
            vocabulary,
            sets,
            programs: Programs::default(),
            known: HashMap::new(),
        }
    }

    /// Adds the program of a phrase, or of a part of one.
    pub(super) fn compile(&mut self, nodes: &[Node]) {
        let mut steps = Vec::new();
        self.sequence(nodes, &mut steps);
        steps.push(Step::End);
        self.programs.steps.append(&mut steps);
        self.programs.ends.push(index(self.programs.steps.len()));
    }

    /// Returns the programs so far.
    pub(super) fn programs(&self) -> &Programs {
        &self.programs
    }

    /// Returns the programs.
    pub(super) fn finish(self) -> Programs {
        self.programs
    }

    /// Returns the anchors, that of the least cost first; none where a match may hold no word at all. `cost` tells that
    /// of a key, `None` for a set without an anchor.
    pub(super) fn anchors<C>(&self, nodes: &[Node], cost: &C) -> Vec<Anchor>
    where
        C: Fn(Key) -> Option<usize>,
    {
        let of_key = |key: Key| {
            let cost = cost(key)?;
            let keys = BTreeSet::from([key]);
            Some(Anchor { cost, keys })
        };
        let of_branches = |branches: &[Phrase]| {
            let mut all = Anchor::default();
            for branch in branches {
                let anchor = self.anchors(&branch.0, cost).into_iter().next()?;
                all.cost += anchor.cost;
                all.keys.extend(anchor.keys);
            }
            Some(all)
        };
        let mut anchors = Vec::new();
        for node in nodes {
            match node {
                Node::Literal(text) => {
                    let words = self.literals.words(text).iter();
                    let words = words.filter_map(|word| self.vocabulary.number(word));
                    anchors.extend(words.filter_map(|word| of_key(Key::Word(word))));
                }
                Node::OneOf(branches) => anchors.extend(of_branches(branches)),
                Node::Set(name) => {
                    let set = self.sets.get(name.as_str());
                    anchors.extend(set.and_then(|&set| of_key(Key::Set(set))));
                }
                Node::Optional(_) | Node::Value | Node::Gap | Node::And => {}
            }
        }
        anchors.sort_by_key(|anchor| anchor.cost);
        anchors
    }

    fn sequence(&mut self, nodes: &[Node], steps: &mut Vec<Step>) {
        for node in nodes {
            match node {
                Node::Literal(text) => self.literal(text, steps),
                Node::OneOf(branches) => self.branches(branches, false, steps),
                Node::Optional(branches) => self.branches(branches, true, steps),
                Node::Set(name) => {
                    // A set that nobody wrote is a defect that was reported; here it matches nothing.
                    let set = self.sets.get(name.as_str()).copied();
                    let step = set.map_or_else(|| self.word(Vec::new()), Step::Set);
                    steps.push(step);
                }
                Node::And => {}
                Node::Value => steps.push(Step::Value),
                Node::Gap => steps.push(Step::Gap),
            }
        }
    }

    fn literal(&mut self, text: &str, steps: &mut Vec<Step>) {
        for word in self.literals.words(text) {
            // A word that the vocabulary lacks was never collected: the phrase can match nothing.
            let number = self.vocabulary.number(word);
            steps.push(self.word(number.into_iter().collect()));
        }
    }

    /// Returns the step that takes one of these words.
    fn word(&mut self, words: Vec<u32>) -> Step {
        let list = &mut self.programs.words;
        let part = self
            .known
            .entry(words)
            .or_insert_with_key(|words| Slice::appended(list, words.iter().copied()));
        Step::Word(*part)
    }

    /// Returns the step that goes on at each of these.
    fn fork(&mut self, targets: &[u32]) -> Step {
        let list = &mut self.programs.targets;
        Step::Fork(Slice::appended(list, targets.iter().copied()))
    }

    /// Returns the words of a branch that is nothing else; `None` also where the vocabulary lacks one.
    fn words_alone(&self, branch: &Phrase) -> Option<Vec<u32>> {
        let mut words = Vec::new();
        for node in &branch.0 {
            let Node::Literal(text) = node else {
                return None;
            };
            for word in self.literals.words(text) {
                words.push(self.vocabulary.number(word)?);
            }
        }
        (!words.is_empty()).then_some(words)
    }

    fn branches(&mut self, branches: &[Phrase], optional: bool, steps: &mut Vec<Step>) {
        let fork = steps.len();
        steps.push(Step::End);
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        // What ends a branch is known once all are written.
        let mut end = |steps: &mut Vec<Step>| {
            ends.push(steps.len());
            steps.push(Step::End);
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
            steps.push(self.word(firsts));
            let fork = steps.len();
            steps.push(Step::End);
            let mut ways = Vec::new();
            for rest in rests {
                ways.push(index(steps.len()));
                for word in rest {
                    steps.push(self.word(vec![word]));
                }
                end(steps);
            }
            steps[fork] = self.fork(&ways);
        }
        let after = index(steps.len());
        if optional {
            starts.push(after);
        }
        steps[fork] = self.fork(&starts);
        for end in ends {
            steps[end] = Step::Jump(after);
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

fn index(position: usize) -> u32 {
    u32::try_from(position).expect("a pack has far fewer than 2^32 steps and words")
}
