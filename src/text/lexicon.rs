use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::knowledge::{Fact, Node, Pack, Phrase, Text, Value, Values};

use super::dialogue::dialogue;
use super::mark::Mark;
use super::sentence::marks;
use super::{Act, Literals, Matcher, Vocabulary};

/// Everything that a pack and the engine can recognise in a text, compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    pub(super) vocabulary: Vocabulary,
    pub(super) matcher: Matcher,
    /// What each phrase states.
    pub(super) phrases: Vec<Entry>,
    /// The phrases that a program is a part of, by program.
    pub(super) uses: Vec<Vec<Use>>,
    /// The facts whose values are error numbers, by position, with the numbers that some problem shows.
    pub(super) codes: Vec<(usize, Vec<String>)>,
    /// For each fix, by position, the facts that it tells, by position, with their values.
    pub(super) tells: Vec<Vec<(usize, String)>>,
}

/// A phrase as the reading sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) owner: Owner,
    /// How many parts have to be found.
    pub(super) n_parts: usize,
}

/// A program as a part of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Use {
    pub(super) phrase: usize,
    pub(super) part: usize,
}

/// What a phrase states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owner {
    /// A fact, by position, has a value; `None`: the number in the phrase's slot.
    Fact(usize, Option<String>),
    /// A fix, by position, was done.
    Fix(usize),
    /// A problem, by position, is described.
    Problem(usize),
    /// It is about something that the pack does not treat.
    Elsewhere,
    /// The conversation is steered.
    Act(Act),
    /// What stands around it is changed.
    Mark(Mark),
}

impl Lexicon {
    /// Returns the lexicon of a pack. `indexed_words` are further words that are known to be spelled right.
    #[must_use]
    pub fn compile(pack: &Pack, indexed_words: BTreeSet<String>) -> Self {
        let phrases = phrases(pack);
        let mut literals = Literals::default();
        let members = pack.words.values().flatten();
        for phrase in phrases.iter().map(|(phrase, _)| phrase).chain(members) {
            literals.add(phrase);
        }
        let mut words = literals.all();
        words.extend(indexed_words);
        let vocabulary = Vocabulary::new(words);
        // Many phrases share a part; it is looked for once.
        let mut parts: BTreeMap<&[Node], Vec<Use>> = BTreeMap::new();
        for (position, (phrase, _)) in phrases.iter().enumerate() {
            for (part, nodes) in phrase.parts().enumerate() {
                let phrase = position;
                parts.entry(nodes).or_default().push(Use { phrase, part });
            }
        }
        let (parts, uses): (Vec<&[Node]>, Vec<Vec<Use>>) = parts.into_iter().unzip();
        let matcher = Matcher::new(&parts, &literals, &vocabulary, &pack.words);
        let phrases = phrases.iter().map(|(phrase, owner)| Entry {
            owner: owner.clone(),
            n_parts: phrase.parts().count(),
        });
        Self {
            matcher,
            phrases: phrases.collect(),
            uses,
            codes: codes(pack),
            tells: tells(pack),
            vocabulary,
        }
    }
}

fn phrases(pack: &Pack) -> Vec<(Phrase, Owner)> {
    let mut phrases = Vec::new();
    for (position, fact) in pack.facts.iter().enumerate() {
        phrases.extend(fact_phrases(position, fact));
    }
    for (position, fix) in pack.fixes.iter().enumerate() {
        let said = fix.said.iter().cloned();
        phrases.extend(said.map(|phrase| (phrase, Owner::Fix(position))));
    }
    for (position, problem) in pack.problems.iter().enumerate() {
        let said = problem.said.iter().cloned();
        phrases.extend(said.map(|phrase| (phrase, Owner::Problem(position))));
    }
    let elsewhere = pack.elsewhere.values().flatten().cloned();
    phrases.extend(elsewhere.map(|phrase| (phrase, Owner::Elsewhere)));
    let acts = dialogue().into_iter();
    phrases.extend(acts.map(|(act, phrase)| (phrase, Owner::Act(act))));
    let marks = marks().into_iter();
    phrases.extend(marks.map(|(mark, phrase)| (phrase, Owner::Mark(mark))));
    phrases
}

/// Returns a fact's phrases. In a closed list the `<value>` slot stands for each value's wordings.
fn fact_phrases(position: usize, fact: &Fact) -> Vec<(Phrase, Owner)> {
    let mut phrases = Vec::new();
    for said in &fact.said {
        match (&said.value, &fact.values) {
            (None, Values::Closed(values)) => {
                for value in values {
                    let phrase = with_slot(&said.phrase, &wordings(value));
                    phrases.push((phrase, Owner::Fact(position, Some(value.id.clone()))));
                }
            }
            (value, _) => phrases.push((said.phrase.clone(), Owner::Fact(position, value.clone()))),
        }
    }
    phrases
}

fn wordings(value: &Value) -> Vec<Phrase> {
    let titles = value
        .title
        .iter()
        .flat_map(Text::iter)
        .map(|(_, wording)| wording.to_owned());
    std::iter::once(value.id.clone())
        .chain(titles)
        .map(|wording| Phrase(vec![Node::Literal(wording)]))
        .collect()
}

fn with_slot(phrase: &Phrase, wordings: &[Phrase]) -> Phrase {
    let fill = |branches: &[Phrase]| {
        branches
            .iter()
            .map(|branch| with_slot(branch, wordings))
            .collect()
    };
    let nodes = phrase.0.iter().map(|node| match node {
        Node::Value => Node::OneOf(wordings.to_vec()),
        Node::OneOf(branches) => Node::OneOf(fill(branches)),
        Node::Optional(branches) => Node::Optional(fill(branches)),
        other => other.clone(),
    });
    Phrase(nodes.collect())
}

fn codes(pack: &Pack) -> Vec<(usize, Vec<String>)> {
    let numbers = |values: &[Value]| {
        values
            .iter()
            .map(|value| value.id.clone())
            .filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
            .collect()
    };
    pack.facts
        .iter()
        .enumerate()
        .filter_map(|(position, fact)| match &fact.values {
            Values::Code(values) => Some((position, numbers(values))),
            Values::Closed(_) | Values::Text { .. } => None,
        })
        .collect()
}

fn tells(pack: &Pack) -> Vec<Vec<(usize, String)>> {
    let position = |id: &str| pack.facts.position(id);
    pack.fixes
        .iter()
        .map(|fix| {
            fix.tells
                .iter()
                .filter_map(|(fact, value)| Some((position(fact.as_str())?, value.clone())))
                .collect()
        })
        .collect()
}
