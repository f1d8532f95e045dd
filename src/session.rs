//! The one driver: events in, turns out. Everything here is a pure function of (knowledge, events).

mod answer;
mod correction;
mod costs;
mod driver;
mod event;
mod explain;
mod findings;
mod fold;
mod hear;
mod moves;
mod number;
mod options;
mod outdated;
mod scope;
mod sight;
mod state;
#[cfg(test)]
mod tests;
mod trace;
mod turn;

pub use crate::text::Act;
pub(crate) use costs::{cost, cost_of_all};
pub use driver::{Heard, Session, Setting};
pub use event::{Event, Outcome};
pub use explain::{
    Change, Cited, Claim, Deciding, Explanation, Proof, Prospect, Prospects, Standing, Unasked,
    WhatIf, WhyNot,
};
pub use number::lone_number;
pub use sight::{Reach, Sight};
pub use state::{Known, Seen, Source, State};
pub use turn::{Evidence, Move, Outlook, PlannedFix, Reason, Turn, Understood};
