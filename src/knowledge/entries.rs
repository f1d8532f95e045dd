use std::ops::Index;

use serde::{Deserialize, Serialize};

/// Something that stands in the knowledge under an id.
pub trait Entry {
    /// Returns the entry's id as it is written.
    fn id(&self) -> &str;
}

/// The entries of one section in the order of their ids, so that a position is the same on every platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entries<T>(Vec<T>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Entry> Entries<T> {
    /// Returns the entries, sorted by id.
    #[must_use]
    pub fn new(mut entries: Vec<T>) -> Self {
        entries.sort_by(|left, right| left.id().cmp(right.id()));
        Self(entries)
    }

    /// Returns the position of the entry with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|entry| entry.id().cmp(id)).ok()
    }

    /// Returns the entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.position(id).map(|position| &self.0[position])
    }

    /// Returns the entries in the order of their ids.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns how many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Index<usize> for Entries<T> {
    type Output = T;

    fn index(&self, position: usize) -> &T {
        &self.0[position]
    }
}

impl<'a, T: Entry> IntoIterator for &'a Entries<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
