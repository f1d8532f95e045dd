//! The compiled pack: what the reading, the search and the inference need, ready for use, in one binary form.

mod compiled;
mod tables;

pub use compiled::{Base, CompileError};
pub use tables::{FactRows, Hypothesis, Tables};
