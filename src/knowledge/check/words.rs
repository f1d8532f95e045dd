//! The synonym sets, and the topics that lie elsewhere.

use std::collections::BTreeMap;

use crate::knowledge::Phrase;
use crate::knowledge::raw::Phrases;
use crate::knowledge::sections::Section;

use super::checker::Checker;

/// Returns the phrases of every set or topic.
pub(super) fn check(
    checker: &mut Checker<'_>,
    section: &Section<Phrases>,
) -> BTreeMap<String, Vec<Phrase>> {
    let mut words = BTreeMap::new();
    for item in section.values() {
        checker.entry_id(&item.id);
        let members = checker.phrases(item.raw.as_ref());
        if members.is_empty() && item.raw.is_some() {
            checker.rule(item.id.mark, "the set has no words");
        }
        words.insert(item.id.value.clone(), members);
    }
    words
}
