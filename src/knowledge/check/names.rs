use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::raw::Values;
use crate::knowledge::sections::Sections;
use crate::system::Platform;

/// What a fact can be, as far as other entries need to know.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FactKind {
    /// One of these, in this order.
    Closed(Vec<String>),
    /// Any number; those that a problem shows, `none` and `other` have a place of their own.
    Code(Vec<String>),
    /// Free text; whether a pattern says what it may be.
    Text {
        /// Whether there is a pattern.
        patterned: bool,
    },
    /// Not known, since its entry has defects of its own.
    Unclear,
}

/// The names that the sections declare, whether or not their entries are in order.
pub(super) struct Names {
    /// What each fact can be, with the reserved ones.
    pub(super) facts: BTreeMap<String, FactKind>,
    /// The facts that mean others.
    pub(super) ways_of_speaking: BTreeSet<String>,
    pub(super) causes: BTreeSet<String>,
    pub(super) fixes: BTreeSet<String>,
    pub(super) problems: BTreeSet<String>,
    pub(super) checks: BTreeSet<String>,
    pub(super) words: BTreeSet<String>,
    pub(super) tests: BTreeSet<String>,
}

impl Names {
    /// Returns the names that `sections` declare.
    pub(super) fn new(sections: &Sections) -> Self {
        let mut facts: BTreeMap<String, FactKind> = reserved(sections).into();
        for (id, item) in &sections.facts {
            let kind = match &item.raw {
                None => FactKind::Unclear,
                Some(raw) => match &raw.values {
                    None if item.given.contains("values") => FactKind::Unclear,
                    None => FactKind::Closed(vec!["yes".to_owned(), "no".to_owned()]),
                    Some(values) => kind(id, &values.value, raw.pattern.is_some(), sections),
                },
            };
            facts.insert(id.clone(), kind);
        }
        let speaking = sections
            .facts
            .iter()
            .filter(|(_, item)| item.given.contains("means"));
        Self {
            facts,
            ways_of_speaking: speaking.map(|(id, _)| id.clone()).collect(),
            causes: sections.causes.keys().cloned().collect(),
            fixes: sections.fixes.keys().cloned().collect(),
            problems: sections.problems.keys().cloned().collect(),
            checks: sections.checks.keys().cloned().collect(),
            words: sections.words.keys().cloned().collect(),
            tests: sections.tests.keys().cloned().collect(),
        }
    }
}

/// Returns the facts that every pack has.
fn reserved(sections: &Sections) -> [(String, FactKind); 2] {
    let platforms = Platform::ALL.map(|platform| platform.id().to_owned());
    let mut problems: Vec<String> = sections.problems.keys().cloned().collect();
    problems.push("none".to_owned());
    [
        ("platform".to_owned(), FactKind::Closed(platforms.into())),
        ("problem".to_owned(), FactKind::Closed(problems)),
    ]
}

fn kind(id: &str, values: &Values, patterned: bool, sections: &Sections) -> FactKind {
    let ids = match values {
        Values::List(list) => list.iter().map(|word| word.value.clone()).collect(),
        Values::Worded(pairs) => pairs.iter().map(|(id, _)| id.value.clone()).collect(),
    };
    match ids {
        list if list == ["code"] => FactKind::Code(codes(id, sections)),
        list if list == ["text"] => FactKind::Text { patterned },
        list => FactKind::Closed(list),
    }
}

/// Returns the codes that problems show for a fact, then `none` and `other`.
fn codes(fact: &str, sections: &Sections) -> Vec<String> {
    let raws = sections
        .problems
        .values()
        .filter_map(|item| item.raw.as_ref());
    let shown: BTreeSet<String> = raws
        .flat_map(|raw| raw.shows.iter())
        .filter(|(id, _)| id.value == fact)
        .flat_map(|(_, codes)| codes.0.iter().map(|code| code.value.clone()))
        .filter(|code| code != "none" && code != "other")
        .collect();
    shown
        .into_iter()
        .chain(["none".to_owned(), "other".to_owned()])
        .collect()
}
