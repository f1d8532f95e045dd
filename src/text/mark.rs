use serde::{Deserialize, Serialize};

/// What a form of words does to what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    /// Joins two pieces of a sentence: the second begins as a sentence does.
    Joins,
    /// Begins a clause.
    ClauseBegins,
    /// Ends a clause.
    ClauseEnds,
    /// Where it leads a clause: asks whether the rest of the sentence is so.
    Asks,
    /// Leaves open whether the rest of the sentence is so, wherever it stands.
    LeavesOpen,
    /// Leaves open whether the clause before it is so.
    LeftOpen,
    /// Asks about the clause and takes it for granted.
    Presumes,
    /// Denies what follows at once.
    Denies,
    /// Denies what it follows at once.
    Denied,
    /// Takes back what was said before, where a line says hardly more.
    TakesBack,
    /// Looks like another and has no such meaning.
    Idiom,
    /// Says that it did not last.
    Relapses,
    /// A number counts something and is no error number.
    Counts,
    /// A number is named as the one that it is not.
    ExcludesNumber,
}
