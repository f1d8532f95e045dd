//! Any text is a phrase or an error inside it, and what is a phrase can be looked for in any text.
//!
//! The first line is the phrase, the second the one member of every synonym set, the rest the text.

#![no_main]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use naosu::knowledge::{Entries, Node, Pack, PackFile, PackSource, Phrase, load};
use naosu::text::{Kind, Lexicon, Literals, Matcher, Reading, Vocabulary, tokens};

/// A pack of one problem, whose phrase is put in.
const PACK: &str = r#"
id: any
version: "1"
title: "anything"
languages: [en]
license: "MIT OR Apache-2.0"
sources: ["nothing"]
"#;
const TOPIC: &str = r#"
causes: {any: {title: "it broke"}}
fixes: {ask: {title: "ask", takes: 1m, steps: {any: [{tell: "ask"}]}, verify: ask, source: "x", reviewed: 2026-01-01, status: tested}}
problems: {any: {title: "it is broken", said: {en: ["broken"]}, prior: 1, causes: {any: 1}, refer: [ask]}}
"#;

/// One input in so many is read by a whole lexicon.
const LEXICON_EVERY: usize = 32;

static EMPTY: LazyLock<Pack> = LazyLock::new(|| {
    let file = |name: &str, text: &str| PackFile {
        path: format!("any/{name}.yaml"),
        text: text.to_owned(),
    };
    let source = PackSource {
        name: "any".to_owned(),
        files: vec![file("pack", PACK), file("topic", TOPIC)],
    };
    let (pack, defects) = load(&[source]);
    pack.unwrap_or_else(|| panic!("the pack is sound: {defects:?}"))
});

fuzz_target!(init: { LazyLock::force(&EMPTY); }, |bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let mut lines = input.splitn(3, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (phrase, member, text) = (parse(next()), parse(next()), next());
    let Some(phrase) = phrase else {
        return;
    };
    let mut names = BTreeSet::new();
    collect_names(&phrase, &mut names);
    // The check of a pack refuses a set that names itself.
    let member = member.filter(|member| {
        let mut names = BTreeSet::new();
        collect_names(member, &mut names);
        names.is_empty()
    });
    let sets: BTreeMap<String, Vec<Phrase>> = names
        .into_iter()
        .map(|name| (name, member.iter().cloned().collect()))
        .collect();
    is_found_as_if_written_out(&phrase, &sets, text);
    // A lexicon holds the engine's own phrases too, and takes a hundred times as long to compile.
    if bytes.len() % LEXICON_EVERY == 0 {
        read(phrase, sets, text);
    }
});

fn parse(text: &str) -> Option<Phrase> {
    Phrase::parse(text)
        .inspect_err(|error| {
            assert!(text.is_char_boundary(error.offset), "{error:?}");
            assert!(!error.message.is_empty());
        })
        .ok()
}

/// A phrase is found in the same places where its sets stand written out in it, and where it is tried everywhere instead
/// of only beside its rarest words.
fn is_found_as_if_written_out(phrase: &Phrase, sets: &BTreeMap<String, Vec<Phrase>>, text: &str) {
    let tokens = tokens(text);
    let mut literals = Literals::default();
    literals.add(phrase);
    sets.values()
        .flatten()
        .for_each(|member| literals.add(member));
    let mut words = literals.all();
    words.insert("?".to_owned());
    let vocabulary = Vocabulary::new(words);
    let places = |nodes: &[Node], sets: &BTreeMap<String, Vec<Phrase>>| -> Vec<(usize, usize)> {
        let found = Matcher::new(&[nodes], &literals, &vocabulary, sets).find(&tokens, &vocabulary);
        found.iter().map(|found| (found.start, found.end)).collect()
    };
    let comparable = sets.values().flatten().all(is_plain)
        && tokens
            .iter()
            .all(|token| token.kind != Kind::Number && token.text != "ー");
    for part in phrase.parts() {
        let found = places(part, sets);
        for (start, end) in &found {
            assert!(start < end && *end <= tokens.len(), "{start}..{end}");
        }
        if comparable {
            // A number can begin anywhere: no word is left that every match holds. The text has none.
            let number = Phrase(vec![Node::Value]);
            let everywhere = Node::OneOf(vec![written_out(part, sets), number]);
            assert_eq!(found, places(&[everywhere], &BTreeMap::new()));
        }
    }
}

/// Returns whether a member of a set is words alone: a gap or a number in it is seen by the set, not by who names it.
fn is_plain(phrase: &Phrase) -> bool {
    phrase.0.iter().all(|node| match node {
        Node::Literal(_) => true,
        Node::OneOf(branches) | Node::Optional(branches) => branches.iter().all(is_plain),
        Node::Set(_) | Node::Value | Node::Gap | Node::And => false,
    })
}

/// Returns a phrase with the members of its sets in their place.
fn written_out(nodes: &[Node], sets: &BTreeMap<String, Vec<Phrase>>) -> Phrase {
    let all = |branches: &[Phrase]| -> Vec<Phrase> {
        branches
            .iter()
            .map(|branch| written_out(&branch.0, sets))
            .collect()
    };
    let nodes = nodes.iter().map(|node| match node {
        Node::Set(name) => Node::OneOf(sets[name].clone()),
        Node::OneOf(branches) => Node::OneOf(all(branches)),
        Node::Optional(branches) => Node::Optional(all(branches)),
        other => other.clone(),
    });
    Phrase(nodes.collect())
}

/// Reads the text by a lexicon that holds the phrase beside the engine's own.
fn read(phrase: Phrase, sets: BTreeMap<String, Vec<Phrase>>, text: &str) {
    let mut pack = EMPTY.clone();
    let mut problem = pack.problems[0].clone();
    problem.said = vec![phrase];
    pack.problems = Entries::new(vec![problem]);
    pack.words = sets;
    let lexicon = Lexicon::compile(&pack, BTreeSet::new());
    let reading = Reading::new(&lexicon, text);
    assert!(reading.problems.keys().all(|problem| *problem == 0));
}

fn collect_names(phrase: &Phrase, names: &mut BTreeSet<String>) {
    for node in &phrase.0 {
        match node {
            Node::Set(name) => {
                names.insert(name.clone());
            }
            Node::OneOf(branches) | Node::Optional(branches) => {
                for branch in branches {
                    collect_names(branch, names);
                }
            }
            _ => {}
        }
    }
}
