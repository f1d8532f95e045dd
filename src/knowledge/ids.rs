use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// Returns whether `text` is lowercase words and digits joined by `-`.
fn is_kebab_case(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// Returns the id when `text` is lowercase words joined by `-`.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_kebab_case(text).then(|| Self(text.to_owned()))
            }

            /// Returns the id as it stands in the knowledge.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    serde::de::Error::custom(format!("got id `{text}`, expected lowercase words joined by `-`"))
                })
            }
        }
    )*};
}

ids! {
    /// Names one fact, such as `light-is-on`: lowercase words joined by `-`.
    FactId;
    /// Names one cause, such as `bulb-burnt-out`: lowercase words joined by `-`.
    CauseId;
    /// Names one fix, such as `change-bulb`: lowercase words joined by `-`.
    FixId;
    /// Names one problem, such as `room-is-dark`: lowercase words joined by `-`.
    ProblemId;
    /// Names one rule: lowercase words joined by `-`.
    RuleId;
    /// Names one check: lowercase words joined by `-`.
    CheckId;
    /// Names one entry of the glossary: lowercase words joined by `-`.
    TermId;
}
