//! The figures as text.

use std::collections::BTreeMap;

use textwrap::core::display_width;

use crate::knowledge::Lang;

use super::{REACHED, Stats};

/// What stands between two columns.
const GAP: usize = 2;

/// Returns the report in a language, in lines of at most `width` columns.
pub(crate) fn report(stats: &Stats, lang: Lang, width: usize) -> String {
    let say = |en: &'static str, ja: &'static str| match lang {
        Lang::En => en,
        Lang::Ja => ja,
    };
    let heading = |en, ja| format!("\n{}\n", say(en, ja));
    let mut text = sections(stats, lang);
    text += &tests(stats, lang);
    text += &heading("Reached by no test", "どのテストも通らないもの");
    text += &listed(gaps(stats), say("  nothing", "  なし"), width);
    text += &heading(
        "Samples and counter-samples (not:)",
        "例文(samples)と反例(not)",
    );
    text += &samples(stats, lang);
    text += &heading("Sources", "出典");
    text += &counts(by_source(stats));
    text += &heading("Reviewed, oldest first", "確認日(古い順)");
    text += &counts(by_date(stats, say("never", "なし")));
    text += &heading("Drafts", "下書き");
    text += &listed(drafts(stats), say("  none", "  なし"), width);
    text
}

/// Returns a row for each section: how many entries it has, and how many of them a test reaches in each language.
fn sections(stats: &Stats, lang: Lang) -> String {
    let (section, entries, sourced, drafts) = match lang {
        Lang::En => ("section", "entries", "with source", "drafts"),
        Lang::Ja => ("区分", "件数", "出典あり", "下書き"),
    };
    let reached = stats.languages.iter().map(|tested| match lang {
        Lang::En => format!("reached in {tested}"),
        Lang::Ja => format!("テスト済み({tested})"),
    });
    let mut header = vec![section.to_owned(), entries.to_owned()];
    header.extend(reached);
    header.extend([sourced.to_owned(), drafts.to_owned()]);
    let mut rows = vec![header];
    for section in stats.sections() {
        let n_entries = stats.of(section).count();
        let mut row = vec![section.to_owned(), n_entries.to_string()];
        for &tested in &stats.languages {
            let n_reached = n_entries - stats.gaps(section, tested).len();
            let is_tested = REACHED.contains(&section);
            row.push(if is_tested {
                n_reached.to_string()
            } else {
                String::new()
            });
        }
        let sourced = stats.of(section).filter(|entry| !entry.sources.is_empty());
        row.push(sourced.count().to_string());
        let drafts = stats.of(section).filter(|entry| entry.is_draft());
        row.push(drafts.count().to_string());
        rows.push(row);
    }
    for (name, number) in [
        ("words", stats.n_word_sets),
        ("elsewhere", stats.n_topics_elsewhere),
    ] {
        rows.push(vec![name.to_owned(), number.to_string()]);
    }
    aligned(&rows)
}

fn tests(stats: &Stats, lang: Lang) -> String {
    let by_lang: Vec<String> = stats
        .languages
        .iter()
        .map(|spoken| format!("{} {spoken}", stats.n_tests(*spoken)))
        .collect();
    let (n_tests, by_lang, n_pairs) = (stats.tests.len(), by_lang.join(", "), stats.n_pairs());
    match lang {
        Lang::En => format!("\ntests: {n_tests} ({by_lang}), of which pairs: {n_pairs}\n"),
        Lang::Ja => format!("\nテスト: {n_tests} ({by_lang})、うち対: {n_pairs}\n"),
    }
}

fn gaps(stats: &Stats) -> Vec<(String, Vec<&str>)> {
    let mut gaps = Vec::new();
    for section in REACHED {
        for &lang in &stats.languages {
            gaps.push((format!("{section}, {lang}"), stats.gaps(section, lang)));
        }
    }
    gaps
}

fn drafts(stats: &Stats) -> Vec<(String, Vec<&str>)> {
    let of = |section| stats.of(section).filter(|entry| entry.is_draft());
    let sections = stats.sections().into_iter();
    sections
        .map(|section| {
            let ids = of(section).map(|entry| entry.id.as_str());
            (section.to_owned(), ids.collect())
        })
        .collect()
}

/// Returns a row for each problem and fact, and for whatever else has samples; those with the fewest stand first.
fn samples(stats: &Stats, lang: Lang) -> String {
    let has_some = |section: &str| ["problems", "facts"].contains(&section);
    let mut entries: Vec<_> = stats
        .entries
        .iter()
        .filter(|entry| has_some(entry.section))
        .map(|entry| {
            let by_lang = |counts: &BTreeMap<Lang, usize>| -> Vec<usize> {
                let languages = stats.languages.iter();
                languages
                    .map(|lang| counts.get(lang).copied().unwrap_or(0))
                    .collect()
            };
            let counts = [by_lang(&entry.samples), by_lang(&entry.not)].concat();
            let n_all: usize = counts.iter().sum();
            (n_all, entry, counts)
        })
        .collect();
    entries.sort_by_key(|(n_all, entry, _)| (*n_all, entry.section, &entry.id));
    let samples = match lang {
        Lang::En => "samples",
        Lang::Ja => "例文",
    };
    let mut header = vec![String::new()];
    for what in [samples, "not:"] {
        let languages = stats.languages.iter();
        header.extend(languages.map(|lang| format!("{what} {lang}")));
    }
    let mut rows = vec![header];
    for (_, entry, counts) in entries {
        let mut row = vec![format!("{}/{}", entry.section, entry.id)];
        row.extend(counts.iter().map(ToString::to_string));
        rows.push(row);
    }
    aligned(&rows)
}

/// Returns each source with how many entries name it, the one that most name first.
fn by_source(stats: &Stats) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for source in stats.entries.iter().flat_map(|entry| &entry.sources) {
        *counts.entry(source).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let named = counts.into_iter();
    named
        .map(|(source, number)| (source.to_owned(), number))
        .collect()
}

/// Returns each date of a review with how many entries have it; first those without one.
fn by_date(stats: &Stats, never: &str) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for entry in &stats.entries {
        *counts.entry(entry.reviewed).or_insert(0) += 1;
    }
    let dates = counts.into_iter();
    let named = dates.map(|(date, number)| {
        let date = date.map_or_else(|| never.to_owned(), |date| date.to_string());
        (date, number)
    });
    named.collect()
}

fn counts(counts: Vec<(String, usize)>) -> String {
    let width = counts
        .iter()
        .map(|(_, number)| number.to_string().len())
        .max();
    let line = |(name, number)| format!("{number:>width$}  {name}\n", width = width.unwrap_or(0));
    counts.into_iter().map(line).collect()
}

/// Returns lists of ids, each behind its name; `nothing` where all are empty.
fn listed(lists: Vec<(String, Vec<&str>)>, nothing: &str, width: usize) -> String {
    let filled = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
    let lines: Vec<String> = filled
        .map(|(name, ids)| {
            let text = format!("{name} ({}): {}", ids.len(), ids.join(", "));
            let options = textwrap::Options::new(width)
                .initial_indent("  ")
                .subsequent_indent("    ")
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            textwrap::fill(&text, options)
        })
        .collect();
    if lines.is_empty() {
        return format!("{nothing}\n");
    }
    lines.join("\n") + "\n"
}

/// Returns rows in columns by display width: the first to the left, the others to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..n_columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| display_width(cell)).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, width))| {
            let blanks = " ".repeat(width - display_width(cell));
            match column {
                0 => format!("{cell}{blanks}"),
                _ => format!("{blanks}{cell}"),
            }
        });
        let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_end_at_the_same_place_whatever_the_letters() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let text = aligned(&[row(["区分", "件数", "x"]), row(["facts", "10", "下書き"])]);
        let widths: Vec<usize> = text.lines().map(display_width).collect();
        assert_eq!(text, "区分   件数       x\nfacts    10  下書き\n");
        assert_eq!(widths, [19, 19]);
    }
}
