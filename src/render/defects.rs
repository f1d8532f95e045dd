//! Defects as text: what, where, the line with a caret under what is meant, and what to do.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use crate::knowledge::{Defect, PackSource, Place};

/// A tab is shown as this many blanks, so that the caret stands under what is meant on every terminal.
const TAB: &str = "    ";

/// Returns the report on `defects` of the packs in `sources`, with a line at the end that sums it up.
#[must_use]
pub fn report(defects: &[Defect], sources: &[PackSource]) -> String {
    let each = defects.iter().map(|defect| one(defect, sources));
    let last = std::iter::once(summary(defects, sources));
    each.chain(last).collect::<Vec<_>>().join("\n")
}

fn one(defect: &Defect, sources: &[PackSource]) -> String {
    let place = defect.place();
    let mut text = format!("error: {defect}\n  --> {place}\n");
    if let Some(line) = line_at(place, sources) {
        text.push_str(&pointed_at(place, line));
    }
    match defect.hint() {
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

fn summary(defects: &[Defect], sources: &[PackSource]) -> String {
    let n_files = sources.iter().map(|source| source.files.len()).sum();
    let checked = counted(n_files, "file");
    if defects.is_empty() {
        return format!("no defects in {checked}\n");
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
