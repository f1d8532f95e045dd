use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::knowledge::Lang;
use crate::probe::{Report, Running};
use crate::system::Interrupt;

use super::words::{LOOKING, LOOKING_OUT};

/// What takes no longer than this needs no word.
const QUIET: Duration = Duration::from_millis(500);
/// So often Ctrl-C is looked for.
const TICK: Duration = Duration::from_millis(50);
/// So often the progress line moves.
const MOVE: Duration = Duration::from_millis(120);

/// Waits for checks, until all have ended, so much time has passed or Ctrl-C was pressed, and returns those that ended. On
/// a terminal a line on standard error says so while that takes long.
pub(crate) fn watch(
    running: &mut Running,
    patience: Duration,
    lang: Lang,
    interrupt: &Interrupt,
) -> Vec<Report> {
    let started = Instant::now();
    let mut line: Option<ProgressBar> = None;
    let mut reports = Vec::new();
    while running.n_left() > 0 && !interrupt.is_raised() {
        let left = patience.saturating_sub(started.elapsed());
        if left.is_zero() {
            break;
        }
        reports.extend(running.next(left.min(TICK)));
        if line.is_none() && started.elapsed() >= QUIET {
            let word = if running.uses_network() {
                LOOKING_OUT
            } else {
                LOOKING
            };
            line = Some(progress(word.get(lang)));
        }
    }
    if let Some(line) = line {
        line.finish_and_clear();
    }
    reports
}

/// Returns a line that moves; it is hidden where standard error is no terminal.
fn progress(text: &'static str) -> ProgressBar {
    let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    line.set_style(indicatif::ProgressStyle::default_spinner());
    line.set_message(text);
    line.enable_steady_tick(MOVE);
    line
}
