//! Both readers' trees as one: the values of the plain one with the places of the marked one.

use serde_yaml::Value;

use super::marked::{Content, Marked};
use super::spanned::Mark;

/// A value with its place, as both readers found it.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it stands.
    pub(super) mark: Mark,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a [`Node`] is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Nothing was written.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A text, or a number as it is written.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Joins what the two readers found in one file.
    ///
    /// # Errors
    ///
    /// The place of the first node in which they differ.
    pub(super) fn join(value: Value, marked: Marked) -> Result<Self, Mark> {
        let mark = marked.mark;
        let kind = match (value, marked.content) {
            (Value::Sequence(values), Content::List(items)) if values.len() == items.len() => {
                let items = values.into_iter().zip(items);
                Kind::List(
                    items
                        .map(|(value, item)| Self::join(value, item))
                        .collect::<Result<_, _>>()?,
                )
            }
            (Value::Mapping(mapping), Content::Map(pairs)) if mapping.len() == pairs.len() => {
                // Of duplicate keys both keep the last, at the first one's position.
                let pairs = mapping.into_iter().zip(pairs);
                Kind::Map(
                    pairs
                        .map(|((key, value), (marked_key, marked_value))| {
                            Ok((
                                Self::join(key, marked_key)?,
                                Self::join(value, marked_value)?,
                            ))
                        })
                        .collect::<Result<_, _>>()?,
                )
            }
            (value, Content::Scalar { text, plain }) => {
                Self::scalar(value, text, plain).ok_or(mark)?
            }
            _ => return Err(mark),
        };
        Ok(Self { mark, kind })
    }

    fn scalar(value: Value, text: String, plain: bool) -> Option<Kind> {
        match value {
            Value::String(value) => (value == text).then_some(Kind::Text(value)),
            Value::Number(number) => {
                (plain && is_number(&number, &text)).then_some(Kind::Text(text))
            }
            Value::Bool(value) => (plain && text.eq_ignore_ascii_case(&value.to_string()))
                .then_some(Kind::Bool(value)),
            Value::Null => (plain && ["", "~", "null", "Null", "NULL"].contains(&text.as_str()))
                .then_some(Kind::Null),
            Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
        }
    }
}

/// Returns whether `text` writes `number`.
fn is_number(number: &serde_yaml::Number, text: &str) -> bool {
    let read_alone: Result<serde_yaml::Number, _> = serde_yaml::from_str(text);
    number.to_string() == text || read_alone.is_ok_and(|alone| alone == *number || number.is_nan())
}
