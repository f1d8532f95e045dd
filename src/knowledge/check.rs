//! From the raw shapes to the checked model: every id resolves, every phrase is parsed, every number is in its range.
//!
//! Whatever is wrong becomes a [`Defect`] and something harmless takes its place, so that the rest is checked too.

mod built_in;
mod case;
mod cause;
mod checker;
mod checks;
mod circles;
mod contradictions;
mod fact;
mod fix;
mod likelihood;
mod manifest;
mod names;
mod observable;
mod phrases;
mod problem;
mod references;
mod rule;
mod step;
mod words;

use super::sections::{Item, Section, Sections};
use super::{Defect, Entries, Entry, Pack, Term};

use self::checker::Checker;
use self::names::Names;

/// Returns the pack that the sections hold and every defect; the pack is of use only when there is none.
pub(super) fn check(mut sections: Sections) -> (Pack, Vec<Defect>) {
    let defects = std::mem::take(&mut sections.defects);
    let names = Names::new(&sections);
    let mut checker = Checker::new(&sections, &names, defects);
    let mut pack = checker.manifest();
    pack.words = words::check(&mut checker, &sections.words);
    pack.elsewhere = words::check(&mut checker, &sections.elsewhere);
    pack.facts = entries(&mut checker, &sections.facts, fact::check);
    pack.causes = entries(&mut checker, &sections.causes, cause::check);
    pack.fixes = entries(&mut checker, &sections.fixes, fix::check);
    pack.problems = entries(&mut checker, &sections.problems, problem::check);
    pack.rules = entries(&mut checker, &sections.rules, rule::check);
    pack.checks = entries(&mut checker, &sections.checks, checks::check);
    pack.terms = entries(&mut checker, &sections.terms, term);
    pack.tests = case::check(&mut checker, &sections.tests);
    circles::check(&mut checker);
    observable::check(&mut checker);
    contradictions::check(&mut checker, &pack);
    (pack, checker.defects)
}

/// Checks each entry of a section.
fn entries<T, E: Entry>(
    checker: &mut Checker<'_>,
    section: &Section<T>,
    check: fn(&mut Checker<'_>, &Item<T>, &T) -> Option<E>,
) -> Entries<E> {
    let mut in_order = Vec::new();
    for item in section.values() {
        checker.entry_id(&item.id);
        checker.sound = item.sound;
        if let Some(raw) = &item.raw {
            in_order.extend(check(checker, item, raw));
        }
    }
    Entries::new(in_order)
}

fn term(
    checker: &mut Checker<'_>,
    item: &Item<super::raw::Term>,
    raw: &super::raw::Term,
) -> Option<Term> {
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    Some(Term {
        id: super::TermId::parse(&item.id.value)?,
        title: checker.required_text(item, "title", raw.title.as_ref()),
        explain: checker.required_text(item, "explain", raw.explain.as_ref()),
        provenance,
    })
}
