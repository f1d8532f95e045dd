mod kind;
mod observe;
mod read;
mod telling;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CheckId, Condition, Entry, FactId, Provenance, Span, Text};

pub use kind::{CheckKind, HttpCheck, Program, Target};
pub use observe::{Fits, Observe, Observed};
pub use read::ReadBy;
pub use telling::Telling;
pub(crate) use telling::filled;

/// A read-only look at the machine or the network that observes facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Names the check.
    pub id: CheckId,
    /// What it looks at, for a person; the id where nothing is written.
    pub title: Option<Text>,
    /// Where it looks.
    pub kind: CheckKind,
    /// The fields that are read from what comes back, beside those of the kind, by name in the order written.
    pub read: Vec<(String, ReadBy)>,
    /// What the fields say of facts, in the order written.
    pub observe: Vec<Observe>,
    /// Over fields: holds where all is well.
    pub fixed_when: Option<Condition>,
    /// Over fields: holds where something is wrong.
    pub broken_when: Option<Condition>,
    /// What the fields mean, the most telling first; the first that can be told stands before the two below.
    pub tells: Vec<Telling>,
    /// What it means that all is well.
    pub if_fixed: Option<Text>,
    /// What it means that something is wrong.
    pub if_broken: Option<Text>,
    /// How long it usually takes.
    pub takes: Span,
    /// After this it is given up.
    pub timeout: Span,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Check {
    /// Returns the facts that it can observe.
    #[must_use]
    pub fn observes(&self) -> BTreeSet<&FactId> {
        self.observe.iter().map(|observe| &observe.fact).collect()
    }

    /// Returns whether it sends anything over the network, which takes the person's consent.
    #[must_use]
    pub fn uses_network(&self) -> bool {
        !self.hosts().is_empty()
    }

    /// Returns the hosts that it speaks to or asks the name servers for.
    #[must_use]
    pub fn hosts(&self) -> BTreeSet<String> {
        self.kind.hosts()
    }
}

impl Entry for Check {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
