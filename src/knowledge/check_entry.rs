use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CheckId, Entry, FactId, Span};

/// A read-only look at the machine or the network that observes facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Names the check.
    pub id: CheckId,
    /// The facts that it can observe.
    pub observes: BTreeSet<FactId>,
    /// How long it takes.
    pub takes: Span,
}

impl Entry for Check {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
