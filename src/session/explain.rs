//! Explanations on request: why not something else, what if something were otherwise, what an answer would tell.
//! Nothing of them is kept: each is worked out from a session as it stands.

mod change;
mod cited;
mod deciding;
mod explanation;
mod for_and_against;
mod named;
mod proof;
mod prospects;
mod standing;
mod suspects;
mod unasked;
mod what_if;
mod why_not;

pub use change::Change;
pub use cited::Cited;
pub use deciding::Deciding;
pub use explanation::Explanation;
pub use proof::{Claim, Proof};
pub use prospects::{Prospect, Prospects};
pub use standing::Standing;
pub(super) use suspects::suspects;
pub use unasked::Unasked;
pub use what_if::WhatIf;
pub use why_not::WhyNot;

use crate::base::Base;
use crate::infer::Belief;

use super::findings::findings;
use super::moves::weighed;
use super::{Event, Session, State};

/// Returns what is believed; `None` where everything known contradicts itself.
fn believed(base: &Base, state: &State) -> Option<Belief> {
    Belief::posterior(&base.tables, &findings(base, state, weighed(base, state)))
}

/// Returns the session as it would stand after one more event.
fn after<'a>(session: &Session<'a>, event: Event) -> Session<'a> {
    let mut supposed = session.clone();
    supposed.push(event);
    supposed
}
