use crate::knowledge::{CauseId, CheckId, FactId, FixId, ProblemId, Provenance, RuleId};
use crate::session::{Move, Session};

/// An entry of the pack that a session rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A problem that it may be.
    Problem(ProblemId),
    /// A cause that is believed in.
    Cause(CauseId),
    /// A fact that is known with a value, or asked for.
    Fact(FactId, Option<String>),
    /// A rule that fired.
    Rule(RuleId),
    /// A check that was run, or is the next move.
    Check(CheckId),
    /// A fix that was tried, or is the next move.
    Fix(FixId),
}

/// Problems and causes less probable than this are not what a session rests on.
const LEAST: f64 = 0.1;

impl<'a> Session<'a> {
    /// Returns the entries that what was said, asked and proposed so far rests on, with where each comes from: problems,
    /// causes, facts, rules, checks, fixes.
    #[must_use]
    pub fn sources(&self) -> Vec<(Cited, &'a Provenance)> {
        let (turn, state) = (self.turn(), self.state());
        let likely = turn.problems.iter().filter(|(_, p)| *p >= LEAST);
        let problems = likely.map(|(id, _)| Cited::Problem(id.clone()));
        let likely = turn.causes.iter().filter(|(_, p)| *p >= LEAST);
        let causes = likely.filter_map(|(id, _)| id.clone().map(Cited::Cause));
        let (mut facts, mut checks, mut fixes) = (Vec::new(), Vec::new(), Vec::new());
        let known = state.facts.iter();
        facts.extend(known.map(|(id, known)| (id.clone(), Some(known.value.clone()))));
        checks.extend(state.ran.iter().cloned());
        fixes.extend(state.tried.keys().cloned());
        match turn.next {
            Move::Ask(fact) => facts.push((fact, None)),
            Move::Check(check) => checks.push(check),
            Move::Try { fix, with, .. } => fixes.extend(std::iter::once(fix).chain(with)),
            Move::Refer(fix) => fixes.push(fix),
            Move::AskProblem(_) | Move::Unknown { .. } | Move::Done => {}
        }
        let concluded = state.facts.values().filter(|known| !known.is_changeable());
        let concluded = concluded.filter_map(|known| RuleId::parse(known.because.as_deref()?));
        let rules = &self.base().pack.rules;
        let ruled_out = state.ruled_out.values().map(|&rule| rules[rule].id.clone());
        let cited = problems
            .chain(causes)
            .chain(
                facts
                    .into_iter()
                    .map(|(fact, value)| Cited::Fact(fact, value)),
            )
            .chain(concluded.chain(ruled_out).map(Cited::Rule))
            .chain(checks.into_iter().map(Cited::Check))
            .chain(fixes.into_iter().map(Cited::Fix));
        cited
            .filter_map(|cited| Some((cited.clone(), self.provenance(&cited)?)))
            .collect()
    }

    fn provenance(&self, cited: &Cited) -> Option<&'a Provenance> {
        let pack = &self.base().pack;
        Some(match cited {
            Cited::Problem(id) => &pack.problems.get(id.as_str())?.provenance,
            Cited::Cause(id) => &pack.causes.get(id.as_str())?.provenance,
            Cited::Fact(id, _) => &pack.facts.get(id.as_str())?.provenance,
            Cited::Rule(id) => &pack.rules.get(id.as_str())?.provenance,
            Cited::Check(id) => &pack.checks.get(id.as_str())?.provenance,
            Cited::Fix(id) => &pack.fixes.get(id.as_str())?.provenance,
        })
    }
}
