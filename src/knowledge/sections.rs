//! The sections of all files together, each entry in its raw shape.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::decode::{Mismatch, ShapeError, decode};
use super::marked::{Fault, FaultKind};
use super::nearest::nearest;
use super::node::{Kind, Node};
use super::raw::{Case, Cause, Check, Fact, Fix, Manifest, Phrases, Problem, Rule, Term, Word};
use super::spanned::{Mark, Spanned};
use super::{Defect, PackSource, Place, readers};

/// The sections that a topic file may hold.
const SECTIONS: [&str; 10] = [
    "facts",
    "causes",
    "fixes",
    "problems",
    "rules",
    "checks",
    "terms",
    "words",
    "elsewhere",
    "tests",
];

/// An entry of a section.
#[derive(Debug)]
pub(super) struct Item<T> {
    /// Its id, or a test's name.
    pub(super) id: Word,
    /// The source that it comes from.
    layer: usize,
    /// The keys that are written in it, in whatever shape.
    pub(super) given: BTreeSet<String>,
    /// Whether everything in it has the shape it should have.
    pub(super) sound: bool,
    /// What it says; `None` when it is no mapping at all.
    pub(super) raw: Option<T>,
}

/// The entries of one section by id.
pub(super) type Section<T> = BTreeMap<String, Item<T>>;

/// Everything that the files say.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// The paths of the files, by position.
    pub(super) files: Vec<String>,
    /// The folders, by position.
    pub(super) sources: Vec<String>,
    /// What is wrong with the files so far.
    pub(super) defects: Vec<Defect>,
    /// The pack's own file; `None` when there is none in the first source.
    pub(super) manifest: Option<Item<Manifest>>,
    pub(super) facts: Section<Fact>,
    pub(super) causes: Section<Cause>,
    pub(super) fixes: Section<Fix>,
    pub(super) problems: Section<Problem>,
    pub(super) rules: Section<Rule>,
    pub(super) checks: Section<Check>,
    pub(super) terms: Section<Term>,
    pub(super) words: Section<Phrases>,
    pub(super) elsewhere: Section<Phrases>,
    pub(super) tests: Section<Case>,
}

impl Sections {
    /// Adds what a source's files say.
    pub(super) fn add(&mut self, source: &PackSource) {
        self.sources.push(source.name.clone());
        for file in &source.files {
            let position = u32::try_from(self.files.len()).expect("packs have fewer files");
            self.files.push(file.path.clone());
            let (node, faults) = readers::read(position, &file.text);
            for fault in faults {
                let defect = self.fault(fault);
                self.defects.push(defect);
            }
            let is_manifest = ["pack.yaml", "pack.yml"].contains(&source.inner_path(file));
            match node {
                Some(node) if is_manifest => self.manifest(position, &node),
                Some(node) => self.topic(&node),
                // Its own defect says why it cannot be read; that it is missing would be said twice.
                None if is_manifest => self.manifest = Some(blank_manifest(position)),
                None => {}
            }
        }
    }

    /// Returns the place of a mark.
    pub(super) fn place(&self, mark: Mark) -> Place {
        Place {
            file: self.files[mark.file as usize].clone(),
            line: mark.line,
            column: mark.column,
            width: mark.width,
        }
    }

    fn manifest(&mut self, file: u32, node: &Node) {
        let id = blank_manifest(file).id;
        let (mut raw, errors) = decode::<Manifest>(node);
        let sound = errors.is_empty();
        let mut given = keys(node);
        given.extend(self.shapes(errors));
        if let Some(below) = self.manifest.take() {
            given.extend(below.given);
            raw = raw.map(|raw| raw.over(below.raw.unwrap_or_default()));
        }
        self.manifest = Some(Item {
            id,
            layer: 0,
            given,
            sound,
            raw,
        });
    }

    fn topic(&mut self, node: &Node) {
        let Kind::Map(pairs) = &node.kind else {
            return self.kind(node, "sections such as `facts:`");
        };
        for (key, value) in pairs {
            let Kind::Text(name) = &key.kind else {
                self.kind(key, "the name of a section");
                continue;
            };
            self.section(name, key, value);
        }
    }

    fn section(&mut self, name: &str, key: &Node, value: &Node) {
        match name {
            "facts" => self.entries("fact", value, |all| &mut all.facts),
            "causes" => self.entries("cause", value, |all| &mut all.causes),
            "fixes" => self.entries("fix", value, |all| &mut all.fixes),
            "problems" => self.entries("problem", value, |all| &mut all.problems),
            "rules" => self.entries("rule", value, |all| &mut all.rules),
            "checks" => self.entries("check", value, |all| &mut all.checks),
            "terms" => self.entries("term", value, |all| &mut all.terms),
            "words" => self.entries("set of words", value, |all| &mut all.words),
            "elsewhere" => self.entries("topic", value, |all| &mut all.elsewhere),
            "tests" => self.tests(value),
            _ => {
                let defect = Defect::UnknownKey {
                    at: self.place(key.mark),
                    found: name.to_owned(),
                    nearest: nearest(name, SECTIONS),
                };
                self.defects.push(defect);
            }
        }
    }

    fn entries<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
        node: &Node,
        section: fn(&mut Self) -> &mut Section<T>,
    ) {
        let Kind::Map(pairs) = &node.kind else {
            return self.kind(node, "a mapping of ids and entries");
        };
        for (key, value) in pairs {
            match &key.kind {
                Kind::Text(id) => {
                    let id = Spanned {
                        mark: key.mark,
                        value: id.clone(),
                    };
                    self.entry(kind, id, value, section);
                }
                _ => self.kind(key, "an id"),
            }
        }
    }

    fn tests(&mut self, node: &Node) {
        let Kind::List(items) = &node.kind else {
            return self.kind(node, "a list of tests");
        };
        for item in items {
            let id = Spanned {
                mark: item.mark,
                value: String::new(),
            };
            self.entry("test", name_of(item).unwrap_or(id), item, |all| {
                &mut all.tests
            });
        }
    }

    fn entry<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
        id: Word,
        node: &Node,
        section: fn(&mut Self) -> &mut Section<T>,
    ) {
        let layer = self.sources.len();
        let (raw, errors) = decode::<T>(node);
        let sound = errors.is_empty();
        let mut given = keys(node);
        given.extend(self.shapes(errors));
        let first = section(self).get(&id.value);
        if let Some(first) = first
            .filter(|first| first.layer == layer)
            .map(|item| item.id.mark)
        {
            let defect = Defect::DuplicateId {
                at: self.place(id.mark),
                kind,
                found: id.value.clone(),
                first: self.place(first),
            };
            self.defects.push(defect);
        }
        let item = Item {
            id,
            layer,
            given,
            sound,
            raw,
        };
        section(self).insert(item.id.value.clone(), item);
    }

    /// Notes the mismatches; returns the keys that were probably meant by unknown ones.
    fn shapes(&mut self, errors: Vec<ShapeError>) -> Vec<String> {
        let mut meant = Vec::new();
        for error in errors {
            let at = self.place(error.mark.unwrap_or_default());
            self.defects.push(match error.mismatch {
                Mismatch::Kind { found, expected } => Defect::Kind {
                    at,
                    found,
                    expected,
                },
                Mismatch::Key { found, known } => {
                    let nearest = nearest(&found, known.iter().copied());
                    meant.extend(nearest.clone());
                    Defect::UnknownKey { at, found, nearest }
                }
            });
        }
        meant
    }

    fn kind(&mut self, node: &Node, expected: &str) {
        let found = match &node.kind {
            Kind::Null => "nothing".to_owned(),
            Kind::Bool(value) => format!("`{value}` (true or false unless quoted)"),
            Kind::Text(text) => format!("`{text}`"),
            Kind::List(_) => "a list".to_owned(),
            Kind::Map(_) => "a mapping".to_owned(),
        };
        let defect = Defect::Kind {
            at: self.place(node.mark),
            found,
            expected: expected.to_owned(),
        };
        self.defects.push(defect);
    }

    fn fault(&self, fault: Fault) -> Defect {
        let at = self.place(fault.mark);
        match fault.kind {
            FaultKind::Syntax(reason) => Defect::Syntax { at, reason },
            FaultKind::Unsupported(what) => Defect::Unsupported { at, what },
            FaultKind::Duplicate { key, first_line } => Defect::DuplicateKey {
                at,
                found: key,
                first_line,
            },
        }
    }
}

/// Returns a manifest about which nothing is known, so that nothing is said about it.
fn blank_manifest(file: u32) -> Item<Manifest> {
    let mark = Mark {
        file,
        line: 1,
        column: 1,
        width: 1,
        text_column: 0,
    };
    Item {
        id: Spanned {
            mark,
            value: String::new(),
        },
        layer: 0,
        given: BTreeSet::new(),
        sound: false,
        raw: None,
    }
}

/// Returns the keys of a mapping.
fn keys(node: &Node) -> BTreeSet<String> {
    let Kind::Map(pairs) = &node.kind else {
        return BTreeSet::new();
    };
    let text = |(key, _): &(Node, Node)| match &key.kind {
        Kind::Text(text) => Some(text.clone()),
        _ => None,
    };
    pairs.iter().filter_map(text).collect()
}

/// Returns the name of a test.
fn name_of(node: &Node) -> Option<Word> {
    let Kind::Map(pairs) = &node.kind else {
        return None;
    };
    pairs
        .iter()
        .find_map(|(key, value)| match (&key.kind, &value.kind) {
            (Kind::Text(key), Kind::Text(name)) if key == "name" => Some(Spanned {
                mark: value.mark,
                value: name.clone(),
            }),
            _ => None,
        })
}
