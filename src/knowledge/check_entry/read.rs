use serde::{Deserialize, Serialize};

/// How one field is read from what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadBy {
    /// An RFC 9535 path; the different values of its nodes, joined by `, `.
    Json(String),
    /// The header of this name, whatever its case.
    Header(String),
    /// What stands behind `KEY=` at the start of a line.
    Line(String),
    /// The first group of a regular expression, or all that it matches.
    Text(String),
}
