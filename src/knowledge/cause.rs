use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CauseId, Distribution, Entry, FactId, Provenance, Text};

/// A fault that may be behind a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    /// Names the cause.
    pub id: CauseId,
    /// What it is, in a few words.
    pub title: Text,
    /// What it means, for a person.
    pub explain: Option<Text>,
    /// P(value | this cause) where it differs from the fact's baseline.
    pub expect: BTreeMap<FactId, Distribution>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Entry for Cause {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
