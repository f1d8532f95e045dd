//! Texts, phrases and probabilities, each of which may be written in more than one shape.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::knowledge::decode::{LIST, Pairs};

use super::Word;

/// A text: by language, or bare where one language is all there is.
#[derive(Clone, Debug)]
pub(in crate::knowledge) enum Text {
    /// A bare text.
    Bare(Word),
    /// The wording by language.
    ByLang(Pairs<Word>),
}

/// Phrases or texts: a list, or lists by language or value.
#[derive(Clone, Debug)]
pub(in crate::knowledge) enum Phrases {
    /// A list.
    List(Vec<Word>),
    /// By language or by value.
    By(Pairs<Phrases>),
}

/// A probability: of the first value, or by value.
#[derive(Clone, Debug)]
pub(in crate::knowledge) enum Likelihood {
    /// Of the first value.
    First(Word),
    /// By value.
    ByValue(Pairs<Word>),
}

/// Declares how a type is read that is either one text or list, or a mapping.
macro_rules! list_or_mapping {
    ($name:ident, $mapping:ident, $expected:literal, $from_list:expr) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ShapeVisitor;

                impl<'de> Visitor<'de> for ShapeVisitor {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                        formatter.write_str($expected)
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<$name, A::Error> {
                        let mut list: Vec<Word> = Vec::new();
                        while let Some(item) = items.next_element()? {
                            list.push(item);
                        }
                        let from_list: fn(Vec<Word>) -> Option<$name> = $from_list;
                        from_list(list).ok_or_else(|| {
                            A::Error::invalid_type(serde::de::Unexpected::Seq, &self)
                        })
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        Pairs::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                            .map($name::$mapping)
                    }
                }

                deserializer.deserialize_tuple_struct(LIST, 0, ShapeVisitor)
            }
        }
    };
}

/// Returns the only item of a list.
fn only(mut list: Vec<Word>) -> Option<Word> {
    (list.len() == 1).then(|| list.remove(0))
}

list_or_mapping!(
    Text,
    ByLang,
    "a text, or one by language such as `{en: \u{2026}, ja: \u{2026}}`",
    |list| only(list).map(Text::Bare)
);
list_or_mapping!(
    Phrases,
    By,
    "a list, or lists by language such as `{en: [\u{2026}], ja: [\u{2026}]}`",
    |list| Some(Phrases::List(list))
);
list_or_mapping!(
    Likelihood,
    ByValue,
    "a probability, or one for each value",
    |list| only(list).map(Likelihood::First)
);
