use crate::base::Base;
use crate::knowledge::{FactId, ProblemId};
use crate::session::{Move, Turn};
use crate::system::Platform;

use super::tally::Tally;
use super::test::session;

/// Runs every `samples:` and `not:` line of the facts and the problems.
pub(super) fn run_samples(base: &Base, tally: &mut Tally) {
    for fact in &base.pack.facts {
        for (value, texts) in &fact.samples {
            for text in texts {
                let found = stated(base, &fact.id, text);
                let wrong = (found.as_deref() != Some(value)).then(|| {
                    format!(
                        "expected `{}: {value}`, got {}",
                        fact.id,
                        found.as_deref().unwrap_or("nothing")
                    )
                });
                tally.count(
                    &format!("sample of fact `{}`: {text}", fact.id),
                    wrong.as_slice(),
                );
            }
        }
        for text in &fact.not {
            let wrong = stated(base, &fact.id, text)
                .map(|value| format!("expected nothing, got `{}: {value}`", fact.id));
            tally.count(
                &format!("counter-sample of fact `{}`: {text}", fact.id),
                wrong.as_slice(),
            );
        }
    }
    for problem in &base.pack.problems {
        for text in &problem.samples {
            let found = leads_to(&turn(base, text));
            let wrong = (found.as_ref() != Some(&problem.id)).then(|| {
                format!(
                    "expected `{}`, got {}",
                    problem.id,
                    found.as_ref().map_or("none", ProblemId::as_str)
                )
            });
            tally.count(
                &format!("sample of problem `{}`: {text}", problem.id),
                wrong.as_slice(),
            );
        }
        for text in &problem.not {
            let found = leads_to(&turn(base, text));
            let wrong = (found.as_ref() == Some(&problem.id))
                .then(|| format!("expected anything but `{}`", problem.id));
            tally.count(
                &format!("counter-sample of problem `{}`: {text}", problem.id),
                wrong.as_slice(),
            );
        }
    }
}

fn turn(base: &Base, text: &str) -> Turn {
    let mut session = session(base, Platform::Windows, None);
    session.say(text);
    session.turn()
}

fn stated(base: &Base, fact: &FactId, text: &str) -> Option<String> {
    turn(base, text).understood.facts.get(fact).cloned()
}

/// Returns the most probable problem; none where the words were refused.
pub(super) fn leads_to(turn: &Turn) -> Option<ProblemId> {
    let refused = matches!(turn.next, Move::Unknown { .. });
    turn.problems
        .first()
        .filter(|_| !refused)
        .map(|(problem, _)| problem.clone())
}
