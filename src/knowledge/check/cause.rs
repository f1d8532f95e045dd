//! Causes.

use crate::knowledge::raw;
use crate::knowledge::sections::Item;
use crate::knowledge::{Cause, CauseId};

use super::checker::Checker;

/// Returns a cause.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Cause>,
    raw: &raw::Cause,
) -> Option<Cause> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    if item.id.value == "other" {
        checker.rule(
            item.id.mark,
            "cause `other` is reserved for what nobody wrote down",
        );
    }
    Some(Cause {
        id: CauseId::parse(&item.id.value)?,
        title: checker.required_text(item, "title", raw.title.as_ref()),
        explain: checker.optional_text(raw.explain.as_ref()),
        expect: checker.expect(&raw.expect),
        provenance,
    })
}
