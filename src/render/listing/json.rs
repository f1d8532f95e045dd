//! What a search found as JSON: its own shapes, so that nothing else can change it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::search::Field;

use super::{Found, Listed};

/// The version of the object.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct FoundObject<'a> {
    v: u32,
    words: &'a str,
    read_as: BTreeMap<&'a str, &'a str>,
    coverage: f64,
    hits: Vec<HitObject<'a>>,
}

#[derive(Serialize)]
struct HitObject<'a> {
    kind: &'a str,
    id: &'a str,
    title: &'a str,
    score: f64,
    coverage: f64,
    fields: Vec<&'a str>,
    terms: Vec<TermObject<'a>>,
}

#[derive(Serialize)]
struct TermObject<'a> {
    term: &'a str,
    idf: f64,
    score: f64,
    fields: Vec<&'a str>,
}

/// Returns what was found as one JSON object on a line of its own.
pub(crate) fn json(found: &Found<'_>) -> String {
    let readings = found.readings.iter();
    let object = FoundObject {
        v: VERSION,
        words: found.words,
        read_as: readings
            .map(|(typed, read)| (typed.as_str(), read.as_str()))
            .collect(),
        coverage: rounded(found.coverage),
        hits: found.entries.iter().map(hit).collect(),
    };
    serde_json::to_string(&object).expect("texts and numbers become JSON") + "\n"
}

fn hit<'a>(entry: &'a Listed<'a>) -> HitObject<'a> {
    let matches = entry.hit.matches.iter();
    HitObject {
        kind: entry.kind,
        id: entry.id,
        title: entry.title,
        score: entry.hit.score,
        coverage: rounded(entry.hit.coverage),
        fields: entry.fields().into_iter().map(Field::name).collect(),
        terms: matches
            .map(|found| TermObject {
                term: &found.term,
                idf: rounded(found.idf),
                score: rounded(found.score),
                fields: found.fields.iter().copied().map(Field::name).collect(),
            })
            .collect(),
    }
}

/// Rounds to four places, beyond which platforms may differ.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
