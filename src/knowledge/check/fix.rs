//! Fixes.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::raw;
use crate::knowledge::sections::Item;
use crate::knowledge::{CauseId, Fix, FixId, Probability, Risk, Span, Step, Verify};
use crate::system::Platform;

use super::checker::Checker;

/// Returns a fix.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Fix>,
    raw: &raw::Fix,
) -> Option<Fix> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    let (cures, cures_other) = checker.cures(raw);
    let (steps_any, steps) = checker.steps(raw);
    if raw.takes.is_none() {
        checker.missing(item, "takes");
    }
    Some(Fix {
        id: FixId::parse(&item.id.value)?,
        title: checker.required_text(item, "title", raw.title.as_ref()),
        said: checker.phrases(raw.said.as_ref()),
        tells: checker.fact_values(&raw.tells),
        sets: checker.fact_values(&raw.sets),
        cures,
        cures_other,
        includes: checker.fixes(&raw.includes),
        workaround: raw.workaround,
        takes: checker.span(raw.takes.as_ref(), Span::default()),
        wait: checker.span(raw.wait.as_ref(), Span::default()),
        risk: checker.risk(raw),
        loses: checker.optional_text(raw.loses.as_ref()),
        reboot: raw.reboot,
        when: checker.condition(raw.when.as_ref()),
        after: checker.fixes(&raw.after),
        steps_any,
        steps,
        verify: checker.verify(item, raw),
        irreversible: checker.optional_text(raw.irreversible.as_ref()),
        provenance,
    })
}

impl Checker<'_> {
    fn cures(&mut self, raw: &raw::Fix) -> (BTreeMap<CauseId, Probability>, Probability) {
        let mut cures = BTreeMap::new();
        let mut other = None;
        for (cause, likelihood) in raw.cures.iter() {
            let probability = self.probability(likelihood);
            if cause.value == "other" {
                other = probability;
            } else {
                let cause = self.cause(cause);
                cures.extend(cause.zip(probability));
            }
        }
        (
            cures,
            other.or(Probability::new(0.0)).expect("0 is a probability"),
        )
    }

    fn risk(&mut self, raw: &raw::Fix) -> Risk {
        let Some(word) = &raw.risk else {
            return Risk::None;
        };
        match word.value.as_str() {
            "none" => Risk::None,
            "low" => Risk::Low,
            "high" => Risk::High,
            _ => {
                self.unexpected(word, "`none`, `low` or `high`");
                Risk::None
            }
        }
    }

    fn verify(&mut self, item: &Item<raw::Fix>, raw: &raw::Fix) -> Verify {
        let Some(word) = &raw.verify else {
            self.missing(item, "verify");
            return Verify::Ask;
        };
        if word.value == "ask" {
            return Verify::Ask;
        }
        let id = self.check_id(word);
        let tells = |given: &BTreeSet<String>| {
            given.contains("fixed-when") || given.contains("broken-when")
        };
        let check = self.sections.checks.get(&word.value);
        if check.is_some_and(|check| check.raw.is_some() && !tells(&check.given)) {
            let check = &word.value;
            self.rule(
                word.mark,
                format!("check `{check}` has neither `fixed-when` nor `broken-when`"),
            );
        }
        id.map_or(Verify::Ask, Verify::Check)
    }

    fn steps(&mut self, raw: &raw::Fix) -> (Option<Vec<Step>>, BTreeMap<Platform, Vec<Step>>) {
        let mut any = None;
        let mut by_platform = BTreeMap::new();
        let irreversible = raw.irreversible.is_some();
        for (platform, steps) in raw.steps.iter() {
            let checked = steps
                .iter()
                .filter_map(|step| self.step(step, irreversible))
                .collect();
            match (platform.value.as_str(), platform.value.parse::<Platform>()) {
                ("any", _) => any = Some(checked),
                (_, Ok(known)) => {
                    by_platform.insert(known, checked);
                }
                (_, Err(_)) => {
                    let known = Platform::ALL.map(Platform::id).join(", ");
                    self.unexpected(platform, format!("any, {known}"));
                }
            }
        }
        (any, by_platform)
    }
}
