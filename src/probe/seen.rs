use std::collections::BTreeMap;

use crate::knowledge::Facts;

/// A value longer than this says nothing more.
const LONGEST: usize = 2_000;

/// What a check saw, as fields by name. What could not be told is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    fields: BTreeMap<String, String>,
}

impl Seen {
    /// Sets a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value: String = value.into();
        let value = value.chars().take(LONGEST).collect();
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
