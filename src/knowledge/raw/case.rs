//! The shapes of the tests of a pack.

use serde::Deserialize;

use crate::knowledge::decode::{List, Pairs};

use super::Word;

/// An item of `tests:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Case {
    pub(in crate::knowledge) name: Option<Word>,
    pub(in crate::knowledge) lang: Option<Word>,
    pub(in crate::knowledge) platform: Option<Word>,
    pub(in crate::knowledge) facts: Pairs<Word>,
    pub(in crate::knowledge) answers: Pairs<Word>,
    pub(in crate::knowledge) say: Option<Word>,
    pub(in crate::knowledge) turns: Option<Vec<Turn>>,
    pub(in crate::knowledge) expect: Option<Expectation>,
    pub(in crate::knowledge) pair: Option<Word>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// One thing that happens in a test.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Turn {
    pub(in crate::knowledge) say: Option<Word>,
    pub(in crate::knowledge) check: Pairs<Word>,
    pub(in crate::knowledge) tried: Pairs<Word>,
    pub(in crate::knowledge) answer: Pairs<Word>,
    pub(in crate::knowledge) expect: Expectation,
}

/// What must come of a turn.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Expectation {
    pub(in crate::knowledge) problem: Option<Word>,
    pub(in crate::knowledge) cause: Option<Word>,
    pub(in crate::knowledge) fix: Option<Word>,
    pub(in crate::knowledge) next: Option<Word>,
    pub(in crate::knowledge) not: List<Word>,
    pub(in crate::knowledge) tried: List<Word>,
    pub(in crate::knowledge) facts: Pairs<Word>,
}
