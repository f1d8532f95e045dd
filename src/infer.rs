//! Rules, belief and plan: what follows, what is believed, and which move ends the problem soonest. Pure.

mod agenda;
mod answerer;
mod belief;
mod cluster;
mod cost;
mod findings;
mod fired;
mod limits;
mod lookup;
mod model;
mod options;
mod plan;
mod planner;
mod ranking;
mod repair;
mod search;
#[cfg(test)]
mod tests;

pub use agenda::{Agenda, forward_chain};
pub use answerer::Answerer;
pub use belief::Belief;
pub use cost::Cost;
pub use findings::Findings;
pub use fired::Fired;
pub use limits::Limits;
pub use lookup::Lookup;
pub(crate) use model::NO_REFERRAL;
pub use options::{FixOption, Options, Question};
pub use plan::{Plan, Step, Trial};
pub use planner::Planner;
