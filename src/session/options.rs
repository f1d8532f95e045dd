//! State to options: which fixes can be tried and which questions asked, and what each costs.

use crate::base::Base;
use crate::infer::{Belief, Cost, FixOption, Lookup, Options, Question};
use crate::knowledge::{Condition, Fact, Fix, FixId, PROBLEM, Risk, Span};

use super::scope::showing;
use super::{Setting, State};

/// Naming the problem takes as long as any question.
const ASK_PROBLEM: Span = Span::seconds(15);
/// A problem less probable than this need not be told from the others.
const NEGLIGIBLE: f64 = 0.02;

/// Returns what can be done and asked now.
pub(super) fn options(base: &Base, setting: Setting, state: &State, belief: &Belief) -> Options {
    let view = View {
        base,
        setting,
        state,
    };
    let problems = belief.problems(&base.tables, base.pack.problems.len());
    let open = problems
        .iter()
        .filter(|probability| **probability > NEGLIGIBLE)
        .count()
        > 1;
    Options {
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

/// Returns what trying a fix costs, by the charges of the pack.
pub(crate) fn cost(base: &Base, fix: &Fix) -> Cost {
    let charges = &base.pack.costs;
    let risk = match fix.risk {
        Risk::None => 0.0,
        Risk::Low => charges.risk_low,
        Risk::High => charges.risk_high,
    };
    let charge = |applies: bool, minutes: f64| if applies { minutes } else { 0.0 };
    let minutes = fix.takes.minutes();
    let waiting = fix.wait.minutes();
    let total = minutes
        + (waiting * charges.wait_share).min(charges.wait_most)
        + risk
        + charge(fix.loses.is_some(), charges.loses)
        + charge(fix.reboot, charges.reboot)
        + charge(fix.workaround, charges.workaround);
    Cost {
        total,
        minutes,
        waiting,
    }
}

fn of_question(takes: Span) -> Cost {
    Cost {
        total: takes.minutes(),
        minutes: takes.minutes(),
        waiting: 0.0,
    }
}

struct View<'a> {
    base: &'a Base,
    setting: Setting,
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
                cost: cost(self.base, fix),
                after: fix
                    .after
                    .iter()
                    .filter_map(|id| fixes.position(id.as_str()))
                    .collect(),
            })
            .collect()
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

    fn questions(&self) -> Vec<Question> {
        let facts = self.base.pack.facts.iter().enumerate();
        facts
            .filter(|(position, fact)| {
                self.base.tables.facts[*position].is_evidence() && self.is_asked(fact)
            })
            .map(|(position, fact)| Question {
                fact: position,
                cost: of_question(fact.takes),
                unsure: fact.unsure.get(),
            })
            .collect()
    }

    fn is_asked(&self, fact: &Fact) -> bool {
        fact.ask.is_some()
            && !self.state.facts.contains_key(&fact.id)
            && !self.state.passed.contains(fact.id.as_str())
            && fact
                .when
                .as_ref()
                .is_none_or(|when| self.holds(when) == Some(true))
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
        let known = |name: &str| self.state.value(name, self.setting.platform);
        condition.truth(&Lookup {
            pack: &self.base.pack,
            known: &known,
        })
    }
}
