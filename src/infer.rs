//! Rules, belief and plan: what follows, what is believed, and which move ends the problem soonest. Pure.

mod belief;
mod cost;
mod findings;
mod limits;
mod model;
mod options;
mod plan;
mod planner;
mod repair;
mod rules;
mod search;
#[cfg(test)]
mod tests;

pub use belief::Belief;
pub use cost::Cost;
pub use findings::Findings;
pub use limits::Limits;
pub(crate) use model::NO_REFERRAL;
pub use options::{FixOption, Options, Question};
pub use plan::{Plan, Step};
pub use planner::Planner;
pub use rules::{Fired, Lookup, forward_chain};
