//! `naosu kb …`: what the people who edit the knowledge work with.

mod cases;
pub(crate) mod check;
pub(crate) mod eval;
mod samples;
pub(crate) mod simulate;
mod tally;
mod test;

pub(crate) use test::test;
