//! State to findings: which of the things known count as evidence, each once.

use crate::base::Base;
use crate::infer::{Findings, Lookup};
use crate::knowledge::FactId;

use super::{Evidence, Known, Outcome, Source, State};

/// A piece of evidence with where it is known from.
pub(super) struct Piece {
    pub(super) evidence: Evidence,
    pub(super) known: Known,
}

/// Returns the evidence of a state, by fact, then by fix.
pub(super) fn findings(base: &Base, state: &State, problems: Vec<f64>) -> Findings {
    let mut findings = Findings {
        problems,
        ..Findings::default()
    };
    findings.ruled_out.extend(state.ruled_out.keys());
    for piece in pieces(base, state) {
        match piece.evidence {
            Evidence::Fact(fact, value) => {
                let position = base.pack.facts.position(fact.as_str());
                let value =
                    position.and_then(|position| base.pack.facts[position].values.position(&value));
                findings.facts.extend(position.zip(value));
            }
            Evidence::Tried(fix) => findings
                .failed
                .extend(base.pack.fixes.position(fix.as_str())),
        }
    }
    findings
}

/// Returns each piece of evidence. What a rule concluded is none, since its premises were; a fix counts through the
/// fact that it tells where that fact is evidence.
pub(super) fn pieces(base: &Base, state: &State) -> Vec<Piece> {
    let is_evidence = |fact: &str| {
        base.pack
            .facts
            .position(fact)
            .is_some_and(|position| base.tables.facts[position].is_evidence())
    };
    let known = |name: &str| {
        FactId::parse(name)
            .and_then(|fact| state.facts.get(&fact))
            .map(|known| known.value.as_str())
    };
    // A fact that is about something which is known not to be says nothing.
    let applies = |fact: &str| {
        let when = base
            .pack
            .facts
            .get(fact)
            .and_then(|fact| fact.when.as_ref());
        when.is_none_or(|when| {
            when.truth(&Lookup {
                pack: &base.pack,
                known: &known,
            }) != Some(false)
        })
    };
    let facts = state.facts.iter().filter(|(fact, known)| {
        known.from != Source::Rule && is_evidence(fact.as_str()) && applies(fact.as_str())
    });
    let mut pieces: Vec<Piece> = facts
        .map(|(fact, known)| Piece {
            evidence: Evidence::Fact(fact.clone(), known.value.clone()),
            known: known.clone(),
        })
        .collect();
    for (fix, outcome) in &state.tried {
        let Some(entry) = base.pack.fixes.get(fix.as_str()) else {
            continue;
        };
        let told = entry.tells.keys().any(|fact| is_evidence(fact.as_str()));
        if *outcome == Outcome::NotFixed && !told {
            let from = if state.helped.contains(fix) {
                Source::Tried
            } else {
                Source::Said
            };
            let known = Known {
                value: "not-fixed".to_owned(),
                from,
                because: None,
            };
            pieces.push(Piece {
                evidence: Evidence::Tried(fix.clone()),
                known,
            });
        }
    }
    pieces
}
