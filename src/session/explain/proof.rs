use crate::base::Base;
use crate::knowledge::{CauseId, FactId, FixId, RuleId};
use crate::session::{Evidence, Known, Move, Outcome, Reason, Session, State};

use super::Prospect;

/// Something held to be so, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// What is held.
    pub claim: Claim,
    /// What it rests on, strongest first; nothing where it was said, answered or seen.
    pub from: Vec<Proof>,
}

/// Something held to be so.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// This is the next move.
    Move(Move),
    /// This is the cause, with its probability; `None` for what nobody wrote down.
    Cause(Option<CauseId>, f64),
    /// This speaks for a cause or against it.
    Evidence(Reason),
    /// This answer would lead there.
    Answer(Prospect),
    /// A fact is known.
    Fact(FactId, Known),
    /// A fix was tried.
    Tried(FixId, Outcome),
    /// A rule holds.
    Rule(RuleId),
}

/// A move rests on at most so many causes.
const MOST_CAUSES: usize = 2;
/// Nothing follows from more than so many others in a row; a circle ends here too.
const DEEPEST: usize = 8;

impl Session<'_> {
    /// Returns the next move with what it rests on, down to what was said, answered or seen; `None` where nothing is
    /// believed.
    #[must_use]
    pub fn proof(&self) -> Option<Proof> {
        let turn = self.turn();
        if turn.causes.is_empty() || matches!(turn.next, Move::Done | Move::Unknown { .. }) {
            return None;
        }
        let answers = self.prospects().map(|prospects| prospects.answers);
        let answers = answers.into_iter().flatten().map(|answer| Proof {
            claim: Claim::Answer(answer),
            from: Vec::new(),
        });
        let leading = turn.causes.iter().take(MOST_CAUSES);
        let causes = leading.map(|(cause, p)| self.proof_of_cause(cause.as_ref(), *p));
        Some(Proof {
            from: causes.chain(answers).collect(),
            claim: Claim::Move(turn.next),
        })
    }

    fn proof_of_cause(&self, cause: Option<&CauseId>, p: f64) -> Proof {
        let (speaks_for, against) = cause
            .map(|cause| self.for_and_against(cause))
            .unwrap_or_default();
        let ground = Ground {
            base: self.base(),
            state: &self.state(),
        };
        let reasons = speaks_for.into_iter().chain(against);
        Proof {
            claim: Claim::Cause(cause.cloned(), p),
            from: reasons.map(|reason| ground.of_reason(reason)).collect(),
        }
    }
}

struct Ground<'a> {
    base: &'a Base,
    state: &'a State,
}

impl Ground<'_> {
    fn of_reason(&self, reason: Reason) -> Proof {
        let from = match &reason.evidence {
            Evidence::Fact(fact, _) => self.state.facts.get(fact).map(|known| (fact, known)),
            Evidence::Tried(_) => None,
        };
        let from = from.map(|(fact, known)| self.behind(fact, known, DEEPEST));
        Proof {
            from: from.unwrap_or_default(),
            claim: Claim::Evidence(reason),
        }
    }

    /// Returns what a known fact was concluded from.
    fn behind(&self, fact: &FactId, known: &Known, depth: usize) -> Vec<Proof> {
        let Some(because) = known.because.as_deref().filter(|_| depth > 0) else {
            return Vec::new();
        };
        if because == fact.as_str() {
            return Vec::new();
        }
        if let Some((fact, known)) = FactId::parse(because).and_then(|fact| {
            let known = self.state.facts.get(&fact)?;
            Some((fact, known))
        }) {
            return vec![self.of_fact(&fact, known, depth - 1)];
        }
        if let Some(fix) = self.base.pack.fixes.get(because) {
            let outcome = self.state.tried.get(&fix.id);
            let tried = outcome.map(|outcome| Proof {
                claim: Claim::Tried(fix.id.clone(), *outcome),
                from: Vec::new(),
            });
            return tried.into_iter().collect();
        }
        let Some(rule) = self.base.pack.rules.get(because) else {
            return Vec::new();
        };
        let names = rule.when.names();
        let premises = self.state.facts.iter();
        let premises =
            premises.filter(|(premise, _)| *premise != fact && names.contains(premise.as_str()));
        vec![Proof {
            claim: Claim::Rule(rule.id.clone()),
            from: premises
                .map(|(fact, known)| self.of_fact(fact, known, depth - 1))
                .collect(),
        }]
    }

    fn of_fact(&self, fact: &FactId, known: &Known, depth: usize) -> Proof {
        Proof {
            claim: Claim::Fact(fact.clone(), known.clone()),
            from: self.behind(fact, known, depth),
        }
    }
}
