use crate::knowledge::{Check, Fix, Pack, Verify};

/// Returns the checks whose result counts no more once a fix was carried out: those that look at what it changes, and the
/// one that verifies it.
pub(super) fn outdated<'p>(pack: &'p Pack, fix: &Fix) -> impl Iterator<Item = &'p Check> {
    let verify = match &fix.verify {
        Verify::Check(check) => Some(check),
        Verify::Ask => None,
    };
    pack.checks.iter().filter(move |check| {
        let observes = check.observes();
        verify == Some(&check.id) || fix.sets.keys().any(|fact| observes.contains(fact))
    })
}
