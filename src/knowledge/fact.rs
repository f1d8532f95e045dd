use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Condition, Distribution, Entry, FactId, Phrase, Probability, Provenance, Span, Text};

/// Something that can be observed: a question to ask, words that state it, a check that sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Names the fact.
    pub id: FactId,
    /// The question; without one the fact is never asked.
    pub ask: Option<Text>,
    /// How to tell.
    pub help: Option<Text>,
    /// What it can be.
    pub values: Values,
    /// P(value) for every cause that says nothing of this fact. `None`: every value alike, so it is no evidence
    /// unless a problem shows it.
    pub baseline: Option<Distribution>,
    /// P(the person cannot tell).
    pub unsure: Probability,
    /// What states it.
    #[serde(skip)]
    pub said: Vec<Said>,
    /// Texts that people write for each value; for tests only.
    #[serde(skip)]
    pub samples: BTreeMap<String, Vec<String>>,
    /// Texts that must not state it; for tests only.
    #[serde(skip)]
    pub not: Vec<String>,
    /// What a way of speaking means, by value; where there is one, it alone is evidence.
    pub means: BTreeMap<String, BTreeMap<FactId, String>>,
    /// Asked only where this is known to hold.
    pub when: Option<Condition>,
    /// The person's time to answer.
    pub takes: Span,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Fact {
    /// Returns whether a value is more probable than every other where nothing is said of the fact; never without a baseline.
    #[must_use]
    pub fn is_usual(&self, value: &str) -> bool {
        let chances = self.baseline.as_ref().map(Distribution::by_value);
        let position = self.values.position(value);
        chances.zip(position).is_some_and(|(chances, position)| {
            let mut others = chances.iter().enumerate().filter(|(at, _)| *at != position);
            others.all(|(_, chance)| *chance < chances[position])
        })
    }
}

/// A phrase and the value it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The value; `None` where the phrase's `<value>` slot says it.
    pub value: Option<String>,
    /// The form of words.
    pub phrase: Phrase,
}

/// What a fact can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    /// A closed list, in the order written.
    Closed(Vec<Value>),
    /// Any error number. The list holds those that some problem shows, then `none`, then `other`.
    Code(Vec<Value>),
    /// Free text that a check sees and that fits the pattern; never evidence.
    Text {
        /// A regular expression over the whole text.
        pattern: String,
    },
}

/// One value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The value as it stands in the knowledge.
    pub id: String,
    /// How it is worded to a person, where the knowledge says so.
    pub title: Option<Text>,
}

impl Values {
    /// Returns the values in order; none for free text.
    #[must_use]
    pub fn list(&self) -> &[Value] {
        match self {
            Self::Closed(list) | Self::Code(list) => list,
            Self::Text { .. } => &[],
        }
    }

    /// Returns the position of a value.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.list().iter().position(|value| value.id == id)
    }

    /// Returns whether the values are yes and no, in this order.
    #[must_use]
    pub fn are_yes_or_no(&self) -> bool {
        matches!(self.list(), [yes, no] if yes.id == "yes" && no.id == "no")
    }
}

impl Entry for Fact {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
