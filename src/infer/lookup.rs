use crate::knowledge::{Facts, Pack};

/// Everything known, for judging conditions: a pack with what a lookup returns.
pub struct Lookup<'a, 'b> {
    /// The pack, for the first value of a fact.
    pub pack: &'a Pack,
    /// Returns the current value of a fact.
    pub known: &'a dyn Fn(&str) -> Option<&'b str>,
}

impl Facts for Lookup<'_, '_> {
    fn value(&self, name: &str) -> Option<&str> {
        (self.known)(name)
    }

    fn first_value(&self, name: &str) -> Option<&str> {
        let values = self.pack.facts.get(name)?.values.list();
        values.first().map(|value| value.id.as_str())
    }
}
