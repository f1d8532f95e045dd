//! The read-only checks of the machine.

use std::collections::BTreeSet;

use crate::knowledge::decode::Pairs;
use crate::knowledge::raw::{self, Word};
use crate::knowledge::sections::Item;
use crate::knowledge::{Check, CheckId, FactId, Span};

use super::checker::Checker;

/// The kinds of checks; each has exactly one.
const KINDS: [&str; 11] = [
    "http", "dns", "tcp", "tls", "vpn", "proxy", "clock", "hosts", "browser", "captive", "command",
];

/// How long a check takes, where nothing is written.
const LOOK: Span = Span::seconds(3);

/// Returns a check.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Check>,
    raw: &raw::Check,
) -> Option<Check> {
    checker.provenance(raw.reviewed.as_ref(), raw.status.as_ref());
    let n_kinds = KINDS
        .iter()
        .filter(|kind| item.given.contains(**kind))
        .count();
    if n_kinds > 1 || (n_kinds == 0 && checker.sound) {
        let kinds = KINDS.join(", ");
        let rule = format!("got {n_kinds} kinds of check, expected exactly one of {kinds}");
        checker.rule(item.id.mark, rule);
    }
    for condition in [&raw.fixed_when, &raw.broken_when].into_iter().flatten() {
        checker.syntax_of_condition(condition);
    }
    for (field, read) in raw.read.iter() {
        let ways = [&read.json, &read.header, &read.line, &read.text];
        if checker.sound && ways.into_iter().flatten().count() != 1 {
            checker.rule(
                field.mark,
                "a field is read in exactly one way: json, header, line or text",
            );
        }
    }
    checker.optional_text(raw.title.as_ref());
    Some(Check {
        id: CheckId::parse(&item.id.value)?,
        observes: checker.observes(&raw.observe),
        takes: checker.span(raw.takes.as_ref(), LOOK),
    })
}

impl Checker<'_> {
    fn observes(&mut self, observe: &Pairs<Pairs<Word>>) -> BTreeSet<FactId> {
        let mut facts = BTreeSet::new();
        for (fact, values) in observe.iter() {
            facts.extend(self.fact(fact));
            for (value, condition) in values.iter() {
                // `is:` takes the value from a field, whatever it is.
                if value.value != "is" {
                    self.value(&fact.value, value);
                }
                self.syntax_of_condition(condition);
            }
        }
        facts
    }
}
