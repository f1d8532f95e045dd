//! What a pack can do with, and that is probably a mistake.

use std::collections::BTreeSet;

use crate::knowledge::{CauseId, Distribution, Fact, FactId, Fix, Pack, Place, Term, Written};

use super::names::Names;
use super::provenances::provenances;
use super::warning::Warning;

/// What a fix cures and what its failure tells may differ by so much, since both are judged.
const DIFFERENCE: f64 = 0.15;

/// Returns the warnings about a pack without defects, by place.
pub(crate) fn warnings(pack: &Pack, written: &Written) -> Vec<Warning> {
    let mut found = translations(pack, written);
    found.extend(sources(pack, written));
    found.extend(terms(pack, written));
    found.extend(tells(pack, written));
    found.extend(questions(pack, written));
    found.sort_by(|left, right| left.place().cmp(right.place()));
    found
}

fn translations(pack: &Pack, written: &Written) -> Vec<Warning> {
    let mut found = Vec::new();
    for text in written.texts() {
        for (at, &lang) in pack.languages.iter().enumerate() {
            // A text that does not say its language is in the first.
            let is_bare = at == 0 && text.wording.contains_key(&None);
            if !is_bare && !text.wording.contains_key(&Some(lang)) {
                found.push(Warning::MissingTranslation {
                    at: text.place.clone(),
                    entry: text.id.to_owned(),
                    lang,
                });
            }
        }
    }
    found
}

fn sources(pack: &Pack, written: &Written) -> Vec<Warning> {
    let all = provenances(pack).into_iter();
    let without = all.filter(|(_, _, provenance)| provenance.sources.is_empty());
    without
        .map(|(section, id, _)| Warning::MissingSource {
            at: written.place(section, id, &[]),
            entry: id.to_owned(),
        })
        .collect()
}

fn terms(pack: &Pack, written: &Written) -> Vec<Warning> {
    let texts = written.texts();
    let uses = |term: &Term| {
        let names = Names::of(term);
        let mut others = texts
            .iter()
            .filter(|text| (text.section, text.id) != ("terms", term.id.as_str()));
        others.any(|text| text.wording.values().any(|wording| names.stand_in(wording)))
    };
    let unused = pack.terms.iter().filter(|term| !uses(term));
    unused
        .map(|term| Warning::UnusedTerm {
            at: written.place("terms", term.id.as_str(), &[]),
            term: term.id.to_string(),
        })
        .collect()
}

fn tells(pack: &Pack, written: &Written) -> Vec<Warning> {
    let mut found = Vec::new();
    for fix in &pack.fixes {
        for (fact, value) in &fix.tells {
            let Some(position) = pack
                .facts
                .get(fact.as_str())
                .and_then(|fact| fact.values.position(value))
            else {
                continue;
            };
            for (cause, expected) in expecting(pack, fact) {
                let cures = fix.cures.get(cause).map_or(0.0, |cures| cures.get());
                let told = expected.by_value()[position];
                if (cures - (1.0 - told)).abs() > DIFFERENCE {
                    found.push(Warning::CuresAgainstTells {
                        at: place_of_cures(written, fix, cause),
                        fix: fix.id.clone(),
                        cause: cause.clone(),
                        cures,
                        fact: fact.clone(),
                        value: value.clone(),
                        told,
                    });
                }
            }
        }
    }
    found
}

fn place_of_cures(written: &Written, fix: &Fix, cause: &CauseId) -> Place {
    written.place("fixes", fix.id.as_str(), &["cures", cause.as_str()])
}

/// Returns the causes that expect a fact by their own entries.
fn expecting<'a>(
    pack: &'a Pack,
    fact: &'a FactId,
) -> impl Iterator<Item = (&'a CauseId, &'a Distribution)> {
    let causes = pack.causes.iter();
    causes.filter_map(|cause| Some((&cause.id, cause.expect.get(fact)?)))
}

fn questions(pack: &Pack, written: &Written) -> Vec<Warning> {
    let of_causes = pack.causes.iter().flat_map(|cause| cause.expect.keys());
    let of_problems = pack.problems.iter().flat_map(|problem| {
        let behind = problem.causes.iter().flat_map(|cause| cause.expect.keys());
        problem.shows.keys().chain(behind)
    });
    let evidence: BTreeSet<&FactId> = of_causes.chain(of_problems).collect();
    let never = |fact: &&Fact| fact.ask.is_some() && !evidence.contains(&fact.id);
    let never_asked = pack.facts.iter().filter(never);
    never_asked
        .map(|fact| Warning::NeverAsked {
            at: written.place("facts", fact.id.as_str(), &["ask"]),
            fact: fact.id.clone(),
        })
        .collect()
}
