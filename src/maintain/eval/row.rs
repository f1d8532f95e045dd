use std::collections::BTreeMap;

use serde::Deserialize;

/// Labels that say that a text has to be refused.
const REFUSE: [&str; 2] = ["out-of-scope", "none"];

/// One labelled text. Ids are as the knowledge writes them, with `-`.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written")]
pub(crate) struct Row {
    /// Names the row.
    pub(crate) id: String,
    /// The language of the text.
    pub(crate) lang: String,
    /// How the text came to be, such as `as-written`.
    pub(crate) wording: String,
    /// What is to be read.
    pub(crate) text: String,
    /// The problem, or that there is none.
    pub(crate) problem: String,
    /// The error numbers that stand in the text, sorted.
    pub(crate) codes: Vec<String>,
    /// The facts that the text states, with their values.
    pub(crate) facts: BTreeMap<String, String>,
    /// The fixes that the text says were tried; `None` where nobody looked for them.
    pub(crate) tried: Option<Vec<String>>,
}

impl Row {
    /// Returns whether a problem is described, as against a text that has to be refused.
    pub(crate) fn in_scope(&self) -> bool {
        !REFUSE.contains(&self.problem.as_str())
    }
}

/// A row as it is written; other fields are ignored.
#[derive(Deserialize)]
struct Written {
    id: String,
    lang: String,
    wording: String,
    text: String,
    problem: String,
    codes: Vec<Code>,
    facts: BTreeMap<String, Value>,
    tried: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an error number must be a number or a text")]
enum Code {
    Number(u64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "the value of a fact must be true, false or a text"
)]
enum Value {
    Bool(bool),
    Text(String),
}

impl From<Written> for Row {
    fn from(written: Written) -> Self {
        let mut codes: Vec<String> = written.codes.into_iter().map(Code::text).collect();
        codes.sort();
        let facts = written.facts.into_iter();
        let tried = |fixes: Vec<String>| fixes.iter().map(|fix| dashed(fix)).collect();
        Self {
            id: written.id,
            lang: written.lang,
            wording: written.wording,
            text: written.text,
            problem: dashed(&written.problem),
            codes,
            facts: facts
                .map(|(fact, value)| (dashed(&fact), value.text()))
                .collect(),
            tried: written.tried.map(tried),
        }
    }
}

impl Code {
    fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

impl Value {
    fn text(self) -> String {
        match self {
            Self::Bool(true) => "yes".to_owned(),
            Self::Bool(false) => "no".to_owned(),
            Self::Text(text) => text,
        }
    }
}

fn dashed(id: &str) -> String {
    id.replace('_', "-")
}
