use std::collections::BTreeSet;

use fst::{IntoStreamer, Streamer};
use levenshtein_automata::{DFA, Distance};
use serde::{Deserialize, Serialize};

/// Every word and character that some phrase or entry of the knowledge holds, numbered in order; a finite-state transducer,
/// so that words near to one are found without looking at the others.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Vocabulary(fst::Map<Vec<u8>>);

impl Vocabulary {
    /// Returns the vocabulary of these words.
    ///
    /// # Panics
    ///
    /// When memory runs out.
    #[must_use]
    pub fn new(words: BTreeSet<String>) -> Self {
        let numbered = words.into_iter().zip(0_u64..);
        Self(fst::Map::from_iter(numbered).expect("the words are in order and none comes twice"))
    }

    /// Returns the number of a word.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        u32::try_from(self.0.get(word)?).ok()
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

    /// Returns the words that begin with `start` and that an automaton accepts, in order, with their distance.
    pub(super) fn near(&self, automaton: &DFA, start: char) -> Vec<(String, u8)> {
        let next = char::from_u32(u32::from(start) + 1).map(String::from);
        let mut search = self.0.search_with_state(automaton).ge(start.to_string());
        if let Some(next) = next {
            search = search.lt(next);
        }
        let mut stream = search.into_stream();
        let mut near = Vec::new();
        while let Some((word, _, state)) = stream.next() {
            if let Ok(word) = std::str::from_utf8(word)
                && let Distance::Exact(distance) = automaton.distance(state)
            {
                near.push((word.to_owned(), distance));
            }
        }
        near
    }
}

impl From<Vocabulary> for Vec<u8> {
    fn from(vocabulary: Vocabulary) -> Self {
        vocabulary.0.into_fst().into_inner()
    }
}

impl TryFrom<Vec<u8>> for Vocabulary {
    type Error = fst::Error;

    fn try_from(bytes: Vec<u8>) -> Result<Self, Self::Error> {
        fst::Map::new(bytes).map(Self)
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_fst().as_bytes() == other.0.as_fst().as_bytes()
    }
}

impl Eq for Vocabulary {}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new(BTreeSet::new())
    }
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("Vocabulary")
            .field(&self.len())
            .finish()
    }
}
