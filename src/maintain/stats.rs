//! `naosu kb stats`: what a pack holds, what its tests reach, where it comes from.

mod coverage;
mod entry_stats;
mod json;
mod report;

use crate::base::Base;
use crate::knowledge::{Lang, Written};

use super::provenances::provenances;
use coverage::Coverage;
use entry_stats::EntryStats;

pub(crate) use json::json;
pub(crate) use report::report;

/// The sections in which every entry is to be reached by a test, in each language.
const REACHED: [&str; 6] = ["problems", "causes", "facts", "fixes", "rules", "terms"];

/// What a pack holds.
pub(crate) struct Stats {
    languages: Vec<Lang>,
    /// By section, in the order of the report, then by id.
    entries: Vec<EntryStats>,
    /// The language of each test, and whether it has a pair.
    tests: Vec<(Lang, bool)>,
    n_word_sets: usize,
    n_topics_elsewhere: usize,
}

impl Stats {
    /// Returns the figures of a pack.
    pub(crate) fn new(base: &Base, written: &Written) -> Self {
        let pack = &base.pack;
        let coverage = Coverage::new(base, written);
        let entries = provenances(pack).into_iter();
        let paired = pack.tests.iter().map(|case| case.pair.is_some());
        Self {
            languages: pack.languages.clone(),
            entries: entries
                .map(|(section, id, provenance)| EntryStats {
                    section,
                    id: id.to_owned(),
                    reached: coverage.languages(section, id),
                    samples: written.n_lines(section, id, "samples"),
                    not: written.n_lines(section, id, "not"),
                    sources: provenance.sources.clone(),
                    reviewed: provenance.reviewed,
                    status: written.value(section, id, "status").map(ToOwned::to_owned),
                })
                .collect(),
            tests: coverage.spoken.iter().copied().zip(paired).collect(),
            n_word_sets: pack.words.len(),
            n_topics_elsewhere: pack.elsewhere.len(),
        }
    }

    /// Returns the sections in the order of the report.
    fn sections(&self) -> Vec<&'static str> {
        let mut sections: Vec<_> = self.entries.iter().map(|entry| entry.section).collect();
        sections.dedup();
        sections
    }

    fn of<'s>(&'s self, section: &'s str) -> impl Iterator<Item = &'s EntryStats> {
        let entries = self.entries.iter();
        entries.filter(move |entry| entry.section == section)
    }

    /// Returns the entries of a section that no test in a language reaches.
    fn gaps(&self, section: &str, lang: Lang) -> Vec<&str> {
        let entries = self.entries.iter();
        entries
            .filter(|entry| entry.section == section && !entry.reached.contains(&lang))
            .map(|entry| entry.id.as_str())
            .collect()
    }

    fn n_tests(&self, lang: Lang) -> usize {
        self.tests.iter().filter(|(own, _)| *own == lang).count()
    }

    fn n_pairs(&self) -> usize {
        self.tests.iter().filter(|(_, paired)| *paired).count() / 2
    }
}
