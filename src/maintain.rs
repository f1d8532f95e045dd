//! `naosu kb …`: what the people who edit the knowledge work with.

mod at_once;
mod cases;
pub(crate) mod check;
pub(crate) mod eval;
mod filter;
mod names;
mod platforms;
mod provenances;
mod run;
mod samples;
pub(crate) mod simulate;
pub(crate) mod stats;
mod tally;
mod test;
mod warning;
mod warnings;

pub(crate) use filter::Filter;
pub(crate) use test::test;
