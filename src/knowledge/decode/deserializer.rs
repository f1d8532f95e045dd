use std::collections::BTreeSet;

use serde::de::value::{SeqDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;

use crate::knowledge::node::{Kind, Node};
use crate::knowledge::spanned::{Mark, SPANNED};

use super::{LIST, ShapeError};

/// The nodes to leave out.
type LeftOut = BTreeSet<*const Node>;

/// Reads a node in any shape that serde asks for; strict: a number is a text, and nothing else is converted.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'a> {
    node: &'a Node,
    left_out: &'a LeftOut,
}

impl<'a> NodeDeserializer<'a> {
    /// Returns a deserializer of `node` that skips what is `left_out`.
    pub(super) fn new(node: &'a Node, left_out: &'a LeftOut) -> Self {
        Self { node, left_out }
    }

    fn items(self, items: &'a [Node]) -> Items<'a> {
        Items {
            items: items.iter(),
            left_out: self.left_out,
        }
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'de> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        let result = match &self.node.kind {
            Kind::Null => Err(ShapeError::invalid_type(Unexpected::Unit, &visitor)),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Text(text) => visitor.visit_str(text),
            Kind::List(items) => visitor.visit_seq(self.items(items)),
            Kind::Map(pairs) => visitor.visit_map(PairAccess {
                pairs: pairs.iter(),
                value: None,
                left_out: self.left_out,
            }),
        };
        result.map_err(|error| error.at(self.node))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        match &self.node.kind {
            Kind::Text(text) => {
                let variant: StrDeserializer<'_, ShapeError> = text.as_str().into_deserializer();
                visitor.visit_enum(variant)
            }
            _ => self.deserialize_any(visitor),
        }
        .map_err(|error| error.at(self.node))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        if name == SPANNED {
            visitor.visit_seq(SpannedAccess {
                node: self,
                next: Part::Mark,
            })
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        match &self.node.kind {
            Kind::Text(_) if name == LIST => {
                visitor.visit_seq(self.items(std::slice::from_ref(self.node)))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple map identifier ignored_any
    }
}

struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    left_out: &'a LeftOut,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ShapeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ShapeError> {
        let left_out = self.left_out;
        self.items
            .find(|item| !left_out.contains(&std::ptr::from_ref(*item)))
            .map(|item| seed.deserialize(NodeDeserializer::new(item, left_out)))
            .transpose()
    }
}

struct PairAccess<'a> {
    pairs: std::slice::Iter<'a, (Node, Node)>,
    value: Option<(&'a Node, &'a Node)>,
    left_out: &'a LeftOut,
}

impl<'de> MapAccess<'de> for PairAccess<'de> {
    type Error = ShapeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ShapeError> {
        let left_out = self.left_out;
        let pair = self
            .pairs
            .find(|(_, value)| !left_out.contains(&std::ptr::from_ref(value)));
        let Some((key, value)) = pair else {
            return Ok(None);
        };
        self.value = Some((key, value));
        seed.deserialize(NodeDeserializer::new(key, left_out))
            .map(Some)
            .map_err(|error| ShapeError {
                culprit: Some(value),
                ..error.at_key(key, value)
            })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ShapeError> {
        let (_, value) = self.value.take().expect("a value is read after its key");
        seed.deserialize(NodeDeserializer::new(value, self.left_out))
            .map_err(|error| error.at(value))
    }
}

/// Gives a [`Spanned`](crate::knowledge::spanned::Spanned) its two parts.
struct SpannedAccess<'a> {
    node: NodeDeserializer<'a>,
    next: Part,
}

enum Part {
    Mark,
    Value,
    End,
}

impl<'de> SeqAccess<'de> for SpannedAccess<'de> {
    type Error = ShapeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ShapeError> {
        match self.next {
            Part::Mark => {
                self.next = Part::Value;
                let Mark {
                    file,
                    line,
                    column,
                    width,
                    text_column,
                } = self.node.node.mark;
                let numbers = [file, line, column, width, text_column];
                seed.deserialize(MarkDeserializer(numbers)).map(Some)
            }
            Part::Value => {
                self.next = Part::End;
                seed.deserialize(self.node).map(Some)
            }
            Part::End => Ok(None),
        }
    }
}

/// Gives a [`Mark`] its numbers.
struct MarkDeserializer([u32; 5]);

impl<'de> Deserializer<'de> for MarkDeserializer {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
