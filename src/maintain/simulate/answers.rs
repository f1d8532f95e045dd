use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::base::Tables;
use crate::knowledge::{Distribution, Fact, Pack, Probability, nearest};

/// What people answer by another hand than the pack's: P(value) by cause and fact, by position.
///
/// Written as YAML or JSON: cause id, then fact id, then P(the fact's first value), or P by value; each a number from 0
/// to 1 or a word of the knowledge, such as `usually`. Values that are not named share the rest as in the fact's baseline.
#[derive(Debug)]
pub(crate) struct Answers(BTreeMap<(usize, usize), Vec<f64>>);

/// Why answers cannot be used.
#[derive(Debug, Error)]
pub(crate) enum AnswersError {
    /// The text is no such map.
    #[error("{0}")]
    Text(#[from] serde_yaml::Error),
    /// An id is not in the knowledge.
    #[error("unknown {what} `{found}`")]
    Unknown {
        /// What it should name.
        what: &'static str,
        /// The id.
        found: String,
        /// The id most like it.
        nearest: Option<String>,
    },
    /// A fact is never evidence by itself: it is free text, or a way of speaking that means others.
    #[error("fact `{fact}` is no evidence by itself; name the facts that it means")]
    NoEvidence {
        /// The fact.
        fact: String,
    },
    /// A probability is none.
    #[error(
        "of cause `{cause}`, fact `{fact}`: got {found}, expected a number from 0 to 1 or a word such as `usually`"
    )]
    Chance {
        /// The cause.
        cause: String,
        /// The fact.
        fact: String,
        /// What stands there.
        found: String,
    },
    /// The probabilities of a fact's values do not add up.
    #[error(
        "of cause `{cause}`, fact `{fact}`: the probabilities of the values do not add up to 1"
    )]
    Sum {
        /// The cause.
        cause: String,
        /// The fact.
        fact: String,
    },
}

impl AnswersError {
    /// Returns what was probably meant.
    pub(crate) fn nearest(&self) -> Option<&str> {
        match self {
            Self::Unknown { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawChances {
    OfFirst(RawChance),
    ByValue(BTreeMap<String, RawChance>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawChance {
    Number(f64),
    Word(String),
}

impl RawChance {
    fn probability(&self) -> Option<Probability> {
        match self {
            Self::Number(number) => Probability::new(*number),
            Self::Word(word) => Probability::from_word(word),
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => format!("`{word}`"),
        }
    }
}

impl Answers {
    /// Returns the answers that a text writes down.
    ///
    /// # Errors
    ///
    /// [`AnswersError`] at the first thing that the pack does not know or that is no probability.
    pub(crate) fn parse(pack: &Pack, text: &str) -> Result<Self, AnswersError> {
        let raw: BTreeMap<String, BTreeMap<String, RawChances>> = serde_yaml::from_str(text)?;
        let mut answers = BTreeMap::new();
        for (cause, facts) in raw {
            let ids = || pack.causes.iter().map(|cause| cause.id.as_str());
            let position = pack.causes.position(&cause);
            let position = position.ok_or_else(|| unknown("cause", &cause, ids()))?;
            for (fact, chances) in facts {
                let ids = || pack.facts.iter().map(|fact| fact.id.as_str());
                let entry = pack.facts.get(&fact);
                let entry = entry.ok_or_else(|| unknown("fact", &fact, ids()))?;
                if entry.values.list().is_empty() || !entry.means.is_empty() {
                    return Err(AnswersError::NoEvidence { fact });
                }
                let distribution = distribution(entry, &cause, &chances)?;
                let fact = pack.facts.position(&fact).unwrap_or_default();
                answers.insert((position, fact), distribution.by_value().to_vec());
            }
        }
        Ok(Self(answers))
    }

    /// Returns the tables with these answers in the place of their own, behind every problem.
    pub(super) fn over(&self, tables: &Tables) -> Tables {
        let mut tables = tables.clone();
        for (&(cause, fact), row) in &self.0 {
            let rows = &mut tables.facts[fact];
            let hypotheses = tables.hypotheses.iter().enumerate();
            for (hypothesis, _) in hypotheses.filter(|(_, found)| found.cause == Some(cause)) {
                rows.set(hypothesis, row);
            }
        }
        tables
    }
}

fn distribution(
    fact: &Fact,
    cause: &str,
    chances: &RawChances,
) -> Result<Distribution, AnswersError> {
    let values = fact.values.list();
    let mut named = Vec::new();
    let mut name = |value: usize, chance: &RawChance| {
        let probability = chance.probability().ok_or_else(|| AnswersError::Chance {
            cause: cause.to_owned(),
            fact: fact.id.to_string(),
            found: chance.written(),
        })?;
        named.push((value, probability));
        Ok::<_, AnswersError>(())
    };
    match chances {
        RawChances::OfFirst(chance) => name(0, chance)?,
        RawChances::ByValue(chances) => {
            for (value, chance) in chances {
                let ids = || values.iter().map(|value| value.id.as_str());
                let position = fact.values.position(value);
                name(
                    position.ok_or_else(|| unknown("value", value, ids()))?,
                    chance,
                )?;
            }
        }
    }
    Distribution::like(fact.baseline.as_ref(), values.len(), &named).ok_or_else(|| {
        AnswersError::Sum {
            cause: cause.to_owned(),
            fact: fact.id.to_string(),
        }
    })
}

fn unknown<'p>(
    what: &'static str,
    found: &str,
    known: impl Iterator<Item = &'p str>,
) -> AnswersError {
    AnswersError::Unknown {
        what,
        found: found.to_owned(),
        nearest: nearest(found, known),
    }
}
