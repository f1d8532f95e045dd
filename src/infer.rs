//! Rules, belief and plan: what follows, what is believed, and which move ends the problem soonest. Pure.

mod belief;
mod cost;
mod findings;
mod options;
mod planner;
mod rules;
#[cfg(test)]
mod tests;

pub use belief::Belief;
pub use cost::Cost;
pub use findings::Findings;
pub use options::{FixOption, Options, Question};
pub use planner::{Plan, Planner, Step};
pub use rules::{Fired, Lookup, forward_chain};
