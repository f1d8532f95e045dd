//! Defects as text: what, where, the line with a caret under what is meant, and what to do.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use crate::knowledge::{Defect, PackSource, Place};

/// A tab is shown as this many blanks, so that the caret stands under what is meant on every terminal.
const TAB: &str = "    ";

/// Something that a maintainer should look at.
pub(crate) struct Notice<'a> {
    /// What kind it is, such as `error`.
    pub(crate) kind: String,
    /// What is the matter.
    pub(crate) message: String,
    /// Where.
    pub(crate) place: &'a Place,
    /// What to do.
    pub(crate) hint: Option<String>,
}

/// Returns the report on `defects` of the packs in `sources`, with a line at the end that sums it up.
#[must_use]
pub fn report(defects: &[Defect], sources: &[PackSource]) -> String {
    report_with(defects, &[], sources)
}

/// Returns the same with `warnings` behind the defects.
pub(crate) fn report_with(
    defects: &[Defect],
    warnings: &[Notice<'_>],
    sources: &[PackSource],
) -> String {
    let errors = defects.iter().map(|defect| Notice {
        kind: "error".to_owned(),
        message: defect.to_string(),
        place: defect.place(),
        hint: defect.hint(),
    });
    let errors = errors.map(|error| one(&error, sources));
    let warned = warnings.iter().map(|warning| one(warning, sources));
    let last = std::iter::once(summary(defects, warnings.len(), sources));
    let all = errors.chain(warned).chain(last);
    all.collect::<Vec<_>>().join("\n")
}

fn one(notice: &Notice<'_>, sources: &[PackSource]) -> String {
    let place = notice.place;
    let mut text = format!("{}: {}\n  --> {place}\n", notice.kind, notice.message);
    if let Some(line) = line_at(place, sources) {
        text.push_str(&pointed_at(place, line));
    }
    match &notice.hint {
        Some(hint) => text + &format!("hint: {hint}\n"),
        None => text,
    }
}

/// Returns a line with its number, and below it a caret under each column that is meant.
fn pointed_at(place: &Place, line: &str) -> String {
    let number = place.line.to_string();
    let gutter = " ".repeat(number.len());
    let column = place.column.saturating_sub(1) as usize;
    let before = shown(line.chars().take(column));
    let meant = shown(line.chars().skip(column).take(place.width as usize));
    let blanks = " ".repeat(width(&before));
    let carets = "^".repeat(width(&meant).max(1));
    let line = shown(line.chars());
    format!(
        "{number} | {}\n{gutter} | {blanks}{carets}\n",
        line.trim_end()
    )
}

/// Returns the line that a place is in.
fn line_at<'a>(place: &Place, sources: &'a [PackSource]) -> Option<&'a str> {
    let index = (place.line as usize).checked_sub(1)?;
    let mut files = sources.iter().flat_map(|source| &source.files);
    files
        .find(|file| file.path == place.file)?
        .text
        .lines()
        .nth(index)
}

/// Returns letters as a terminal shows them: tabs as blanks, no control characters.
fn shown(letters: impl Iterator<Item = char>) -> String {
    letters.fold(String::new(), |mut text, letter| {
        match letter {
            '\t' => text.push_str(TAB),
            letter if letter.is_control() => text.push('\u{fffd}'),
            letter => text.push(letter),
        }
        text
    })
}

/// Returns the columns that a text takes on a terminal.
fn width(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

fn summary(defects: &[Defect], n_warnings: usize, sources: &[PackSource]) -> String {
    let n_files = sources.iter().map(|source| source.files.len()).sum();
    let checked = counted(n_files, "file");
    if defects.is_empty() && n_warnings == 0 {
        return format!("no defects in {checked}\n");
    }
    if defects.is_empty() {
        let warnings = counted(n_warnings, "warning");
        return format!("no defects and {warnings} in {checked}\n");
    }
    let files: BTreeSet<&str> = defects
        .iter()
        .map(|defect| defect.place().file.as_str())
        .collect();
    let found = counted(defects.len(), "defect");
    let files = counted(files.len(), "file");
    format!("{found} in {files}, {checked} checked\n")
}

fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::PackFile;

    #[test]
    fn the_caret_stands_under_wide_letters_and_behind_tabs() {
        let source = PackSource {
            name: "p".to_owned(),
            files: vec![PackFile {
                path: "p/a.yaml".to_owned(),
                text: "\t漏れ: 水\n".to_owned(),
            }],
        };
        let at = Place {
            file: "p/a.yaml".to_owned(),
            line: 1,
            column: 6,
            width: 1,
        };
        let report = report(&[Defect::NotUtf8 { at }], &[source]);
        assert!(
            report.contains("1 |     漏れ: 水\n  |           ^^\n"),
            "{report}"
        );
    }
}
