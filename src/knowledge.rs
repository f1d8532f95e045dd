//! The knowledge: its model, how it is loaded from YAML, and how it is checked.
//!
//! Nothing here knows what a pack is about; nothing here asks a clock or the network.

mod case;
mod cause;
mod check;
mod check_entry;
mod condition;
mod decode;
mod defect;
mod distribution;
mod entries;
mod fact;
mod fix;
mod host_name;
mod ids;
mod lang;
mod load;
mod marked;
mod nearest;
mod node;
mod pack;
mod parse_error;
mod phrase;
mod place;
mod plain;
mod probability;
mod problem;
mod provenance;
mod raw;
mod readers;
mod reserved;
mod rule;
mod sections;
mod source;
mod span;
mod spanned;
mod step;
mod term;
mod text;
mod truth;
mod written;

pub use case::{Case, Expectation, Turn as CaseTurn};
pub use cause::Cause;
pub(crate) use check_entry::filled;
pub use check_entry::{
    Check, CheckKind, Fits, HttpCheck, Observe, Observed, Program, ReadBy, Target, Telling,
};
pub use condition::{Comparison, Condition};
pub use defect::Defect;
pub use distribution::Distribution;
pub use entries::{Entries, Entry};
pub use fact::{Fact, Said, Value, Values};
pub use fix::{Fix, Risk, Verify};
pub use host_name::HostName;
pub use ids::{CauseId, CheckId, FactId, FixId, ProblemId, RuleId, TermId};
pub use lang::Lang;
pub use load::load;
pub(crate) use nearest::nearest;
pub use pack::{Costs, Pack, Reading};
pub use parse_error::ParseError;
pub use phrase::{Node, Phrase, verdict};
pub use place::Place;
pub use probability::Probability;
pub use problem::{Problem, ProblemCause};
pub use provenance::Provenance;
pub use readers::readers_agree;
pub use reserved::{PLATFORM, PROBLEM};
pub use rule::{Conclusion, Rule};
pub use source::{PackFile, PackSource};
pub use span::Span;
pub use step::{Action, Argument, BuiltIn, Step, UndoStep};
pub use term::Term;
pub use text::Text;
pub use truth::Facts;
pub(crate) use truth::matches_whole;
pub(crate) use written::Written;
