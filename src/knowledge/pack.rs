use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Case, Cause, Check, CheckId, Entries, Fact, Fix, Lang, Phrase, Probability, Problem, Rule,
    Term, Text,
};

/// A whole pack, checked: every id resolves, every phrase and condition is parsed, every probability is one.
///
/// Phrases, samples and tests serve compiling and maintaining alone: the binary form leaves them out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Names the pack.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is about.
    pub title: Text,
    /// The languages that its texts are in.
    pub languages: Vec<Lang>,
    /// The charges of the planner.
    pub costs: Costs,
    /// The weights of the reading.
    pub reading: Reading,
    /// What it draws on; `NAME: …` can be cited as `NAME#part`.
    pub sources: Vec<String>,
    /// The checks that tell how things are at the moment.
    pub status: Vec<CheckId>,
    /// What can be observed.
    pub facts: Entries<Fact>,
    /// What may be at fault.
    pub causes: Entries<Cause>,
    /// What can be done.
    pub fixes: Entries<Fix>,
    /// What is seen.
    pub problems: Entries<Problem>,
    /// What follows from what.
    pub rules: Entries<Rule>,
    /// What can be looked at.
    pub checks: Entries<Check>,
    /// The glossary.
    pub terms: Entries<Term>,
    /// The synonym sets of the phrases; members of all languages together.
    #[serde(skip)]
    pub words: BTreeMap<String, Vec<Phrase>>,
    /// What people write about that is no problem of this pack, by topic.
    #[serde(skip)]
    pub elsewhere: BTreeMap<String, Vec<Phrase>>,
    /// The tests of the pack.
    #[serde(skip)]
    pub tests: Vec<Case>,
}

/// What is added to a fix's minutes, in minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Costs {
    /// The share of a fix's `wait` that counts.
    pub wait_share: f64,
    /// The most that a wait counts.
    pub wait_most: f64,
    /// A fix whose risk is low.
    pub risk_low: f64,
    /// A fix whose risk is high.
    pub risk_high: f64,
    /// A fix that loses something.
    pub loses: f64,
    /// A restart.
    pub reboot: f64,
    /// A fix that leaves the problem where it is.
    pub workaround: f64,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            wait_share: 0.25,
            wait_most: 120.0,
            risk_low: 2.0,
            risk_high: 15.0,
            loses: 2.0,
            reboot: 5.0,
            workaround: 10.0,
        }
    }
}

/// How much words weigh.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// P(the number is shown | the problem that shows it).
    pub shown: Probability,
    /// The factor on a problem's odds for each word of the longest of its phrases that is found, up to three words.
    pub phrase: f64,
    /// The factor on a problem's odds for the best search result; less for the others, by score.
    pub search: f64,
    /// Below this share of a text's weighted words found, and with no phrase and no number, the text is about something else.
    pub refuse: f64,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            shown: Probability::from_word("almost always").expect("a word of the list"),
            phrase: 5.0,
            search: 30.0,
            refuse: 0.65,
        }
    }
}
