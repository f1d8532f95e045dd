use std::collections::BTreeSet;

use crate::knowledge::{CheckKind, FactId, Pack, Values};
use crate::render::words::Word;
use crate::session::Event;
use crate::text::identifiers::{IdentifierKind, Identifiers, Marks};
use crate::text::private::mask;

use super::Material;

/// What stands between a text and whoever reads the write-up.
#[derive(Clone, Debug)]
pub(super) struct Veil {
    /// `None` where private parts are shown.
    identifiers: Option<Identifiers>,
    /// Free text that checks have read.
    values: BTreeSet<String>,
}

impl Veil {
    /// Returns a veil over every name that is known, and over the free text that checks have read in the session.
    pub(super) fn new(material: &Material<'_>) -> Self {
        let mut veil = Self {
            identifiers: None,
            values: BTreeSet::new(),
        };
        if material.shows_private {
            return veil;
        }
        let pack = &material.session.base().pack;
        let mut identifiers = material.identifiers.clone();
        for event in material.session.events() {
            let Event::Observed { facts, .. } = event else {
                continue;
            };
            for (_, value) in facts.iter().filter(|(fact, _)| is_private(pack, fact)) {
                veil.values.insert(value.clone());
                for name in value.split(", ").chain([value.as_str()]) {
                    identifiers.add(IdentifierKind::Text, name);
                }
            }
        }
        veil.identifiers = Some(identifiers);
        veil
    }

    /// Returns a text without its private parts.
    pub(super) fn text(&self, text: &str) -> String {
        match &self.identifiers {
            Some(identifiers) => identifiers.mask(&mask(text), Marks::Plain),
            None => text.to_owned(),
        }
    }

    /// Returns an argument of a program: free text is hidden however short it is.
    pub(super) fn argument(&self, argument: &str) -> String {
        if self.values.contains(argument) {
            return IdentifierKind::Text.mask().to_owned();
        }
        self.text(argument)
    }

    /// Returns a fact's value: free text that is read from the machine is hidden.
    pub(super) fn value<'v>(&self, pack: &Pack, fact: &FactId, value: &'v str) -> &'v str {
        match &self.identifiers {
            Some(_) if is_private(pack, fact) => IdentifierKind::Text.mask(),
            _ => value,
        }
    }

    /// Returns a finished text, searched once more for every name.
    pub(super) fn finished(&self, text: &str, marks: Marks) -> String {
        match &self.identifiers {
            Some(identifiers) => identifiers.mask(text, marks),
            None => text.to_owned(),
        }
    }

    /// Returns one of two words: where private parts are masked, and where they are shown.
    pub(super) fn choose(&self, masked: Word, shown: Word) -> Word {
        match &self.identifiers {
            Some(_) => masked,
            None => shown,
        }
    }
}

/// Returns whether a fact holds whatever text a check has read. What names programs is put together from the knowledge's own
/// names and the digits of versions.
fn is_private(pack: &Pack, id: &FactId) -> bool {
    let fact = pack.facts.get(id.as_str());
    let is_text = fact.is_some_and(|fact| matches!(fact.values, Values::Text { .. }));
    let mut checks = pack.checks.iter();
    let names_programs = checks
        .any(|check| matches!(check.kind, CheckKind::Browser(_)) && check.observes().contains(id));
    is_text && !names_programs
}
