use std::collections::BTreeMap;

use crate::knowledge::Facts;
use crate::system::Harmless;

/// A value longer than this says nothing more.
const LONGEST: usize = 2_000;

/// What a check saw, as fields by name. What could not be told is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    fields: BTreeMap<String, String>,
}

impl Seen {
    /// Sets a field, to one line that is harmless to a terminal: values come from servers and files of anybody's.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value: String = value.into();
        let start: String = value.chars().take(LONGEST).collect();
        let value = Harmless::text(&start).replace(['\n', '\t'], " ");
        self.fields.insert(name.to_owned(), value);
    }

    /// Sets a field to `yes` or `no`.
    pub fn set_bool(&mut self, name: &str, value: bool) {
        self.set(name, if value { "yes" } else { "no" });
    }

    /// Sets a field if there is a value.
    pub fn set_some(&mut self, name: &str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// Returns the value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// Returns every field with its value, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter();
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Facts for Seen {
    fn value(&self, name: &str) -> Option<&str> {
        self.get(name)
    }

    /// A bare name of a field asks whether it is `yes`.
    fn first_value(&self, _name: &str) -> Option<&str> {
        Some("yes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_harmless_line() {
        let mut seen = Seen::default();
        seen.set("title", "a\u{1b}]0;owned\u{7}b\u{1b}[2J\u{202e}c\r\nd\te");
        assert_eq!(seen.get("title"), Some("ab\u{fffd}c d e"));
        seen.set("long", "\u{1b}[".repeat(LONGEST));
        assert!(
            seen.get("long")
                .is_some_and(|long| long.len() <= 3 * LONGEST)
        );
    }
}
