//! State to options: which fixes can be tried and which questions asked, and what each costs.

use std::collections::BTreeSet;

use crate::base::Base;
use crate::infer::{Answerer, Belief, Cost, FixOption, Lookup, Options, Question};
use crate::knowledge::{Condition, Fact, FactId, Fix, FixId, PROBLEM, Span};

use super::costs::{cost, of_question, own_cost, restart};
use super::moves::Around;
use super::scope::showing;
use super::{Setting, Sight, State};

/// Naming the problem takes as long as any question.
const ASK_PROBLEM: Span = Span::seconds(15);
/// A check cannot tell so often: what it looks at may not be there, not be understood, or not answer in time.
const UNSEEN: f64 = 0.3;
/// A problem less probable than this need not be told from the others.
const NEGLIGIBLE: f64 = 0.02;

/// Returns what can be done and asked now.
pub(super) fn options(base: &Base, around: Around, state: &State, belief: &Belief) -> Options {
    let view = View {
        base,
        setting: around.setting,
        sight: around.sight,
        state,
    };
    let problems = belief.problems(&base.tables, base.pack.problems.len());
    let open = problems
        .iter()
        .filter(|probability| **probability > NEGLIGIBLE)
        .count()
        > 1;
    Options {
        shared: restart(base),
        fixes: view.fixes(),
        questions: view.questions(),
        referrals: (0..problems.len())
            .map(|problem| view.referral(problem))
            .collect(),
        ask_problem: (open
            && state.chosen.is_none()
            && !state.passed.contains(PROBLEM)
            && showing(base, state).is_empty())
        .then(|| of_question(ASK_PROBLEM)),
    }
}

/// Returns whether a check could tell evidence that is not known.
pub(super) fn could_tell(base: &Base, around: Around, state: &State) -> bool {
    let view = View {
        base,
        setting: around.setting,
        sight: around.sight,
        state,
    };
    let mut facts = base.pack.facts.iter().enumerate();
    facts.any(|(at, fact)| base.tables.facts[at].is_evidence() && view.check(fact).is_some())
}

/// Returns the workarounds that are known to work: what their trial would tell is known to be otherwise.
pub(super) fn known_to_work(base: &Base, state: &State) -> Vec<FixId> {
    let works = |fix: &&Fix| {
        fix.workaround
            && fix.tells.iter().any(|(fact, told)| {
                state
                    .facts
                    .get(fact)
                    .is_some_and(|known| known.value != *told)
            })
    };
    base.pack
        .fixes
        .iter()
        .filter(works)
        .map(|fix| fix.id.clone())
        .collect()
}

struct View<'a> {
    base: &'a Base,
    setting: Setting,
    sight: Sight,
    state: &'a State,
}

impl View<'_> {
    fn fixes(&self) -> Vec<FixOption> {
        let fixes = &self.base.pack.fixes;
        let works = known_to_work(self.base, self.state);
        let open =
            |fix: &Fix| self.is_open(fix) && !works.contains(&fix.id) && !self.is_referral(fix);
        fixes
            .iter()
            .enumerate()
            .filter(|(_, fix)| open(fix))
            .map(|(position, fix)| FixOption {
                fix: position,
                cost: own_cost(self.base, fix),
                shares: fix.reboot,
                after: fix
                    .after
                    .iter()
                    .filter_map(|id| fixes.position(id.as_str()))
                    .collect(),
                includes: self.included(fix).into_iter().collect(),
                tells: fix
                    .tells
                    .keys()
                    .filter_map(|id| self.base.pack.facts.position(id.as_str()))
                    .collect(),
            })
            .collect()
    }

    /// Returns the fixes that are done along with a fix and were not tried so far, by position.
    fn included(&self, fix: &Fix) -> BTreeSet<usize> {
        let fixes = &self.base.pack.fixes;
        let mut all = BTreeSet::new();
        let mut open = vec![fix];
        while let Some(fix) = open.pop() {
            for id in &fix.includes {
                let position = fixes.position(id.as_str());
                let position = position.filter(|_| !self.state.tried.contains_key(id));
                if let Some(position) = position.filter(|position| all.insert(*position)) {
                    open.push(&fixes[position]);
                }
            }
        }
        all
    }

    /// A fix is offered unless it was tried, passed over, has no steps here, or is known not to apply.
    fn is_open(&self, fix: &Fix) -> bool {
        !self.state.tried.contains_key(&fix.id)
            && !self.state.passed.contains(fix.id.as_str())
            && fix.steps_on(self.setting.platform).is_some()
            && fix
                .when
                .as_ref()
                .is_none_or(|when| self.holds(when) != Some(false))
    }

    fn is_referral(&self, fix: &Fix) -> bool {
        self.base
            .pack
            .problems
            .iter()
            .any(|problem| problem.refer.contains(&fix.id))
    }

    /// Returns the questions that can be asked, now or after an answer to another.
    fn questions(&self) -> Vec<Question> {
        let facts = self.base.pack.facts.iter().enumerate();
        let unknown = facts.filter(|(position, fact)| {
            self.base.tables.facts[*position].is_evidence()
                && (self.is_unknown(fact) || self.check(fact).is_some())
        });
        let unknown: Vec<(usize, &Fact)> = unknown.collect();
        let mut questions = Vec::new();
        for &(position, fact) in &unknown {
            let is_asked = |when: &Condition| self.holds(when) == Some(true);
            let needs = match &fact.when {
                Some(when) if !is_asked(when) => self.answers_that(when, true, &unknown),
                Some(_) | None => Vec::new(),
            };
            if !needs.is_empty() || fact.when.as_ref().is_none_or(is_asked) {
                let (by, takes, unsure) = match self.check(fact) {
                    Some((check, takes)) => (Answerer::Check(check), takes, UNSEEN),
                    None => (Answerer::Person, fact.takes, fact.unsure.get()),
                };
                questions.push(Question {
                    fact: position,
                    by,
                    cost: of_question(takes),
                    unsure,
                    closes: self.closed_by(position, fact),
                    needs,
                });
            }
        }
        questions
    }

    /// Returns the check that is run before anybody is asked for a fact, with what it takes: one that stays on this machine
    /// rather than one over the network, then the quickest.
    fn check(&self, fact: &Fact) -> Option<(usize, Span)> {
        if self.state.facts.contains_key(&fact.id) {
            return None;
        }
        let checks = self.base.pack.checks.iter().enumerate();
        let can_tell = checks.filter(|(_, check)| {
            self.sight.takes_in(check)
                && check.observes().contains(&fact.id)
                && !self.state.ran.contains(&check.id)
                && !self.state.passed.contains(check.id.as_str())
        });
        let best = can_tell.min_by_key(|(_, check)| (check.uses_network(), check.takes));
        best.map(|(position, check)| (position, check.takes))
    }

    fn is_unknown(&self, fact: &Fact) -> bool {
        fact.ask.is_some()
            && !self.state.facts.contains_key(&fact.id)
            && !self.state.passed.contains(fact.id.as_str())
    }

    /// Returns the answers to questions, each as (fact, value), that alone make a condition true or false.
    fn answers_that(
        &self,
        condition: &Condition,
        holds: bool,
        questions: &[(usize, &Fact)],
    ) -> Vec<(usize, usize)> {
        let names = condition.names();
        let mut answers = Vec::new();
        for (position, fact) in questions {
            if names.contains(fact.id.as_str()) {
                for (value, listed) in fact.values.list().iter().enumerate() {
                    if self.would_hold(condition, &fact.id, &listed.id) == Some(holds) {
                        answers.push((*position, value));
                    }
                }
            }
        }
        answers
    }

    /// Returns by value the fixes that an answer closes: those that it says were done, and those that do not apply after it.
    fn closed_by(&self, position: usize, fact: &Fact) -> Vec<Vec<usize>> {
        let mut closed = vec![Vec::new(); fact.values.list().len()];
        for (number, fix) in self.base.pack.fixes.iter().enumerate() {
            if let Some(told) = fix.tells.get(&fact.id) {
                for (value, closed) in fact.values.list().iter().zip(&mut closed) {
                    if value.id == *told {
                        closed.push(number);
                    }
                }
            }
            if let Some(when) = &fix.when {
                for (_, value) in self.answers_that(when, false, &[(position, fact)]) {
                    closed[value].push(number);
                }
            }
        }
        closed
    }

    /// Returns the first referral that is known to apply and was not tried; the last one has no condition.
    fn referral(&self, problem: usize) -> Option<(usize, Cost)> {
        let refer = &self.base.pack.problems[problem].refer;
        refer.iter().find_map(|id| {
            let position = self.base.pack.fixes.position(id.as_str())?;
            let fix = &self.base.pack.fixes[position];
            let applies = fix
                .when
                .as_ref()
                .is_none_or(|when| self.holds(when) == Some(true));
            (applies && self.is_open(fix)).then(|| (position, cost(self.base, fix)))
        })
    }

    fn holds(&self, condition: &Condition) -> Option<bool> {
        self.truth(condition, &|name| {
            self.state.value(name, self.setting.platform)
        })
    }

    /// Returns whether a condition holds once a fact is known.
    fn would_hold(&self, condition: &Condition, fact: &FactId, value: &str) -> Option<bool> {
        self.truth(condition, &|name| {
            if name == fact.as_str() {
                Some(value)
            } else {
                self.state.value(name, self.setting.platform)
            }
        })
    }

    fn truth<'s>(
        &self,
        condition: &Condition,
        known: &dyn Fn(&str) -> Option<&'s str>,
    ) -> Option<bool> {
        condition.truth(&Lookup {
            pack: &self.base.pack,
            known,
        })
    }
}
