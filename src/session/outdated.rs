use std::collections::BTreeSet;

use crate::knowledge::{Check, FactId, Fix, Pack, Verify};

/// Returns the checks whose result counts no more once a fix was carried out: those that look at what it changes, those
/// that look at what a cause shows that it cures, and the one that verifies it.
pub(super) fn outdated<'p>(pack: &'p Pack, fix: &'p Fix) -> impl Iterator<Item = &'p Check> {
    let verify = match &fix.verify {
        Verify::Check(check) => Some(check),
        Verify::Ask => None,
    };
    let cured = fix.cures.keys();
    let cured = cured.filter_map(|cause| pack.causes.get(cause.as_str()));
    let shown = cured.flat_map(|cause| cause.expect.keys());
    let changed: BTreeSet<&FactId> = fix.sets.keys().chain(shown).collect();
    pack.checks.iter().filter(move |check| {
        verify == Some(&check.id) || check.observes().intersection(&changed).next().is_some()
    })
}
