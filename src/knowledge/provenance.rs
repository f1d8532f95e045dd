use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where an entry comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Where it is written down: addresses, parts of a work, or whose judgement it is.
    pub sources: Vec<String>,
    /// When somebody last read it against its sources.
    pub reviewed: Option<Date>,
}
