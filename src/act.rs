//! Fixes carried out: planned, agreed to, run step by step, each step in the journal before it is taken.
//!
//! The runner words nothing for a person: [`Screen`] is told what happens, and `show` words it.

mod admin;
mod carry_out;
mod consent;
mod elevate;
mod elevation;
mod error;
mod facts_now;
mod known;
mod output;
mod plan;
mod planner;
mod program;
mod reply;
mod runner;
mod screen;
pub(crate) mod show;
pub(crate) mod site_data;
mod take_back;
mod undo_plan;

pub(crate) use admin::{Admin, Means};
pub(crate) use carry_out::{Carried, Hands, ask_outcome, carry_out};
pub(crate) use consent::{Demand, Granted, Refusal};
pub(crate) use elevation::Elevation;
pub(crate) use error::{ActError, Stop};
pub(crate) use facts_now::facts_now;
pub(crate) use plan::{ByHand, Certainty, Command, Plan, PlannedStep, Rights, What};
pub(crate) use planner::{Situation, plan};
pub(crate) use reply::Reply;
pub(crate) use screen::{Question, Screen};
pub(crate) use take_back::{TakenBack, UndoHands, take_back};
pub(crate) use undo_plan::{Reversal, UndoMove, UndoPlan};

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
