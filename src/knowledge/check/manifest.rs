//! `pack.yaml`.

use std::collections::BTreeMap;

use crate::knowledge::decode::List;
use crate::knowledge::raw::{self, Manifest, Word};
use crate::knowledge::sections::Item;
use crate::knowledge::{CheckId, Costs, Defect, Entries, Lang, Pack, Place, Reading, Text};

use super::checker::Checker;

impl Checker<'_> {
    /// Returns a pack with what its own file says, and no entries.
    pub(super) fn manifest(&mut self) -> Pack {
        let sections = self.sections;
        let source = Place::file(sections.sources.first().map_or("", String::as_str));
        if sections.problems.is_empty() && self.defects.is_empty() {
            self.defects.push(Defect::NoProblem { at: source.clone() });
        }
        let Some(item) = &sections.manifest else {
            self.defects.push(Defect::Missing {
                at: source,
                owner: "the pack".to_owned(),
                key: "pack.yaml",
            });
            return empty_pack();
        };
        let pack = item.raw.as_ref().map(|raw| self.pack(item, raw));
        pack.unwrap_or_else(empty_pack)
    }

    fn pack(&mut self, item: &Item<Manifest>, raw: &Manifest) -> Pack {
        let version = self.required_word(item, "version", raw.version.as_ref());
        let id = self.required_word(item, "id", raw.id.as_ref());
        if let Some(id) = &raw.id {
            self.entry_id(id);
        }
        self.required_word(item, "license", raw.license.as_ref());
        Pack {
            id,
            version,
            title: self.required_text(item, "title", raw.title.as_ref()),
            languages: self.languages(item, raw.languages.as_ref()),
            costs: self.costs(&raw.costs),
            reading: self.reading(&raw.reading),
            sources: words(raw.sources.as_ref()),
            status: self.status_checks(raw.status.as_ref()),
            ..empty_pack()
        }
    }

    fn required_word(
        &mut self,
        item: &Item<Manifest>,
        key: &'static str,
        word: Option<&Word>,
    ) -> String {
        if word.is_none() {
            self.missing_in_manifest(item, key);
        }
        word.map_or_else(String::new, |word| word.value.clone())
    }

    fn missing_in_manifest(&mut self, item: &Item<Manifest>, key: &'static str) {
        if !item.given.contains(key) {
            let at = self.place(item.id.mark);
            let owner = "the pack".to_owned();
            self.defects.push(Defect::Missing { at, owner, key });
        }
    }

    fn languages(&mut self, item: &Item<Manifest>, list: Option<&List<Word>>) -> Vec<Lang> {
        let Some(list) = list else {
            self.missing_in_manifest(item, "languages");
            return Vec::new();
        };
        list.0.iter().filter_map(|word| self.lang(word)).collect()
    }

    fn status_checks(&mut self, list: Option<&List<Word>>) -> Vec<CheckId> {
        let words = list.map_or(&[][..], |list| &list.0);
        words
            .iter()
            .filter_map(|word| self.check_id(word))
            .collect()
    }

    fn costs(&mut self, raw: &raw::Costs) -> Costs {
        let default = Costs::default();
        Costs {
            wait_share: self.amount(raw.wait_share.as_ref(), default.wait_share),
            wait_most: self.amount(raw.wait_most.as_ref(), default.wait_most),
            risk_low: self.amount(raw.risk_low.as_ref(), default.risk_low),
            risk_high: self.amount(raw.risk_high.as_ref(), default.risk_high),
            loses: self.amount(raw.loses.as_ref(), default.loses),
            reboot: self.amount(raw.reboot.as_ref(), default.reboot),
            workaround: self.amount(raw.workaround.as_ref(), default.workaround),
        }
    }

    fn reading(&mut self, raw: &raw::Reading) -> Reading {
        let default = Reading::default();
        let shown = raw.shown.as_ref().and_then(|word| self.probability(word));
        Reading {
            shown: shown.unwrap_or(default.shown),
            phrase: self.amount(raw.phrase.as_ref(), default.phrase),
            search: self.amount(raw.search.as_ref(), default.search),
            refuse: self.amount(raw.refuse.as_ref(), default.refuse),
        }
    }
}

/// Returns the words of a list.
pub(super) fn words(list: Option<&List<Word>>) -> Vec<String> {
    let words = list.map_or(&[][..], |list| &list.0);
    words.iter().map(|word| word.value.clone()).collect()
}

/// Returns a pack that says nothing.
fn empty_pack() -> Pack {
    Pack {
        id: String::new(),
        version: String::new(),
        title: Text::default(),
        languages: Vec::new(),
        costs: Costs::default(),
        reading: Reading::default(),
        sources: Vec::new(),
        status: Vec::new(),
        facts: Entries::default(),
        causes: Entries::default(),
        fixes: Entries::default(),
        problems: Entries::default(),
        rules: Entries::default(),
        checks: Entries::default(),
        terms: Entries::default(),
        words: BTreeMap::default(),
        elsewhere: BTreeMap::default(),
        tests: Vec::new(),
    }
}
