//! `naosu kb simulate`: what a pack's numbers come to, played with people drawn from them.
//!
//! A person has one problem, a cause behind it (or what nobody wrote down), a true value for every fact, and for every
//! fix whether it ends the problem. All of it is drawn from tables: the pack's own, those moved at random, or those with
//! rows of another hand. The same person meets every strategy, so that what is compared differs in nothing else.
//!
//! # What counts
//!
//! - **Where it begins.** The problem is known: how words are read is measured by `naosu kb eval`.
//! - **Minutes** are the expected cost of repair's own: the person's time with the pack's charges for waiting, risk and
//!   loss, of every question and fix until the problem is gone or handed over, with the price of that.
//! - **A fix that does not apply** to the person, by its `when`, is passed over at the price of reading it, whoever
//!   proposes it.
//! - **A fix that tells a fact** is one event with it: where the fact is drawn, the fix helps whenever its failure would
//!   have told otherwise.
//! - **A workaround that is known to work** by an answer is not proposed any more. In the place of handing over it is used,
//!   at its price; where the answer was wrong, the session goes on with that.
//! - **Handing over** costs what the first referral costs that applies to the person, whoever hands over. It is
//!   handed over, too, where naosu knows no further, or finds that the answers contradict each other.
//! - **The guide** is the problem's checklist from top to bottom, without what has no steps on the platform, then the
//!   referral. Nothing is done twice: a fix that another one includes is done with it.
//! - **Never found first** is a cause that was drawn, and that was not the most probable one at the end of any session
//!   with it: when the fix that ended it, or the referral, was proposed.

mod answers;
mod bars;
mod checklist;
mod course;
mod figures;
mod found;
mod json;
mod people;
mod person;
mod policy;
mod report;
mod row;
mod settings;
mod simulation;
mod svg;
#[cfg(test)]
mod tests;
mod truth;

pub(crate) use answers::Answers;
pub(crate) use json::json;
pub(crate) use report::report;
pub(crate) use settings::Settings;
pub(crate) use simulation::Simulation;
pub(crate) use svg::svg;
