//! The compiled pack: what the reading, the search and the inference need, ready for use, in one binary form.

mod compiled;
mod fact_rows;
mod rule_index;
mod tables;

pub use compiled::{Base, CompileError};
pub use fact_rows::FactRows;
pub use rule_index::RuleIndex;
pub use tables::{Hypothesis, Tables};
