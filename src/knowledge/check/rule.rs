//! Rules.

use crate::knowledge::raw;
use crate::knowledge::sections::Item;
use crate::knowledge::{Conclusion, Rule, RuleId};

use super::checker::Checker;

/// Returns a rule.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Rule>,
    raw: &raw::Rule,
) -> Option<Rule> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    if raw.when.is_none() {
        checker.missing(item, "when");
    }
    let when = checker.condition(raw.when.as_ref());
    let then = raw.then.as_ref().map(|facts| checker.fact_values(facts));
    let rules_out = raw.rules_out.as_ref().map(|causes| {
        let ids = causes.0.iter().filter_map(|cause| checker.cause(cause));
        ids.collect()
    });
    let conclusion = match (then, rules_out) {
        (Some(facts), None) => Some(Conclusion::Then(facts)),
        (None, Some(causes)) => Some(Conclusion::RulesOut(causes)),
        (Some(_), Some(_)) => {
            checker.rule(item.id.mark, "a rule has `then` or `rules-out`, not both");
            None
        }
        (None, None) => {
            if !item.given.contains("rules-out") {
                checker.missing(item, "then");
            }
            None
        }
    };
    let because = checker.optional_text(raw.because.as_ref());
    Some(Rule {
        id: RuleId::parse(&item.id.value)?,
        when: when?,
        conclusion: conclusion?,
        because,
        provenance,
    })
}
