//! What is typed or sent in exact forms, turned into events or into what is wrong with it.

use std::collections::BTreeMap;

use crate::knowledge::{Fact, FactId, FixId, PROBLEM, Pack, ProblemId, Values, matches_whole};
use crate::session::{Event, Move, Outcome, Session};

/// The value of a fact that the person cannot tell.
const UNSURE: &str = "unsure";
/// The value of none of the things offered.
const NONE: &str = "none";
/// The value of a number that no problem shows.
const OTHER: &str = "other";
/// Below this likeness, another id is no help.
const LIKE: f64 = 0.7;

/// Why an exact form of input is no event.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InputError {
    /// No entry has this id.
    #[error("unknown {kind} `{found}`{}", nearest.as_ref().map_or(String::new(), |id| format!(", did you mean `{id}`?")))]
    Unknown {
        /// The section.
        kind: &'static str,
        /// What was given.
        found: String,
        /// The id most like it.
        nearest: Option<String>,
    },
    /// The fact cannot have this value.
    #[error("got `{found}` for `{fact}`, expected {expected}")]
    Value {
        /// The fact.
        fact: String,
        /// What was given.
        found: String,
        /// What it can be.
        expected: String,
    },
    /// Free text becomes an argument of a program, so a check has to see it.
    #[error(
        "`{fact}` is read from the machine by a check, it cannot be answered; only `unsure` is taken"
    )]
    FreeText {
        /// The fact.
        fact: String,
    },
    /// A fix cannot end so.
    #[error("got outcome `{found}`, expected one of {}", outcomes())]
    Outcome {
        /// What was given.
        found: String,
    },
    /// There is nothing to change: it is not known.
    #[error("`{fact}` is not known yet, so there is nothing to change; answer it instead")]
    NotKnown {
        /// The fact.
        fact: String,
    },
    /// It follows from something else by a rule.
    #[error("`{fact}` follows from other facts by the rule `{rule}`; change one of those")]
    Concluded {
        /// The fact.
        fact: String,
        /// The rule.
        rule: String,
    },
    /// There is nothing that could be passed over.
    #[error("there is nothing to skip")]
    NothingToSkip,
}

/// Returns the answer to a question.
///
/// # Errors
///
/// [`InputError`] when there is no such fact, or it has no such value, or it holds free text, which only a check may give.
pub(crate) fn answered(pack: &Pack, fact: &str, value: &str) -> Result<Event, InputError> {
    if fact == PROBLEM {
        return chose(pack, value);
    }
    let fact = known_fact(pack, fact)?;
    let value = match value {
        UNSURE => None,
        _ if matches!(fact.values, Values::Text { .. }) => {
            return Err(InputError::FreeText {
                fact: fact.id.to_string(),
            });
        }
        value => Some(value_of(fact, value)?),
    };
    Ok(Event::Answered {
        fact: fact.id.clone(),
        value,
    })
}

/// Returns what a check saw: the pending one where nothing else could have seen it.
///
/// # Errors
///
/// [`InputError`] when there is no such fact, or it has no such value.
pub(crate) fn observed<'a>(
    pack: &Pack,
    next: &Move,
    seen: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Event, InputError> {
    let mut facts: BTreeMap<FactId, String> = BTreeMap::new();
    for (fact, value) in seen {
        let fact = known_fact(pack, fact)?;
        facts.insert(fact.id.clone(), value_of(fact, value)?);
    }
    let pending = match next {
        Move::Check(check) => pack.checks.get(check.as_str()),
        _ => None,
    };
    let pending = pending.filter(|check| {
        let observes = check.observes();
        facts.keys().all(|fact| observes.contains(fact))
    });
    Ok(Event::Observed {
        facts,
        checks: pending.map(|check| check.id.clone()).into_iter().collect(),
        at: None,
    })
}

/// Returns what came of a fix; it was done with help where it is the pending move.
///
/// # Errors
///
/// [`InputError`] when there is no such fix.
pub(crate) fn tried(
    session: &Session<'_>,
    fix: &str,
    outcome: Outcome,
) -> Result<Event, InputError> {
    let fixes = &session.base().pack.fixes;
    let known = fixes.get(fix).ok_or_else(|| {
        let ids = fixes.iter().map(|fix| fix.id.as_str());
        unknown("fix", fix, ids)
    })?;
    let next = session.turn().next;
    let pending = next.tried(outcome);
    let pending = pending.filter(|_| pending_fix(&next) == Some(&known.id));
    Ok(pending.unwrap_or(Event::Tried {
        fix: known.id.clone(),
        with: Vec::new(),
        outcome,
        helped: false,
    }))
}

/// Returns the outcome that `name` stands for.
///
/// # Errors
///
/// [`InputError::Outcome`] when it stands for none.
pub(crate) fn outcome_of(name: &str) -> Result<Outcome, InputError> {
    Outcome::parse(name).ok_or_else(|| InputError::Outcome {
        found: name.to_owned(),
    })
}

/// Returns the event of passing the pending move over.
///
/// # Errors
///
/// [`InputError::NothingToSkip`] when nothing is proposed.
pub(crate) fn skipped(next: &Move) -> Result<Event, InputError> {
    match next {
        Move::Ask(fact) => Ok(Event::Skipped {
            id: fact.to_string(),
        }),
        Move::AskProblem(_) => Ok(Event::Skipped {
            id: PROBLEM.to_owned(),
        }),
        Move::Try { fix, .. } | Move::Refer(fix) => Ok(Event::Skipped {
            id: fix.to_string(),
        }),
        Move::Check(check) => Ok(Event::Skipped {
            id: check.to_string(),
        }),
        Move::Unknown { .. } | Move::Done => Err(InputError::NothingToSkip),
    }
}

/// Returns the event of a fact being asked again.
///
/// # Errors
///
/// [`InputError`] when there is no such fact, it is neither known nor passed over, or a rule concluded it.
pub(crate) fn reconsidered(session: &Session<'_>, fact: &str) -> Result<Event, InputError> {
    let id = &known_fact(&session.base().pack, fact)?.id;
    let state = session.state();
    let known = state.facts.get(id);
    if let Some(known) = known.filter(|known| !known.is_changeable()) {
        return Err(InputError::Concluded {
            fact: id.to_string(),
            rule: known.because.clone().unwrap_or_default(),
        });
    }
    if known.is_none() && !state.passed.contains(id.as_str()) {
        return Err(InputError::NotKnown {
            fact: id.to_string(),
        });
    }
    Ok(Event::Reconsidered { fact: id.clone() })
}

/// Returns the event of the problem being gone: by the pending fix, where one was proposed.
pub(crate) fn fixed(next: &Move) -> Event {
    next.tried(Outcome::Fixed).unwrap_or(Event::Fixed)
}

/// Returns the fix that is proposed.
pub(crate) fn pending_fix(next: &Move) -> Option<&FixId> {
    match next {
        Move::Try { fix, .. } | Move::Refer(fix) => Some(fix),
        _ => None,
    }
}

fn chose(pack: &Pack, value: &str) -> Result<Event, InputError> {
    if value == NONE {
        return Ok(Event::Chose { problem: None });
    }
    if value == UNSURE {
        return Ok(Event::Skipped {
            id: PROBLEM.to_owned(),
        });
    }
    let problem = ProblemId::parse(value).filter(|id| pack.problems.get(id.as_str()).is_some());
    if problem.is_some() {
        return Ok(Event::Chose { problem });
    }
    let ids = pack.problems.iter().map(|problem| problem.id.as_str());
    Err(unknown("problem", value, ids))
}

fn known_fact<'a>(pack: &'a Pack, id: &str) -> Result<&'a Fact, InputError> {
    pack.facts.get(id).ok_or_else(|| {
        let ids = pack.facts.iter().map(|fact| fact.id.as_str());
        unknown("fact", id, ids)
    })
}

fn value_of(fact: &Fact, value: &str) -> Result<String, InputError> {
    let is_known = fact.values.position(value).is_some();
    let fitting = match &fact.values {
        Values::Closed(_) => is_known.then_some(value),
        Values::Code(_) if is_known => Some(value),
        Values::Code(_) => value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then_some(OTHER),
        Values::Text { pattern } => (matches_whole(pattern, value) == Some(true)).then_some(value),
    };
    fitting
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| InputError::Value {
            fact: fact.id.to_string(),
            found: value.to_owned(),
            expected: expected(fact),
        })
}

fn expected(fact: &Fact) -> String {
    match &fact.values {
        Values::Closed(values) => {
            let ids: Vec<_> = values.iter().map(|value| value.id.as_str()).collect();
            format!("one of {}", ids.join(", "))
        }
        Values::Code(_) => "a number, `none` or `other`".to_owned(),
        Values::Text { pattern } => format!("text that fits `{pattern}`"),
    }
}

fn unknown<'a>(kind: &'static str, found: &str, ids: impl Iterator<Item = &'a str>) -> InputError {
    let nearest = ids
        .map(|id| (strsim::jaro_winkler(id, found), id))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, id)| id.to_owned());
    InputError::Unknown {
        kind,
        found: found.to_owned(),
        nearest,
    }
}

fn outcomes() -> String {
    Outcome::ALL.map(|(name, _)| name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn an_answer_is_one_of_the_values_or_unsure() {
        let pack = sample::pack();
        let answer = |value| answered(&pack, "others-dark", value);
        assert!(
            matches!(answer("no"), Ok(Event::Answered { value: Some(value), .. }) if value == "no")
        );
        assert!(matches!(
            answer("unsure"),
            Ok(Event::Answered { value: None, .. })
        ));
        assert_eq!(
            answer("maybe").unwrap_err().to_string(),
            "got `maybe` for `others-dark`, expected one of yes, no"
        );
    }

    #[test]
    fn an_unknown_id_names_the_nearest() {
        let pack = sample::pack();
        let error = answered(&pack, "other-dark", "no").unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown fact `other-dark`, did you mean `others-dark`?"
        );
        let error = answered(&pack, "problem", "xyz").unwrap_err();
        assert_eq!(error.to_string(), "unknown problem `xyz`");
    }
}
