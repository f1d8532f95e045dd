use std::io::Write;

use crate::cli::arguments::SearchOptions;
use crate::cli::{Context, Exit, Failure};
use crate::knowledge::{Lang, Pack};
use crate::render::{Found, Listed, listing, listing_json};
use crate::search::{Hit, Kind, Searcher};
use crate::text::has_japanese;

/// A list longer than this is not read.
const MOST: usize = 10;

/// Runs `naosu search`: the entries that words describe, best first.
pub(crate) fn run(
    context: &Context,
    options: &SearchOptions,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let words = options.words.join(" ");
    let hits = Searcher::open(&context.base.index)
        .and_then(|searcher| searcher.look_up(&words, MOST))
        .map_err(|error| Failure::new(Exit::Machine, error.to_string()))?;
    let lang = context.lang.unwrap_or(if has_japanese(&words) {
        Lang::Ja
    } else {
        context.locale
    });
    let entries = hits.hits.iter();
    let found = Found {
        words: &words,
        readings: &hits.readings,
        coverage: hits.coverage,
        entries: entries
            .map(|hit| listed(&context.base.pack, hit, lang))
            .collect(),
    };
    let text = if context.json {
        listing_json(&found)
    } else {
        let mut page = context.paper().page(lang);
        listing(&mut page, &found, options.explain);
        page.finish()
    };
    out.write_all(text.as_bytes())?;
    Ok(if found.entries.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

fn listed<'a>(pack: &'a Pack, hit: &'a Hit, lang: Lang) -> Listed<'a> {
    let (kind, id, title) = match hit.kind {
        Kind::Problem => {
            let problem = &pack.problems[hit.position];
            ("problem", problem.id.as_str(), Some(&problem.title))
        }
        Kind::Cause => {
            let cause = &pack.causes[hit.position];
            ("cause", cause.id.as_str(), Some(&cause.title))
        }
        Kind::Fix => {
            let fix = &pack.fixes[hit.position];
            ("fix", fix.id.as_str(), Some(&fix.title))
        }
        Kind::Fact => {
            let fact = &pack.facts[hit.position];
            ("fact", fact.id.as_str(), fact.ask.as_ref())
        }
        Kind::Term => {
            let term = &pack.terms[hit.position];
            ("term", term.id.as_str(), Some(&term.title))
        }
    };
    Listed {
        kind,
        id,
        title: title.map_or(id, |title| title.get(lang)),
        hit,
    }
}
