//! The figures as one JSON object.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::knowledge::Lang;

use super::entry_stats::EntryStats;
use super::{REACHED, Stats};

/// The version of the object.
const VERSION: u32 = 1;

/// Returns the object, on one line.
pub(crate) fn json(stats: &Stats) -> String {
    let object = StatsJson::of(stats);
    serde_json::to_string(&object).expect("its keys are strings")
}

#[derive(Serialize)]
struct StatsJson<'s> {
    v: u32,
    languages: &'s [Lang],
    tests: TestsJson,
    words: usize,
    elsewhere: usize,
    sections: BTreeMap<&'static str, SectionJson<'s>>,
}

#[derive(Serialize)]
struct TestsJson {
    all: usize,
    pairs: usize,
    by_lang: BTreeMap<Lang, usize>,
}

#[derive(Serialize)]
struct SectionJson<'s> {
    entries: BTreeMap<&'s str, EntryJson<'s>>,
    /// By language: the ids that no test reaches; only of sections in which every entry is to be reached.
    gaps: Option<BTreeMap<Lang, Vec<&'s str>>>,
}

#[derive(Serialize)]
struct EntryJson<'s> {
    reached: &'s BTreeSet<Lang>,
    samples: &'s BTreeMap<Lang, usize>,
    not: &'s BTreeMap<Lang, usize>,
    sources: &'s [String],
    reviewed: Option<String>,
    status: Option<&'s str>,
}

impl<'s> StatsJson<'s> {
    fn of(stats: &'s Stats) -> Self {
        let languages = stats.languages.iter();
        let by_lang = languages.map(|lang| (*lang, stats.n_tests(*lang)));
        let sections = stats.sections().into_iter();
        Self {
            v: VERSION,
            languages: &stats.languages,
            tests: TestsJson {
                all: stats.tests.len(),
                pairs: stats.n_pairs(),
                by_lang: by_lang.collect(),
            },
            words: stats.n_word_sets,
            elsewhere: stats.n_topics_elsewhere,
            sections: sections
                .map(|section| (section, SectionJson::of(stats, section)))
                .collect(),
        }
    }
}

impl<'s> SectionJson<'s> {
    fn of(stats: &'s Stats, section: &'static str) -> Self {
        let languages = stats.languages.iter();
        let gaps = languages.map(|lang| (*lang, stats.gaps(section, *lang)));
        let entries = stats.of(section);
        Self {
            entries: entries
                .map(|entry| (entry.id.as_str(), EntryJson::of(entry)))
                .collect(),
            gaps: REACHED.contains(&section).then(|| gaps.collect()),
        }
    }
}

impl<'s> EntryJson<'s> {
    fn of(entry: &'s EntryStats) -> Self {
        Self {
            reached: &entry.reached,
            samples: &entry.samples,
            not: &entry.not,
            sources: &entry.sources,
            reviewed: entry.reviewed.map(|date| date.to_string()),
            status: entry.status.as_deref(),
        }
    }
}
