use crate::base::Base;
use crate::infer::Limits;
use crate::knowledge::{FactId, ProblemId};
use crate::session::{Move, Session, Turn};
use crate::system::Platform;

use super::at_once::at_once;
use super::filter::Filter;
use super::tally::Tally;
use super::test::session;

/// A line of `samples:` or `not:`.
enum Sample<'a> {
    Stating(&'a FactId, &'a str, &'a str),
    NotStating(&'a FactId, &'a str),
    LeadingTo(&'a ProblemId, &'a str),
    NotLeadingTo(&'a ProblemId, &'a str),
}

/// Runs every `samples:` and `not:` line of the facts and the problems that is wanted.
pub(super) fn run_samples(base: &Base, filter: &Filter, tally: &mut Tally) {
    let wanted: Vec<(Sample<'_>, String)> = samples(base)
        .into_iter()
        .map(|sample| {
            let name = sample.name();
            (sample, name)
        })
        .filter(|(_, name)| filter.wants(name))
        .collect();
    let wrong = at_once(&wanted, |(sample, _)| sample.wrong(base));
    for ((_, name), wrong) in wanted.iter().zip(wrong) {
        tally.count(name, wrong.as_slice());
    }
}

fn samples(base: &Base) -> Vec<Sample<'_>> {
    let mut samples = Vec::new();
    for fact in &base.pack.facts {
        for (value, texts) in &fact.samples {
            let texts = texts.iter();
            samples.extend(texts.map(|text| Sample::Stating(&fact.id, value, text)));
        }
        let not = fact.not.iter();
        samples.extend(not.map(|text| Sample::NotStating(&fact.id, text)));
    }
    for problem in &base.pack.problems {
        let texts = problem.samples.iter();
        samples.extend(texts.map(|text| Sample::LeadingTo(&problem.id, text)));
        let not = problem.not.iter();
        samples.extend(not.map(|text| Sample::NotLeadingTo(&problem.id, text)));
    }
    samples
}

impl Sample<'_> {
    fn name(&self) -> String {
        match self {
            Self::Stating(fact, _, text) => format!("sample of fact `{fact}`: {text}"),
            Self::NotStating(fact, text) => format!("counter-sample of fact `{fact}`: {text}"),
            Self::LeadingTo(problem, text) => format!("sample of problem `{problem}`: {text}"),
            Self::NotLeadingTo(problem, text) => {
                format!("counter-sample of problem `{problem}`: {text}")
            }
        }
    }

    /// Returns what did not come as expected.
    fn wrong(&self, base: &Base) -> Option<String> {
        match *self {
            Self::Stating(fact, value, text) => {
                let found = stated(base, fact, text);
                (found.as_deref() != Some(value)).then(|| {
                    let found = found.as_deref().unwrap_or("nothing");
                    format!("expected `{fact}: {value}`, got {found}")
                })
            }
            Self::NotStating(fact, text) => stated(base, fact, text)
                .map(|value| format!("expected nothing, got `{fact}: {value}`")),
            Self::LeadingTo(problem, text) => {
                let found = led_to(base, text);
                (found.as_ref() != Some(problem)).then(|| {
                    let found = found.as_ref().map_or("none", ProblemId::as_str);
                    format!("expected `{problem}`, got {found}")
                })
            }
            Self::NotLeadingTo(problem, text) => (led_to(base, text).as_ref() == Some(problem))
                .then(|| format!("expected anything but `{problem}`")),
        }
    }
}

/// Returns a session that heard a text. Only how it is read is looked at, so its next move is not searched for.
fn heard<'a>(base: &'a Base, text: &str) -> Session<'a> {
    let mut session = session(base, Platform::Windows, None).within(Limits::P_C);
    session.say(text);
    session
}

fn stated(base: &Base, fact: &FactId, text: &str) -> Option<String> {
    let state = heard(base, text).state();
    state.understood.facts.get(fact).cloned()
}

fn led_to(base: &Base, text: &str) -> Option<ProblemId> {
    leads_to(&heard(base, text).turn())
}

/// Returns the most probable problem; none where the words were refused.
pub(super) fn leads_to(turn: &Turn) -> Option<ProblemId> {
    let refused = matches!(turn.next, Move::Unknown { .. });
    turn.problems
        .first()
        .filter(|_| !refused)
        .map(|(problem, _)| problem.clone())
}
