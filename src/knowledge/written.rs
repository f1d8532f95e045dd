//! What the files say, with its places, for those who look at how it is written rather than at what it means.

use std::collections::BTreeMap;

use super::node::{Kind, Node};
use super::readers;
use super::spanned::Mark;
use super::{Lang, PackSource, Place};

/// The keys whose values are texts for people; one without a language is in the pack's first.
const TEXTS: [&str; 10] = [
    "title",
    "explain",
    "ask",
    "help",
    "tell",
    "loses",
    "because",
    "irreversible",
    "if-fixed",
    "if-broken",
];

/// The entries of a pack as they are written.
pub(crate) struct Written {
    files: Vec<String>,
    /// By section and id; of an entry that stands in several sources the last, which is the one that counts.
    entries: BTreeMap<String, BTreeMap<String, (Node, Node)>>,
}

/// A text for people.
pub(crate) struct WrittenText<'a> {
    /// The section of its entry.
    pub(crate) section: &'a str,
    /// Its entry.
    pub(crate) id: &'a str,
    /// Where it begins.
    pub(crate) place: Place,
    /// Its wording by language; a text that does not say its language is under `None`.
    pub(crate) wording: BTreeMap<Option<Lang>, &'a str>,
}

impl Written {
    /// Returns what the sources say, as far as they are YAML.
    pub(crate) fn read(sources: &[PackSource]) -> Self {
        let mut written = Self {
            files: Vec::new(),
            entries: BTreeMap::new(),
        };
        for file in sources.iter().flat_map(|source| &source.files) {
            let position = u32::try_from(written.files.len()).expect("packs have fewer files");
            written.files.push(file.path.clone());
            let root = readers::read(position, &file.text).0;
            for (section, inner) in root.map(into_pairs).into_iter().flatten() {
                if let Kind::Text(section) = section.kind {
                    written.add(section, inner);
                }
            }
        }
        written
    }

    fn add(&mut self, section: String, inner: Node) {
        let entries = self.entries.entry(section).or_default();
        for (id, entry) in into_pairs(inner) {
            if let Kind::Text(name) = &id.kind {
                entries.insert(name.clone(), (id, entry));
            }
        }
    }

    /// Returns the place of a key of an entry, by the keys on the way there; of the last that is found.
    pub(crate) fn place(&self, section: &str, id: &str, keys: &[&str]) -> Place {
        let entry = self
            .entries
            .get(section)
            .and_then(|entries| entries.get(id));
        let Some((id, mut node)) = entry.map(|(id, entry)| (id, entry)) else {
            return Place::default();
        };
        let mut mark = id.mark;
        for key in keys {
            let Some((key, value)) = pairs(node)
                .iter()
                .find(|(found, _)| text(found) == Some(key))
            else {
                break;
            };
            mark = key.mark;
            node = value;
        }
        self.at(mark)
    }

    /// Returns what stands under a key of an entry, where it is one text or number.
    pub(crate) fn value(&self, section: &str, id: &str, key: &str) -> Option<&str> {
        let (_, entry) = self.entries.get(section)?.get(id)?;
        let (_, value) = pairs(entry)
            .iter()
            .find(|(found, _)| text(found) == Some(key))?;
        text(value)
    }

    /// Returns how many lines stand under a key of an entry, by language; those that do not say theirs are in the first.
    pub(crate) fn n_lines(&self, section: &str, id: &str, key: &str) -> BTreeMap<Lang, usize> {
        let mut counts = BTreeMap::new();
        let entry = self
            .entries
            .get(section)
            .and_then(|entries| entries.get(id));
        for (found, value) in entries_of(entry) {
            if text(found) == Some(key) {
                count_lines(value, Lang::default(), &mut counts);
            }
        }
        counts
    }

    /// Returns every text for people, by section, entry and place.
    pub(crate) fn texts(&self) -> Vec<WrittenText<'_>> {
        let mut texts = Vec::new();
        for (section, entries) in &self.entries {
            for (id, (_, entry)) in entries {
                self.texts_in(section, id, entry, &mut texts);
            }
        }
        texts
    }

    fn texts_in<'a>(
        &'a self,
        section: &'a str,
        id: &'a str,
        node: &'a Node,
        texts: &mut Vec<WrittenText<'a>>,
    ) {
        if let Kind::List(items) = &node.kind {
            for item in items {
                self.texts_in(section, id, item, texts);
            }
        }
        let mut add = |place: Place, wording: BTreeMap<Option<Lang>, &'a str>| {
            texts.push(WrittenText {
                section,
                id,
                place,
                wording,
            });
        };
        if let Some(wording) = by_lang(node) {
            return add(self.at(node.mark), wording);
        }
        for (key, value) in pairs(node) {
            match (text(key), text(value)) {
                (Some(key), Some(bare)) if TEXTS.contains(&key) => {
                    add(self.at(value.mark), BTreeMap::from([(None, bare)]));
                }
                _ => {}
            }
        }
        for (_, value) in pairs(node) {
            self.texts_in(section, id, value, texts);
        }
    }

    fn at(&self, mark: Mark) -> Place {
        Place {
            file: self.files[mark.file as usize].clone(),
            line: mark.line,
            column: mark.column,
            width: mark.width,
        }
    }
}

/// Returns the wording by language, where a mapping is nothing else.
fn by_lang(node: &Node) -> Option<BTreeMap<Option<Lang>, &str>> {
    let wording: Option<BTreeMap<_, _>> = pairs(node)
        .iter()
        .map(|(lang, wording)| Some((Some(text(lang)?.parse().ok()?), text(wording)?)))
        .collect();
    wording.filter(|wording| !wording.is_empty())
}

fn entries_of(entry: Option<&(Node, Node)>) -> &[(Node, Node)] {
    entry.map_or(&[], |(_, entry)| pairs(entry))
}

fn count_lines(node: &Node, lang: Lang, counts: &mut BTreeMap<Lang, usize>) {
    match &node.kind {
        Kind::List(items) => *counts.entry(lang).or_default() += items.len(),
        Kind::Text(_) => *counts.entry(lang).or_default() += 1,
        Kind::Map(pairs) => {
            for (key, value) in pairs {
                let own = text(key).and_then(|key| key.parse().ok());
                count_lines(value, own.unwrap_or(lang), counts);
            }
        }
        Kind::Null | Kind::Bool(_) => {}
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    }
}

fn pairs(node: &Node) -> &[(Node, Node)] {
    match &node.kind {
        Kind::Map(pairs) => pairs,
        _ => &[],
    }
}

fn into_pairs(node: Node) -> Vec<(Node, Node)> {
    match node.kind {
        Kind::Map(pairs) => pairs,
        _ => Vec::new(),
    }
}
