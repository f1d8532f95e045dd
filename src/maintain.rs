//! `naosu kb …`: what the people who edit the knowledge work with.

mod at_once;
mod cases;
pub(crate) mod check;
pub(crate) mod eval;
mod filter;
mod platforms;
mod samples;
pub(crate) mod simulate;
mod tally;
mod test;
mod warning;
mod warnings;

pub(crate) use filter::Filter;
pub(crate) use test::test;
