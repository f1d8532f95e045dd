use super::Field;

/// The sections that can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A problem.
    Problem,
    /// A cause.
    Cause,
    /// A fix.
    Fix,
    /// A fact.
    Fact,
    /// An entry of the glossary.
    Term,
}

impl Kind {
    /// Every section, in the order of the documents.
    pub(super) const ALL: [Self; 5] = [
        Self::Problem,
        Self::Cause,
        Self::Fix,
        Self::Fact,
        Self::Term,
    ];
}

/// One entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The section of the entry.
    pub kind: Kind,
    /// The position of the entry in its section.
    pub position: usize,
    /// Its BM25F score over all fields: the sum of those of its terms, rounded.
    pub score: f64,
    /// How much of the words its title and description hold, from 0 to 1; a rare word weighs more than a common one.
    pub coverage: f64,
    /// The terms that it holds, in the order of the alphabet.
    pub matches: Vec<Match>,
}

/// A term that an entry holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The term: a stem, a number, or one or two Japanese characters.
    pub term: String,
    /// The inverse document frequency: ln(1 + (N - n + ½) / (n + ½)), where n of N entries hold the term.
    pub idf: f64,
    /// What the term adds to the score.
    pub score: f64,
    /// The fields that hold it.
    pub fields: Vec<Field>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The entries, best first; ties by section and position.
    pub hits: Vec<Hit>,
    /// How much of the words the knowledge holds at all, from 0 to 1.
    pub coverage: f64,
    /// Unknown words read as others, as (typed, read).
    pub readings: Vec<(String, String)>,
}
