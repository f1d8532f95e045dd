use std::io::Write;

use crate::cli::{Context, Exit, Failure};
use crate::knowledge::Pack;
use crate::render::{Listed, listing};
use crate::search::{Hit, Kind, Searcher};

/// A list longer than this is not read.
const MOST: usize = 10;

/// Runs `naosu search`: the entries that words describe, best first.
pub(crate) fn run(context: &Context, words: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let hits = Searcher::open(&context.base.index)
        .and_then(|searcher| searcher.look_up(words, MOST))
        .map_err(|error| Failure::new(Exit::Machine, error.to_string()))?;
    let mut page = context.paper().page(context.spoken());
    let lang = page.lang;
    let found: Vec<_> = hits
        .hits
        .iter()
        .map(|hit| listed(&context.base.pack, hit, lang))
        .collect();
    listing(&mut page, &found);
    out.write_all(page.finish().as_bytes())?;
    Ok(if found.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

fn listed(pack: &Pack, hit: &Hit, lang: crate::knowledge::Lang) -> Listed {
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
        id: id.to_owned(),
        title: title.map_or(id, |title| title.get(lang)).to_owned(),
    }
}
