//! The read-only checks of the machine.

mod arguments;
mod fields;
mod kind;
mod programs;

use crate::knowledge::raw;
use crate::knowledge::sections::Item;
use crate::knowledge::{Check, CheckId, CheckKind, Span};

use super::checker::Checker;

/// How long a check takes, where nothing is written.
const LOOK: Span = Span::seconds(3);
/// After this a check is given up, where nothing is written: whoever waits for it has other things to do.
const PATIENCE: Span = Span::seconds(5);
/// The longest that a check may take.
const LONGEST: Span = Span::seconds(60);

/// Returns a check.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Check>,
    raw: &raw::Check,
) -> Option<Check> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    let names: Vec<&str> = CheckKind::ALL.iter().map(|(name, _)| *name).collect();
    let n_kinds = names.iter().filter(|name| item.given.contains(**name));
    let n_kinds = n_kinds.count();
    if n_kinds > 1 || (n_kinds == 0 && checker.sound) {
        let kinds = names.join(", ");
        let rule = format!("got {n_kinds} kinds of check, expected exactly one of {kinds}");
        checker.rule(item.id.mark, rule);
    }
    let mut kinds = raw.kinds();
    let kind = kinds.next().filter(|_| n_kinds == 1);
    let kind = kind.map(|(name, written)| (name, checker.kind(item, name, written)));
    let known = kind.as_ref().map(|(name, _)| known_fields(name, raw));
    let read = checker.read(&raw.read);
    let observe = checker.observe(&raw.observe, known.as_deref());
    let fixed_when = checker.over_fields(raw.fixed_when.as_ref(), known.as_deref());
    let broken_when = checker.over_fields(raw.broken_when.as_ref(), known.as_deref());
    let timeout = checker.span(raw.timeout.as_ref(), PATIENCE);
    if let Some(word) = &raw.timeout
        && timeout > LONGEST
    {
        checker.unexpected(word, "a time of at most `60s`");
    }
    Some(Check {
        id: CheckId::parse(&item.id.value)?,
        title: checker.optional_text(raw.title.as_ref()),
        read,
        observe,
        fixed_when,
        broken_when,
        tells: checker.tells(&raw.tells, known.as_deref()),
        if_fixed: checker.optional_text(raw.if_fixed.as_ref()),
        if_broken: checker.optional_text(raw.if_broken.as_ref()),
        takes: checker.span(raw.takes.as_ref(), LOOK),
        timeout,
        kind: kind?.1?,
        provenance,
    })
}

/// Returns the fields that the check's conditions can ask for.
fn known_fields(kind: &str, raw: &raw::Check) -> Vec<String> {
    let own = CheckKind::ALL.iter().find(|(name, _)| *name == kind);
    let own = own.map_or(&[][..], |(_, fields)| fields);
    let read = raw.read.iter().map(|(name, _)| name.value.clone());
    own.iter()
        .map(|&name| name.to_owned())
        .chain(read)
        .collect()
}
