//! Entries that refer to each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::raw::{Phrases, Word};
use crate::knowledge::spanned::Mark;
use crate::knowledge::{Defect, Phrase};

use super::checker::Checker;
use super::phrases::sets;

/// Which ids an entry refers to, and where.
type Graph = BTreeMap<String, Vec<(String, Mark)>>;

/// Checks every relation that must end somewhere.
pub(super) fn check(checker: &mut Checker<'_>) {
    let sections = checker.sections;
    let raws = || {
        let fixes = sections.fixes.iter();
        fixes.filter_map(|(id, item)| Some((id.clone(), item.raw.as_ref()?)))
    };
    let after = raws().map(|(id, raw)| (id, references(&raw.after.0)));
    circles(checker, "after", &after.collect());
    let includes = raws().map(|(id, raw)| (id, references(&raw.includes.0)));
    circles(checker, "includes", &includes.collect());
    let means = sections.facts.iter().filter_map(|(id, item)| {
        let means = item.raw.as_ref()?.means.as_ref()?;
        let facts = means.iter().flat_map(|(_, facts)| facts.iter());
        let facts = facts.map(|(fact, _)| (fact.value.clone(), fact.mark));
        Some((id.clone(), facts.collect()))
    });
    circles(checker, "means", &means.collect());
    let words = sections.words.iter().map(|(id, item)| {
        let mut found = Vec::new();
        item.raw.iter().for_each(|raw| members(raw, &mut found));
        (id.clone(), found)
    });
    circles(checker, "words", &words.collect());
}

fn references(words: &[Word]) -> Vec<(String, Mark)> {
    words
        .iter()
        .map(|word| (word.value.clone(), word.mark))
        .collect()
}

/// Collects the sets that the members of a set name.
fn members(raw: &Phrases, found: &mut Vec<(String, Mark)>) {
    match raw {
        Phrases::By(pairs) => pairs.iter().for_each(|(_, inner)| members(inner, found)),
        Phrases::List(lines) => {
            for line in lines {
                let phrase = Phrase::parse(&line.value).unwrap_or(Phrase(Vec::new()));
                found.extend(
                    sets(&phrase)
                        .into_iter()
                        .map(|set| (set.to_owned(), line.mark)),
                );
            }
        }
    }
}

/// Notes each reference that closes a circle, once for each circle.
fn circles(checker: &mut Checker<'_>, relation: &'static str, graph: &Graph) {
    let mut done = BTreeSet::new();
    for start in graph.keys() {
        let mut path = Vec::new();
        walk(checker, relation, graph, start, &mut path, &mut done);
    }
}

fn walk<'g>(
    checker: &mut Checker<'_>,
    relation: &'static str,
    graph: &'g Graph,
    id: &'g str,
    path: &mut Vec<&'g str>,
    done: &mut BTreeSet<&'g str>,
) {
    if done.contains(id) {
        return;
    }
    path.push(id);
    for (next, mark) in graph.get(id).into_iter().flatten() {
        match path.iter().position(|known| known == next) {
            Some(start) => {
                let mut round = path[start..].to_vec();
                round.push(next);
                let at = checker.place(*mark);
                let path = round.join(" -> ");
                checker.defects.push(Defect::Circle { at, relation, path });
            }
            None => walk(checker, relation, graph, next, path, done),
        }
    }
    path.pop();
    done.insert(id);
}
