use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::knowledge::node::Node;
use crate::knowledge::spanned::Mark;

/// A node whose shape is not the one wanted there.
#[derive(Debug)]
pub(in crate::knowledge) struct ShapeError {
    /// What is wrong.
    pub(in crate::knowledge) mismatch: Mismatch,
    /// Where; known as soon as the error leaves the innermost node.
    pub(in crate::knowledge) mark: Option<Mark>,
    /// The node to leave out; an address that is compared, never read.
    pub(super) culprit: Option<*const Node>,
}

/// How a shape differs from the one wanted.
#[derive(Debug)]
pub(in crate::knowledge) enum Mismatch {
    /// A key that has no meaning there, and those that have one.
    Key {
        /// The key.
        found: String,
        /// The keys that have a meaning.
        known: &'static [&'static str],
    },
    /// Another kind of value.
    Kind {
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
}

impl ShapeError {
    /// Returns the error with its place, unless it has one.
    pub(super) fn at(self, node: &Node) -> Self {
        self.at_key(node, node)
    }

    /// Returns the error with the place of a key, unless it has one, so that the pair with this value is left out.
    pub(super) fn at_key(self, key: &Node, value: &Node) -> Self {
        Self {
            mark: self.mark.or(Some(key.mark)),
            culprit: self.culprit.or(Some(value)),
            ..self
        }
    }

    fn of_kind(found: String, expected: &str) -> Self {
        let expected = match expected {
            "a string" => "text",
            "a sequence" => "a list",
            "a boolean" => "`true` or `false`",
            other => other,
        };
        Self {
            mismatch: Mismatch::Kind {
                found,
                expected: expected.to_owned(),
            },
            mark: None,
            culprit: None,
        }
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mismatch {
            Mismatch::Key { found, .. } => write!(formatter, "unknown key `{found}`"),
            Mismatch::Kind { found, expected } => {
                write!(formatter, "got {found}, expected {expected}")
            }
        }
    }
}

impl std::error::Error for ShapeError {}

impl de::Error for ShapeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of_kind("something else".to_owned(), &message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Bool(value) => format!("`{value}` (true or false unless quoted)"),
            Unexpected::Unit => "nothing".to_owned(),
            Unexpected::Str(text) => format!("`{text}`"),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "a mapping".to_owned(),
            other => other.to_string(),
        };
        Self::of_kind(found, &expected.to_string())
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self {
            mismatch: Mismatch::Key {
                found: field.to_owned(),
                known,
            },
            mark: None,
            culprit: None,
        }
    }
}
