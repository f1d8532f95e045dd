//! The YAML's shape, entry by entry: what may be written where. What it means is checked afterwards.
//!
//! Every value keeps its place, every key may be missing: `check` asks for the ones that must be there.

mod behaviour;
mod case;
mod fix;
mod manifest;
mod situation;
mod wording;

pub(super) use self::behaviour::{Check, Read, Rule};
pub(super) use self::case::{Case, Expectation, Turn};
pub(super) use self::fix::{Fix, Step, UndoStep};
pub(super) use self::manifest::{Costs, Manifest, Reading};
pub(super) use self::situation::{Cause, Fact, Problem, Term, Values};
pub(super) use self::wording::{Likelihood, Phrases, Text};

use super::spanned::Spanned;

/// A text with its place.
pub(super) type Word = Spanned<String>;
