use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Every word and character that some phrase or entry of the knowledge holds, in order; a word's number is its position.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary(Vec<String>);

impl Vocabulary {
    /// Returns the vocabulary of these words.
    #[must_use]
    pub fn new(words: BTreeSet<String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Returns the number of a word.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        let position = self
            .0
            .binary_search_by(|known| known.as_str().cmp(word))
            .ok()?;
        u32::try_from(position).ok()
    }

    /// Returns how many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
