use super::{Place, Probability};

/// Something wrong in the knowledge: what, where, and what may have been meant.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Defect {
    /// A file or folder cannot be read.
    #[error("cannot read it: {reason}")]
    Read {
        /// The file or folder.
        at: Place,
        /// What the system says.
        reason: String,
    },
    /// A file is larger than any that a person edits.
    #[error("the file has {size} bytes, expected at most {most}")]
    TooLarge {
        /// The file.
        at: Place,
        /// Its size in bytes.
        size: u64,
        /// The most that is read, in bytes.
        most: u64,
    },
    /// A file is no UTF-8 text.
    #[error("not UTF-8 text")]
    NotUtf8 {
        /// The first byte that is none.
        at: Place,
    },
    /// A file is no YAML.
    #[error("not YAML: {reason}")]
    Syntax {
        /// Where the reader stopped.
        at: Place,
        /// What the reader says.
        reason: String,
    },
    /// YAML that packs do not use.
    #[error("{what} is not supported")]
    Unsupported {
        /// Where it stands.
        at: Place,
        /// What it is.
        what: &'static str,
    },
    /// A key stands twice in one mapping.
    #[error("duplicate key `{found}`, first on line {first_line}")]
    DuplicateKey {
        /// The second one.
        at: Place,
        /// The key.
        found: String,
        /// The line of the first.
        first_line: u32,
    },
    /// An id stands twice in one section, or a name twice among the tests.
    #[error("duplicate {kind} `{found}`, first at {first}")]
    DuplicateId {
        /// The second one.
        at: Place,
        /// What it names.
        kind: &'static str,
        /// The id.
        found: String,
        /// The first one.
        first: Place,
    },
    /// A key that has no meaning there.
    #[error("unknown key `{found}`")]
    UnknownKey {
        /// The key.
        at: Place,
        /// The key as written.
        found: String,
        /// The known key most like it.
        nearest: Option<String>,
    },
    /// An id that names nothing.
    #[error("unknown {kind} `{found}`")]
    UnknownId {
        /// Where it is referred to.
        at: Place,
        /// What it should name.
        kind: &'static str,
        /// The id as written.
        found: String,
        /// The known id most like it.
        nearest: Option<String>,
    },
    /// A value that a fact cannot have.
    #[error("fact `{fact}` has no value `{found}`")]
    UnknownValue {
        /// The value.
        at: Place,
        /// The fact.
        fact: String,
        /// The value as written.
        found: String,
        /// The values that it has.
        known: Vec<String>,
    },
    /// Another kind of YAML value than the one wanted.
    #[error("got {found}, expected {expected}")]
    Kind {
        /// The value.
        at: Place,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// A word other than those that have a meaning there.
    #[error("got `{found}`, expected {expected}")]
    Word {
        /// The word.
        at: Place,
        /// The word as written.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// Something that must be written is not.
    #[error("{owner} has no `{key}`")]
    Missing {
        /// The entry.
        at: Place,
        /// The entry as a person calls it.
        owner: String,
        /// The key.
        key: &'static str,
    },
    /// A pack without any problem.
    #[error("the pack has no problem that it could solve")]
    NoProblem {
        /// The pack.
        at: Place,
    },
    /// Entries that wait for or contain each other.
    #[error("`{relation}` goes in a circle: {path}")]
    Circle {
        /// The reference that closes it.
        at: Place,
        /// The key that refers.
        relation: &'static str,
        /// The ids on the way round.
        path: String,
    },
    /// No probability.
    #[error(
        "got `{found}`, expected a probability: a number from 0 to 1 or a word such as `usually`"
    )]
    Likelihood {
        /// The value.
        at: Place,
        /// The value as written.
        found: String,
        /// The known word most like it.
        nearest: Option<String>,
    },
    /// Probabilities that are not those of all values.
    #[error("probabilities sum to {sum}, expected {expected}")]
    Sum {
        /// The probabilities.
        at: Place,
        /// Their sum.
        sum: f64,
        /// What it should be.
        expected: &'static str,
    },
    /// No phrase.
    #[error("cannot read the phrase: {reason}")]
    Phrase {
        /// The mark at which reading failed.
        at: Place,
        /// Why.
        reason: String,
    },
    /// No condition.
    #[error("cannot read the condition: {reason}")]
    Condition {
        /// The word at which reading failed.
        at: Place,
        /// Why.
        reason: String,
    },
    /// A fact that nothing can ever observe.
    #[error("nothing can observe fact `{fact}`")]
    Unobservable {
        /// The fact.
        at: Place,
        /// Its id.
        fact: String,
    },
    /// What a way of speaking cannot have or be.
    #[error("`{fact}` is a way of speaking (it has `means`) and {problem}")]
    WayOfSpeaking {
        /// The key or reference.
        at: Place,
        /// The fact.
        fact: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// A last referral that may not be offered.
    #[error("the last fix of `refer` must always be offered, but `{fix}` has a `when`")]
    LastReferral {
        /// The reference.
        at: Place,
        /// The fix.
        fix: String,
    },
    /// A step that changes something for good without saying so.
    #[error("the step has no way back")]
    NoWayBack {
        /// The step.
        at: Place,
    },
    /// A step that is refused because of what it runs or opens.
    #[error("{reason}")]
    Refused {
        /// The argument or address.
        at: Place,
        /// Why.
        reason: String,
        /// What to write instead.
        instead: &'static str,
    },
    /// A rule that the format sets and that has no variant of its own.
    #[error("{rule}")]
    Rule {
        /// Where it is broken.
        at: Place,
        /// The rule and what was found.
        rule: String,
    },
}

impl Defect {
    /// Returns where the defect is.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Read { at, .. }
            | Self::TooLarge { at, .. }
            | Self::NotUtf8 { at }
            | Self::Syntax { at, .. }
            | Self::Unsupported { at, .. }
            | Self::DuplicateKey { at, .. }
            | Self::DuplicateId { at, .. }
            | Self::UnknownKey { at, .. }
            | Self::UnknownId { at, .. }
            | Self::UnknownValue { at, .. }
            | Self::Kind { at, .. }
            | Self::Word { at, .. }
            | Self::Missing { at, .. }
            | Self::NoProblem { at }
            | Self::Circle { at, .. }
            | Self::Likelihood { at, .. }
            | Self::Sum { at, .. }
            | Self::Phrase { at, .. }
            | Self::Condition { at, .. }
            | Self::Unobservable { at, .. }
            | Self::WayOfSpeaking { at, .. }
            | Self::LastReferral { at, .. }
            | Self::NoWayBack { at }
            | Self::Refused { at, .. }
            | Self::Rule { at, .. } => at,
        }
    }

    /// Returns what to do about it, where that can be told.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnknownKey { nearest, .. } | Self::UnknownId { nearest, .. } => {
                format!("did you mean `{}`?", nearest.as_ref()?)
            }
            Self::Likelihood { nearest: None, .. } => {
                let words: Vec<_> = Probability::WORDS.iter().map(|(word, _)| *word).collect();
                format!("the words are {}", words.join(", "))
            }
            Self::Likelihood {
                nearest: Some(word),
                ..
            } => format!("did you mean `{word}`?"),
            Self::UnknownValue { known, .. } => {
                let known: Vec<_> = known.iter().map(|value| format!("`{value}`")).collect();
                format!("its values are {}", known.join(", "))
            }
            Self::NotUtf8 { .. } => "save the file as UTF-8".to_owned(),
            Self::DuplicateKey { .. } | Self::DuplicateId { .. } => {
                "rename or remove one of the two".to_owned()
            }
            Self::Kind { found, .. } if found.ends_with("unless quoted)") => {
                "put it in quotes".to_owned()
            }
            Self::NoWayBack { .. } => {
                "write `undo: [\u{2026}]`, or `irreversible:` with the reason".to_owned()
            }
            Self::Unobservable { .. } => {
                "give it `ask` or `said`, or let a check, a rule or a fix state it".to_owned()
            }
            Self::Refused { instead, .. } => (*instead).to_owned(),
            _ => return None,
        };
        Some(hint)
    }
}
