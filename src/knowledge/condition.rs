mod parse;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What must hold of facts, or of the fields that a check read: true, false or unknown (Kleene's logic).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// A bare name: the fact has the first of its values.
    Holds(String),
    /// A name compared with what is written beside it.
    Compare {
        /// The fact or field.
        name: String,
        /// How it is compared.
        comparison: Comparison,
        /// The value, number or pattern as written.
        value: String,
    },
    /// The name's value is one of these.
    In {
        /// The fact or field.
        name: String,
        /// The values as written.
        values: Vec<String>,
    },
    /// Does not hold.
    Not(Box<Condition>),
    /// All hold.
    And(Vec<Condition>),
    /// At least one holds.
    Or(Vec<Condition>),
}

/// How a name is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`, of numbers
    Less,
    /// `>`, of numbers
    Greater,
    /// `contains`, of text
    Contains,
    /// `matches`, a regular expression over the whole text
    Matches,
}

impl Condition {
    /// Returns every name that the condition asks for.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.collect_names(&mut names);
        names
    }

    fn collect_names<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Self::Holds(name) | Self::Compare { name, .. } | Self::In { name, .. } => {
                names.insert(name);
            }
            Self::Not(inner) => inner.collect_names(names),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.collect_names(names);
                }
            }
        }
    }
}
