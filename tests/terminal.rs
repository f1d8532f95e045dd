//! Runs in a terminal.

use super::support::Case;
use super::support::terminal::Terminal;

#[test]
fn errors_have_colour_in_a_terminal_alone() {
    Terminal::start(Case::new().args(["--no-builtin", "it is dark"]))
        .expect("\u{1b}[31merror:\u{1b}[39m there is no knowledge")
        .exit(2);
    let plain = Case::new().args(["--no-builtin", "it is dark"]);
    Terminal::start(plain.env("NO_COLOR", "1"))
        .expect("error: there is no knowledge")
        .exit(2);
}
