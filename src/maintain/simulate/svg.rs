//! The bars as a picture, for a document.

use std::fmt::Write;

use super::Simulation;
use super::bars::Bars;

/// The picture's width, in pixels.
const WIDTH: u32 = 720;
/// Where the bars begin.
const LEFT: u32 = 70;
/// What is kept for the number behind the longest bar.
const RIGHT: u32 = 60;
/// The height of a line with a bar or a title.
const LINE: u32 = 20;
/// The bars' colours, by strategy; told apart in grey, too.
const COLORS: [&str; 3] = ["#1b6ca8", "#7fb069", "#c9c9c9"];

/// Returns an SVG document with a bar for each problem and strategy.
pub(crate) fn svg(simulation: &Simulation) -> String {
    let all = Bars::all(simulation);
    let longest = Bars::longest(&all);
    let mut body = String::new();
    let mut y = LINE;
    text(
        &mut body,
        10,
        y,
        "Minutes with charges, careful people",
        "bold",
    );
    for bars in &all {
        y += LINE + LINE / 2;
        text(&mut body, 10, y, bars.problem, "bold");
        for ((name, cost), color) in bars.bars.iter().zip(COLORS) {
            y += LINE;
            let room = f64::from(WIDTH - LEFT - RIGHT);
            let width = if longest > 0.0 {
                cost / longest * room
            } else {
                0.0
            };
            text(&mut body, 10, y, name, "normal");
            let top = y - 12;
            push(
                &mut body,
                format_args!(
                    r#"<rect x="{LEFT}" y="{top}" width="{width:.1}" height="14" fill="{color}"/>"#
                ),
            );
            let end = f64::from(LEFT + 6) + width;
            push(
                &mut body,
                format_args!(r#"<text x="{end:.1}" y="{y}">{cost:.1}</text>"#),
            );
        }
    }
    let height = y + LINE;
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" "#,
            r#"viewBox="0 0 {w} {h}" font-family="sans-serif" font-size="13">"#,
            "\n{body}</svg>\n"
        ),
        w = WIDTH,
        h = height,
        body = body
    )
}

fn text(body: &mut String, x: u32, y: u32, words: &str, weight: &str) {
    let words = escaped(words);
    push(
        body,
        format_args!(r#"<text x="{x}" y="{y}" font-weight="{weight}">{words}</text>"#),
    );
}

fn push(body: &mut String, line: std::fmt::Arguments) {
    writeln!(body, "{line}").expect("a string takes all");
}

/// Returns text with what XML reads as its own written out.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escaped(r#"<a b="&">"#), "&lt;a b=&quot;&amp;&quot;&gt;");
    }
}
