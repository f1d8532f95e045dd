use std::io;

use crate::system::{Finish, Invocation, RunError, System};

use super::Screen;
use super::output::Output;

/// What came of running a program.
pub(super) struct Ran {
    /// How it ended, or why it did not begin.
    pub(super) result: Result<Finish, RunError>,
    /// The end of what it printed.
    pub(super) output: String,
    /// Whether what it printed could be shown.
    pub(super) shown: io::Result<()>,
}

/// Runs a program to its end and shows what it prints as it comes.
pub(super) fn run(
    system: &mut dyn System,
    screen: &mut dyn Screen,
    invocation: &Invocation<'_>,
) -> Ran {
    let mut output = Output::default();
    let mut shown = Ok(());
    let result = system.run(invocation, &mut |bytes| {
        let text = output.feed(bytes);
        if shown.is_ok() {
            shown = screen.output(&text);
        }
    });
    let rest = output.finish();
    Ran {
        result,
        output: output.into_end(),
        shown: shown.and_then(|()| screen.output(&rest)),
    }
}

/// Returns how long a program took, in milliseconds; 0 where it did not run.
pub(super) fn millis(finish: Option<&Finish>) -> u64 {
    let millis = finish.map_or(0, |finish| finish.duration.as_millis());
    u64::try_from(millis).unwrap_or(u64::MAX)
}
