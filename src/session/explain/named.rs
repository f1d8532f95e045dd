use crate::base::Base;
use crate::knowledge::{Entry, Pack, Text, nearest};
use crate::search::{Field, Hit, Kind, Searcher};
use crate::text::normalise;

/// An entry of the pack that can be asked about, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Fix(usize),
    Cause(usize),
    Fact(usize),
}

/// Returns the entry of this id or title, in either language and however large or wide it is typed.
pub(super) fn named(pack: &Pack, name: &str) -> Option<Named> {
    let name = normalise(name);
    let is_titled = |title: &Text| title.iter().any(|(_, title)| normalise(title) == name);
    let fix = pack
        .fixes
        .iter()
        .position(|fix| fix.id.as_str() == name || is_titled(&fix.title));
    let cause = || {
        let mut causes = pack.causes.iter();
        causes.position(|cause| cause.id.as_str() == name || is_titled(&cause.title))
    };
    let fact = || {
        let mut facts = pack.facts.iter();
        facts.position(|fact| fact.id.as_str() == name || fact.ask.as_ref().is_some_and(is_titled))
    };
    fix.map(Named::Fix)
        .or_else(|| cause().map(Named::Cause))
        .or_else(|| fact().map(Named::Fact))
}

/// So many entries are looked through for one that can be asked about.
const MOST: usize = 20;

/// Returns the entry whose title and text hold most of what words say, with a word of it in the title: a fix where one
/// does, otherwise a cause or a fact.
pub(super) fn described(base: &Base, words: &str) -> Option<Named> {
    let searcher = Searcher::open(&base.index).ok()?;
    let hits = searcher.look_up(words, MOST).ok()?.hits;
    let best = |kind: Kind| {
        let entitled = hits.iter().filter(|hit| hit.kind == kind && in_title(hit));
        entitled.max_by(|left, right| said_by(left).total_cmp(&said_by(right)))
    };
    best(Kind::Fix)
        .map(|hit| Named::Fix(hit.position))
        .or_else(|| best(Kind::Cause).map(|hit| Named::Cause(hit.position)))
        .or_else(|| best(Kind::Fact).map(|hit| Named::Fact(hit.position)))
}

fn in_title(hit: &Hit) -> bool {
    let mut fields = hit.matches.iter().flat_map(|found| &found.fields);
    fields.any(|field| matches!(field, Field::Title(_)))
}

/// Returns how much of the words an entry holds, and then how much of it they are.
fn said_by(hit: &Hit) -> f64 {
    let held: f64 = hit.matches.iter().map(|found| found.idf).sum();
    held + hit.score / (1.0 + hit.score)
}

/// Returns the id of a fix, a cause or a fact that is most like a name which is none.
pub(super) fn nearest_entry(pack: &Pack, name: &str) -> Option<String> {
    let fixes = pack.fixes.iter().map(Entry::id);
    let causes = pack.causes.iter().map(Entry::id);
    let facts = pack.facts.iter().map(Entry::id);
    nearest(&normalise(name), fixes.chain(causes).chain(facts))
}
