use std::collections::BTreeMap;

use crate::knowledge::{FactId, Facts, PLATFORM, Pack, Values, matches_whole};
use crate::system::{Harmless, Platform};

/// What is known when a plan is made.
pub(super) struct Known<'a> {
    pub(super) pack: &'a Pack,
    pub(super) facts: &'a BTreeMap<FactId, String>,
    pub(super) platform: Platform,
}

impl Known<'_> {
    /// Returns the value of a fact as an argument of a program, if it is fit for one: a value of a closed list, or a text
    /// that fits the fact's pattern, that no program can take for an option, and that looks on the screen like what it is.
    pub(super) fn argument(&self, fact: &FactId) -> Option<&str> {
        let value = self.value(fact.as_str())?;
        if fact.as_str() == PLATFORM {
            return Some(value);
        }
        let is_fit = match &self.pack.facts.get(fact.as_str())?.values {
            values @ (Values::Closed(_) | Values::Code(_)) => values.position(value).is_some(),
            Values::Text { pattern } => {
                matches_whole(pattern, value) == Some(true)
                    && !self.is_option(value)
                    && is_one_harmless_line(value)
            }
        };
        is_fit.then_some(value)
    }

    fn is_option(&self, value: &str) -> bool {
        value.starts_with('-') || (self.platform == Platform::Windows && value.starts_with('/'))
    }
}

fn is_one_harmless_line(value: &str) -> bool {
    !value.contains(char::is_control) && Harmless::text(value) == value
}

impl Facts for Known<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        if name == PLATFORM {
            return Some(self.platform.id());
        }
        FactId::parse(name).and_then(|fact| self.facts.get(&fact).map(String::as_str))
    }

    fn first_value(&self, name: &str) -> Option<&str> {
        let values = self.pack.facts.get(name)?.values.list();
        values.first().map(|value| value.id.as_str())
    }
}
