use crate::knowledge::{CauseId, FactId, FixId, Lang, Place};

/// Something that a pack can do with, and that is probably a mistake.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Warning {
    /// A text is not in a language of the pack.
    #[error("`{entry}` has a text without `{lang}`")]
    MissingTranslation {
        /// The text.
        at: Place,
        /// The entry that it stands in.
        entry: String,
        /// The language.
        lang: Lang,
    },
    /// Nothing says where an entry comes from.
    #[error("`{entry}` has no `source`")]
    MissingSource {
        /// The entry.
        at: Place,
        /// The same.
        entry: String,
    },
    /// No text uses a word of the glossary.
    #[error("no text uses the term `{term}`")]
    UnusedTerm {
        /// The term.
        at: Place,
        /// The same.
        term: String,
    },
    /// What a fix cures and what its failure tells do not fit.
    #[error(
        "`{fix}` cures `{cause}` with {cures:.2}, but `{fact}: {value}`, which its failure tells, is expected with {told:.2} there"
    )]
    CuresAgainstTells {
        /// The cause among those that the fix cures.
        at: Place,
        /// The fix.
        fix: FixId,
        /// The cause.
        cause: CauseId,
        /// P(problem gone | the fix is done, the cause).
        cures: f64,
        /// The fact that the fix tells.
        fact: FactId,
        /// The value that it tells.
        value: String,
        /// P(value | the cause).
        told: f64,
    },
    /// A question that no answer of which would tell anything.
    #[error("`{fact}` is never asked: no cause expects it and no problem shows it")]
    NeverAsked {
        /// The question.
        at: Place,
        /// The fact.
        fact: FactId,
    },
}

impl Warning {
    /// Returns the name of the kind, which stays the same when the wording changes.
    pub(crate) fn id(&self) -> &'static str {
        match self {
            Self::MissingTranslation { .. } => "missing-translation",
            Self::MissingSource { .. } => "missing-source",
            Self::UnusedTerm { .. } => "unused-term",
            Self::CuresAgainstTells { .. } => "cures-against-tells",
            Self::NeverAsked { .. } => "never-asked",
        }
    }

    /// Returns where it stands.
    pub(crate) fn place(&self) -> &Place {
        match self {
            Self::MissingTranslation { at, .. }
            | Self::MissingSource { at, .. }
            | Self::UnusedTerm { at, .. }
            | Self::CuresAgainstTells { at, .. }
            | Self::NeverAsked { at, .. } => at,
        }
    }

    /// Returns what to do about it.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::MissingTranslation { lang, .. } => {
                format!("add its wording as `{lang}: ...`; until then another language is shown")
            }
            Self::MissingSource { .. } => {
                "add `source: \"https://...\"`, or `source: \"judgement after ...\"` where it is your own".to_owned()
            }
            Self::UnusedTerm { .. } => {
                "use the word in a question or step that needs it, or remove the term".to_owned()
            }
            Self::CuresAgainstTells { told, .. } => format!(
                "each implies the other: `cures` should be {:.2}, or the cause expect the fact otherwise",
                1.0 - told
            ),
            Self::NeverAsked { fact, .. } => format!(
                "write under `expect:` of a cause how often `{fact}` holds there, or remove `ask`"
            ),
        }
    }
}
