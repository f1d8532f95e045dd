use std::borrow::Cow;

use crate::knowledge::{Pack, Provenance};
use crate::session::Cited;

use super::Page;
use super::naming::{cause_title, check_title, fix_title, problem_title, question, statement};
use super::words::words;

words! {
    RESTS_ON: "What was told here is written down in:", "ここまでの内容の出典:";
    REVIEWED: "{title} (reviewed {date})", "{title}({date}に確認)";
    UNSOURCED: "no source given", "出典の記載なし";
}

/// An entry with where it comes from.
type Entry<'a> = (Cited, &'a Provenance);

/// Adds where what was told is written down: each source with the entries that rest on it and when they were reviewed.
pub(crate) fn sources(page: &mut Page<'_>, cited: &[Entry<'_>]) {
    page.line(page.say(RESTS_ON));
    for (source, entries) in by_source(cited) {
        page.hang("  ", source.unwrap_or(page.say(UNSOURCED)));
        for (entry, provenance) in entries {
            let line = titled(page, entry, provenance);
            page.hang("    - ", &line);
        }
    }
    for work in works(page.pack, cited) {
        page.hang("  ", work);
    }
}

/// Returns the works of the pack's own list that are cited in part: `NAME: …` is cited as `NAME#part`.
fn works<'a>(pack: &'a Pack, cited: &[Entry<'_>]) -> impl Iterator<Item = &'a str> {
    let is_cited = |name: &str| {
        let mut sources = cited.iter().flat_map(|(_, provenance)| &provenance.sources);
        sources.any(|source| source.split_once('#').is_some_and(|(work, _)| work == name))
    };
    let works = pack.sources.iter().map(String::as_str);
    works.filter(move |work| {
        work.split_once(": ")
            .is_some_and(|(name, _)| is_cited(name))
    })
}

/// Returns the sources in the order in which they are first named, each with the entries that name it.
fn by_source<'a>(cited: &'a [Entry<'a>]) -> Vec<(Option<&'a str>, Vec<&'a Entry<'a>>)> {
    let mut groups: Vec<(Option<&str>, Vec<_>)> = Vec::new();
    for entry in cited {
        let named = entry.1.sources.iter().map(|source| Some(source.as_str()));
        let none = entry.1.sources.is_empty().then_some(None);
        for source in named.chain(none) {
            match groups.iter_mut().find(|(known, _)| *known == source) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((source, vec![entry])),
            }
        }
    }
    groups
}

fn titled(page: &Page<'_>, cited: &Cited, provenance: &Provenance) -> String {
    let title = title(page, cited);
    match provenance.reviewed {
        Some(date) => page.fill(REVIEWED, &[("title", &title), ("date", &date.to_string())]),
        None => title.into_owned(),
    }
}

fn title<'a>(page: &Page<'a>, cited: &'a Cited) -> Cow<'a, str> {
    let (pack, lang): (&'a Pack, _) = (page.pack, page.lang);
    let title = match cited {
        Cited::Problem(id) => problem_title(pack, id, lang),
        Cited::Cause(id) => cause_title(pack, Some(id), lang),
        Cited::Fact(id, Some(value)) => return statement(pack, id, value, lang).into(),
        Cited::Fact(id, None) => question(pack, id, lang),
        Cited::Rule(id) => {
            let because = pack
                .rules
                .get(id.as_str())
                .and_then(|rule| rule.because.as_ref());
            because.map_or(id.as_str(), |because| because.get(lang))
        }
        Cited::Check(id) => check_title(pack, id, lang),
        Cited::Fix(id) => fix_title(pack, id, lang),
    };
    title.into()
}
