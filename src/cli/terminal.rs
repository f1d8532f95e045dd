//! What the terminal can do.

use std::env;
use std::io::{self, IsTerminal};

use terminal_size::terminal_size;

use super::options::ColorChoice;

/// Narrower text is no help, and wider text is hard to read.
const WIDTHS: (usize, usize) = (40, 100);
/// The width where nobody says otherwise.
const USUAL_WIDTH: usize = 80;

/// Returns the columns to wrap at.
pub(crate) fn width() -> usize {
    let asked = env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let seen = || terminal_size().map(|(width, _)| usize::from(width.0));
    let (least, most) = WIDTHS;
    asked
        .or_else(seen)
        .unwrap_or(USUAL_WIDTH)
        .clamp(least, most)
}

/// Returns the columns to wrap errors at; a file or a program gets whole lines.
pub(crate) fn stderr_width() -> Option<usize> {
    io::stderr().is_terminal().then(width)
}

/// Returns whether stdout takes colour.
pub(crate) fn stdout_takes_color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => io::stdout().is_terminal() && color_is_welcome(),
    }
}

/// Returns whether stderr takes colour.
pub(crate) fn stderr_takes_color() -> bool {
    io::stderr().is_terminal() && color_is_welcome()
}

fn color_is_welcome() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}
