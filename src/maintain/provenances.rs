use crate::knowledge::{Entry, Pack, Provenance};

/// Returns every entry with its section and where it comes from.
pub(super) fn provenances(pack: &Pack) -> Vec<(&'static str, &str, &Provenance)> {
    fn of<'a, T: Entry + 'a>(
        section: &'static str,
        entries: impl IntoIterator<Item = &'a T>,
        provenance: fn(&T) -> &Provenance,
    ) -> Vec<(&'static str, &'a str, &'a Provenance)> {
        let entries = entries.into_iter();
        entries
            .map(|entry| (section, entry.id(), provenance(entry)))
            .collect()
    }
    [
        of("problems", &pack.problems, |entry| &entry.provenance),
        of("causes", &pack.causes, |entry| &entry.provenance),
        of("facts", &pack.facts, |entry| &entry.provenance),
        of("fixes", &pack.fixes, |entry| &entry.provenance),
        of("rules", &pack.rules, |entry| &entry.provenance),
        of("checks", &pack.checks, |entry| &entry.provenance),
        of("terms", &pack.terms, |entry| &entry.provenance),
    ]
    .concat()
}
