//! The shapes of what can be done.

use serde::Deserialize;

use crate::knowledge::decode::{List, Pairs};
use crate::knowledge::spanned::Spanned;

use super::{Phrases, Text, Word};

/// An entry of `fixes:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Fix {
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) said: Option<Phrases>,
    pub(in crate::knowledge) tells: Pairs<Word>,
    pub(in crate::knowledge) sets: Pairs<Word>,
    pub(in crate::knowledge) cures: Pairs<Word>,
    pub(in crate::knowledge) includes: List<Word>,
    pub(in crate::knowledge) workaround: bool,
    pub(in crate::knowledge) takes: Option<Word>,
    pub(in crate::knowledge) wait: Option<Word>,
    pub(in crate::knowledge) risk: Option<Word>,
    pub(in crate::knowledge) loses: Option<Text>,
    pub(in crate::knowledge) reboot: bool,
    pub(in crate::knowledge) when: Option<Word>,
    pub(in crate::knowledge) after: List<Word>,
    pub(in crate::knowledge) steps: Pairs<Vec<Spanned<Step>>>,
    pub(in crate::knowledge) verify: Option<Word>,
    pub(in crate::knowledge) irreversible: Option<Text>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// A step of a fix.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Step {
    pub(in crate::knowledge) when: Option<Word>,
    pub(in crate::knowledge) run: Option<Vec<Word>>,
    pub(in crate::knowledge) open: Option<Word>,
    pub(in crate::knowledge) tell: Option<Text>,
    #[serde(rename = "do")]
    pub(in crate::knowledge) built_in: Option<Word>,
    pub(in crate::knowledge) with: Option<Spanned<With>>,
    pub(in crate::knowledge) link: Option<Word>,
    pub(in crate::knowledge) backup: Option<Vec<Word>>,
    pub(in crate::knowledge) admin: bool,
    pub(in crate::knowledge) may_fail: bool,
    pub(in crate::knowledge) timeout: Option<Word>,
    pub(in crate::knowledge) undo: Option<Vec<Spanned<UndoStep>>>,
    pub(in crate::knowledge) irreversible: Option<Text>,
}

/// What a built-in step is done with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct With {
    pub(in crate::knowledge) sites: Vec<Word>,
}

/// A step that takes something back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct UndoStep {
    pub(in crate::knowledge) run: Option<Vec<Word>>,
    pub(in crate::knowledge) open: Option<Word>,
    pub(in crate::knowledge) tell: Option<Text>,
    pub(in crate::knowledge) link: Option<Word>,
    pub(in crate::knowledge) admin: bool,
    pub(in crate::knowledge) timeout: Option<Word>,
}
