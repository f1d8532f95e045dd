use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::system::Platform;

use super::{
    CauseId, CheckId, Condition, Entry, FactId, FixId, Phrase, Probability, Provenance, Span, Step,
    Text,
};

/// An action that may end a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// Names the fix.
    pub id: FixId,
    /// What is done, in a few words.
    pub title: Text,
    /// Says that it was done, without success.
    #[serde(skip)]
    pub said: Vec<Phrase>,
    /// Done without help, and these facts, are one event: each implies the other.
    pub tells: BTreeMap<FactId, String>,
    /// The current state after it.
    pub sets: BTreeMap<FactId, String>,
    /// P(problem gone | done, this cause).
    pub cures: BTreeMap<CauseId, Probability>,
    /// P(problem gone | done, a cause nobody wrote down).
    pub cures_other: Probability,
    /// Fixes that doing this does too.
    pub includes: Vec<FixId>,
    /// Whether it gets the person working and leaves the problem.
    pub workaround: bool,
    /// The person's time.
    pub takes: Span,
    /// Time that passes without the person.
    pub wait: Span,
    /// What may go wrong.
    pub risk: Risk,
    /// What the person loses.
    pub loses: Option<Text>,
    /// Whether the device is restarted.
    pub reboot: bool,
    /// Offered unless this is known to be false.
    pub when: Option<Condition>,
    /// Not before these were tried.
    pub after: Vec<FixId>,
    /// The steps for every platform that has none of its own.
    pub steps_any: Option<Vec<Step>>,
    /// A platform's own steps.
    pub steps: BTreeMap<Platform, Vec<Step>>,
    /// How it is found out whether it helped.
    pub verify: Verify,
    /// Why there is no way back, where there is none.
    pub irreversible: Option<Text>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What may go wrong when a fix is carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// Nothing to speak of.
    #[default]
    None,
    /// Something that is easily put right.
    Low,
    /// Something that may take longer to put right than the problem itself.
    High,
}

/// How it is found out whether a fix helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verify {
    /// The person is asked.
    Ask,
    /// A check sees it.
    Check(CheckId),
}

impl Fix {
    /// Returns the steps on a platform: its own, those for any, or `None` where the fix is not offered there.
    #[must_use]
    pub fn steps_on(&self, platform: Platform) -> Option<&[Step]> {
        self.steps
            .get(&platform)
            .or(self.steps_any.as_ref())
            .map(Vec::as_slice)
    }
}

impl Entry for Fix {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}
