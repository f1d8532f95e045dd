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

/// One entry that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The section of the entry.
    pub kind: Kind,
    /// The position of the entry in its section.
    pub position: usize,
    /// Its BM25 score over both fields.
    pub score: f64,
    /// How much of the words its title and description hold, from 0 to 1; a rare word weighs more than a common one.
    pub coverage: f64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The entries, best first; ties by section and position.
    pub hits: Vec<Hit>,
    /// How much of the words the knowledge holds at all, from 0 to 1.
    pub coverage: f64,
}
