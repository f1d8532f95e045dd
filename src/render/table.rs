use std::borrow::Cow;

use textwrap::core::display_width;

use super::Page;

/// What stands between two columns.
const GAP: usize = 2;
/// No column but the last is wider than one in so many parts of the line: a third, and a little.
const MOST: usize = 3;

/// Adds rows of cells in columns, aligned by display width; a cell that does not fit is wrapped within its column.
pub(crate) fn table<const N: usize>(page: &mut Page<'_>, rows: &[[String; N]]) {
    for line in table_lines(page, rows).concat() {
        page.as_it_is(&line);
    }
}

/// Returns the lines of each row.
pub(crate) fn table_lines<const N: usize>(
    page: &Page<'_>,
    rows: &[[String; N]],
) -> Vec<Vec<String>> {
    let widths = widths(page.width(), rows);
    rows.iter().map(|row| lines(row, widths)).collect()
}

fn lines<const N: usize>(row: &[String; N], widths: [usize; N]) -> Vec<String> {
    let cells: Vec<Vec<Cow<'_, str>>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| textwrap::wrap(cell, width.max(1)))
        .collect();
    let n_lines = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n_line: usize| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let text = cell.get(n_line).map_or("", |text| text.trim_end());
            let blank = (width + GAP).saturating_sub(display_width(text));
            line.push_str(text);
            line.push_str(&" ".repeat(blank));
        }
        line
    };
    (0..n_lines).map(line).collect()
}

/// Returns the width of each column: what it needs, at most a share of the line; the last has the rest.
fn widths<const N: usize>(line: usize, rows: &[[String; N]]) -> [usize; N] {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(display_width(cell));
        }
    }
    let mut left = line;
    for width in widths.iter_mut().take(N.saturating_sub(1)) {
        *width = (*width).min(line / MOST);
        left = left.saturating_sub(*width + GAP);
    }
    if let Some(last) = widths.last_mut() {
        *last = (*last).min(left);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Lang;
    use crate::render::sample;

    #[test]
    fn columns_stay_aligned_and_within_the_line() {
        let pack = sample::pack();
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        for (lang, rows) in [
            (
                Lang::En,
                [
                    row([
                        "ok",
                        "a lamp",
                        "It burns as brightly as ever, and nothing need be done.",
                    ]),
                    row(["!!", "the plug of a lamp in the north room", "Out."]),
                ],
            ),
            (
                Lang::Ja,
                [
                    row([
                        "ok",
                        "電球",
                        "いつもどおり明るく点いています。何もする必要はありません。",
                    ]),
                    row(["!!", "北の部屋にある照明のプラグ", "抜けています。"]),
                ],
            ),
        ] {
            let mut page = sample::page(&pack, lang, 40);
            table(&mut page, &rows);
            let text = page.finish();
            for line in text.lines() {
                assert!(display_width(line) <= 40, "{line}");
            }
            let starts: Vec<_> = rows
                .iter()
                .filter_map(|row| {
                    let first: String = row[1].chars().take(4).collect();
                    let line = text.lines().find(|line| line.contains(&first))?;
                    Some(display_width(line.split(&first).next()?))
                })
                .collect();
            assert_eq!(starts, [4, 4], "{text}");
        }
    }
}
