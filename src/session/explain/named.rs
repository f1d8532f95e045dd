use crate::knowledge::{Entry, Pack, Text, nearest};
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

/// Returns the id of a fix, a cause or a fact that is most like a name which is none.
pub(super) fn nearest_entry(pack: &Pack, name: &str) -> Option<String> {
    let fixes = pack.fixes.iter().map(Entry::id);
    let causes = pack.causes.iter().map(Entry::id);
    let facts = pack.facts.iter().map(Entry::id);
    nearest(&normalise(name), fixes.chain(causes).chain(facts))
}
