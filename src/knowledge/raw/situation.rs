//! The shapes of what is seen, what is behind it and what can be observed.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::knowledge::decode::{LIST, List, Pairs};
use crate::knowledge::spanned::Spanned;

use super::{Likelihood, Phrases, Text, Word};

/// An entry of `facts:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Fact {
    pub(in crate::knowledge) ask: Option<Spanned<Text>>,
    pub(in crate::knowledge) help: Option<Text>,
    pub(in crate::knowledge) values: Option<Spanned<Values>>,
    pub(in crate::knowledge) pattern: Option<Word>,
    pub(in crate::knowledge) baseline: Option<Spanned<Likelihood>>,
    pub(in crate::knowledge) unsure: Option<Word>,
    pub(in crate::knowledge) said: Option<Phrases>,
    pub(in crate::knowledge) samples: Option<Phrases>,
    pub(in crate::knowledge) not: Option<Phrases>,
    pub(in crate::knowledge) means: Option<Pairs<Pairs<Word>>>,
    pub(in crate::knowledge) when: Option<Word>,
    pub(in crate::knowledge) takes: Option<Word>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// `values:` of a fact.
#[derive(Clone, Debug)]
pub(in crate::knowledge) enum Values {
    /// A list of ids, or one word: `code` or `text`.
    List(Vec<Word>),
    /// Ids with their wording.
    Worded(Pairs<Text>),
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValuesVisitor;

        impl<'de> Visitor<'de> for ValuesVisitor {
            type Value = Values;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of ids, a mapping of ids and texts, `code` or `text`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Values, A::Error> {
                Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(items))
                    .map(Values::List)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Values, A::Error> {
                Pairs::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(Values::Worded)
            }
        }

        deserializer.deserialize_tuple_struct(LIST, 0, ValuesVisitor)
    }
}

/// An entry of `causes:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Cause {
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) explain: Option<Text>,
    pub(in crate::knowledge) expect: Pairs<Spanned<Likelihood>>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// An entry of `problems:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Problem {
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) said: Option<Phrases>,
    pub(in crate::knowledge) samples: Option<Phrases>,
    pub(in crate::knowledge) not: Option<Phrases>,
    pub(in crate::knowledge) prior: Option<Word>,
    pub(in crate::knowledge) shows: Pairs<List<Word>>,
    pub(in crate::knowledge) causes: Pairs<ProblemCause>,
    pub(in crate::knowledge) other: Option<Word>,
    pub(in crate::knowledge) refer: List<Word>,
    pub(in crate::knowledge) checklist: List<Word>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// A cause behind a problem: its weight, or the weight and what differs.
#[derive(Clone, Debug, Default)]
pub(in crate::knowledge) struct ProblemCause {
    pub(in crate::knowledge) weight: Option<Word>,
    pub(in crate::knowledge) expect: Pairs<Spanned<Likelihood>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a mapping")]
struct FullProblemCause {
    weight: Option<Word>,
    expect: Pairs<Spanned<Likelihood>>,
}

impl<'de> Deserialize<'de> for ProblemCause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CauseVisitor;

        impl<'de> Visitor<'de> for CauseVisitor {
            type Value = ProblemCause;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a weight, or `{weight: …, expect: …}`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<ProblemCause, A::Error> {
                let weight = items.next_element()?;
                let expect = Pairs::default();
                Ok(ProblemCause { weight, expect })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ProblemCause, A::Error> {
                let map = serde::de::value::MapAccessDeserializer::new(map);
                let FullProblemCause { weight, expect } = FullProblemCause::deserialize(map)?;
                Ok(ProblemCause { weight, expect })
            }
        }

        deserializer.deserialize_tuple_struct(LIST, 0, CauseVisitor)
    }
}

/// An entry of `terms:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Term {
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) explain: Option<Text>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}
