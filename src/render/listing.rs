mod json;

use std::collections::BTreeSet;

use crate::search::{Field, Hit, Match};

use super::Page;
use super::words::{Word, words};

pub(crate) use json::json as listing_json;

words! {
    NOTHING: "Nothing was found.", "何も見つかりませんでした。";
    READ_AS: "“{typed}” read as: {read}", "「{typed}」を次の語と読みました: {read}";
    TITLE: "title", "題名";
    TEXT: "text", "本文";
    WRITTEN: "as written", "表記どおり";
    SCORE: "score", "スコア";
}

/// What is said of a term stands this far in.
const EXPLAINED: &str = "    ";

/// What a search found, to be shown.
#[derive(Clone, Debug)]
pub(crate) struct Found<'a> {
    /// What was looked for.
    pub(crate) words: &'a str,
    /// Words read as others, as (typed, read).
    pub(crate) readings: &'a [(String, String)],
    /// How much of the words the knowledge holds.
    pub(crate) coverage: f64,
    /// The entries, best first.
    pub(crate) entries: Vec<Listed<'a>>,
}

/// An entry of the knowledge as a list shows it.
#[derive(Clone, Debug)]
pub(crate) struct Listed<'a> {
    /// The entry's section, such as `fix`.
    pub(crate) kind: &'static str,
    /// The entry's id.
    pub(crate) id: &'a str,
    /// What it is called.
    pub(crate) title: &'a str,
    /// How it was found.
    pub(crate) hit: &'a Hit,
}

impl Listed<'_> {
    /// Returns the fields that hold any of the words, in their order.
    fn fields(&self) -> BTreeSet<Field> {
        let matches = self.hit.matches.iter();
        matches
            .flat_map(|found| found.fields.iter().copied())
            .collect()
    }
}

/// Adds entries, one a line, with the fields that hold the words; explained, each word has a line below its entry.
pub(crate) fn listing(page: &mut Page<'_>, found: &Found<'_>, explained: bool) {
    for (typed, read) in found.readings {
        page.line(&page.fill(READ_AS, &[("typed", typed), ("read", read)]));
    }
    if found.entries.is_empty() {
        return page.line(page.say(NOTHING));
    }
    for entry in &found.entries {
        let Listed {
            kind, id, title, ..
        } = entry;
        let fields = named(page, entry.fields());
        let aside = page.colors.quiet(&format!("({kind} {id}; {fields})"));
        page.hang("- ", &format!("{title} {aside}"));
        if explained {
            for found in &entry.hit.matches {
                let line = explanation(page, found);
                page.hang(EXPLAINED, &line);
            }
        }
    }
}

/// Says what a term adds: the fields that hold it, its inverse document frequency, its part of the score.
fn explanation(page: &Page<'_>, found: &Match) -> String {
    let Match {
        term,
        idf,
        score,
        fields,
    } = found;
    let fields = named(page, fields.iter().copied());
    format!(
        "{term}: {fields}; idf {idf:.2}; {} {score:.2}",
        page.say(SCORE)
    )
}

/// Names fields, whatever their language.
fn named(page: &Page<'_>, fields: impl IntoIterator<Item = Field>) -> String {
    let mut names: Vec<&str> = fields
        .into_iter()
        .map(|field| page.say(name(field)))
        .collect();
    names.dedup();
    names.join(", ")
}

fn name(field: Field) -> Word {
    match field {
        Field::Title(_) => TITLE,
        Field::Text(_) => TEXT,
        Field::Written => WRITTEN,
    }
}
