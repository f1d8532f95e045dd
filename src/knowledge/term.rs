use serde::{Deserialize, Serialize};

use super::{Entry, Provenance, TermId, Text};

/// A word of the trade, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Names the term.
    pub id: TermId,
    /// The word as it is written.
    pub title: Text,
    /// What it means.
    pub explain: Text,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Entry for Term {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
