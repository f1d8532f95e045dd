use serde::{Deserialize, Serialize};

use crate::knowledge::{Condition, FactId, matches_whole};

/// What the fields of a check say of one fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observe {
    /// The fact.
    pub fact: FactId,
    /// Where its value comes from.
    pub value: Observed,
}

/// Where the value of an observed fact comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Observed {
    /// The first value whose condition is known to hold.
    FirstOf(Vec<(String, Condition)>),
    /// What stands in a field, where the fact can have it.
    Field {
        /// The field.
        field: String,
        /// What the fact can have.
        fits: Fits,
    },
}

/// Which texts can be the value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fits {
    /// One of these.
    OneOf(Vec<String>),
    /// Any error number: letters, digits, `-`, `_` and `.`, with a digit among them.
    Code,
    /// What the regular expression matches as a whole.
    Pattern(String),
}

impl Fits {
    /// Returns whether a text can be the value.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        match self {
            Self::OneOf(values) => values.iter().any(|value| value == text),
            Self::Code => {
                let is_of_code = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
                text.chars().all(is_of_code) && text.chars().any(|letter| letter.is_ascii_digit())
            }
            Self::Pattern(pattern) => matches_whole(pattern, text) == Some(true),
        }
    }
}
