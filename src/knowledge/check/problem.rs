//! Problems.

use std::collections::BTreeMap;

use crate::knowledge::decode::{List, Pairs};
use crate::knowledge::raw::{self, Word};
use crate::knowledge::sections::Item;
use crate::knowledge::{Defect, FactId, FixId, Problem, ProblemCause, ProblemId};

use super::checker::Checker;

/// The weight of what nobody wrote down, as a share of what is written, where no weight is written.
const OTHER_SHARE: f64 = 0.05;

/// Returns a problem.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Problem>,
    raw: &raw::Problem,
) -> Option<Problem> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    if item.id.value == "none" {
        checker.rule(item.id.mark, "problem `none` is reserved for no problem");
    }
    let causes = checker.problem_causes(item, raw);
    let sum: f64 = causes.iter().map(|cause| cause.weight).sum();
    Some(Problem {
        id: ProblemId::parse(&item.id.value)?,
        title: checker.required_text(item, "title", raw.title.as_ref()),
        said: checker.phrases(raw.said.as_ref()),
        samples: checker.texts(raw.samples.as_ref()),
        not: checker.texts(raw.not.as_ref()),
        prior: checker.weight(raw.prior.as_ref(), 1.0),
        shows: checker.shows(&raw.shows),
        causes,
        other: checker.amount(raw.other.as_ref(), OTHER_SHARE * sum),
        refer: checker.refer(&raw.refer),
        checklist: checker.fixes(&raw.checklist),
        provenance,
    })
}

impl Checker<'_> {
    fn weight(&mut self, raw: Option<&Word>, default: f64) -> f64 {
        let weight = self.amount(raw, default);
        if let Some(word) = raw.filter(|_| weight == 0.0) {
            self.unexpected(word, "a weight above 0");
        }
        weight
    }

    fn shows(&mut self, pairs: &Pairs<List<Word>>) -> BTreeMap<FactId, Vec<String>> {
        let mut shows = BTreeMap::new();
        for (fact, values) in pairs.iter() {
            let id = self.fact(fact);
            for value in &values.0 {
                self.value(&fact.value, value);
            }
            let values = values.0.iter().map(|value| value.value.clone()).collect();
            shows.extend(id.map(|id| (id, values)));
        }
        shows
    }

    fn problem_causes(
        &mut self,
        item: &Item<raw::Problem>,
        raw: &raw::Problem,
    ) -> Vec<ProblemCause> {
        if raw.causes.0.is_empty() {
            self.missing(item, "causes");
        }
        let mut causes = Vec::new();
        for (id, raw) in raw.causes.iter() {
            let cause = self.cause(id);
            if raw.weight.is_none() && self.sound {
                self.rule(id.mark, format!("cause `{}` has no weight", id.value));
            }
            let weight = self.weight(raw.weight.as_ref(), 1.0);
            let expect = self.expect(&raw.expect);
            causes.extend(cause.map(|cause| ProblemCause {
                cause,
                weight,
                expect,
            }));
        }
        causes.sort_by(|left, right| left.cause.cmp(&right.cause));
        causes
    }

    fn refer(&mut self, list: &List<Word>) -> Vec<FixId> {
        if let Some(last) = list.0.last() {
            let fix = self.sections.fixes.get(&last.value);
            if fix.is_some_and(|fix| fix.given.contains("when")) {
                let at = self.place(last.mark);
                let fix = last.value.clone();
                self.defects.push(Defect::LastReferral { at, fix });
            }
        }
        self.fixes(list)
    }
}
