use std::io::{self, Write};

use crate::cli::{Context, Exit, Failure, past};
use crate::journal::Summary;
use crate::render::one_line;
use crate::render::words::words;

words! {
    NONE_YET: "no session yet", "セッションはまだありません";
}

/// Runs `naosu sessions`: one a line, newest first; what cannot be read is told on standard error.
pub(crate) fn run(context: &Context, out: &mut dyn Write) -> Result<Exit, Failure> {
    let listing = past::list(context)?;
    if listing.sessions.is_empty() && listing.damaged.is_empty() {
        writeln!(io::stderr(), "{}", NONE_YET.get(context.spoken()))?;
    }
    for Summary {
        id,
        started,
        words,
        n_events,
        fixed,
        ..
    } in listing.sessions
    {
        let began = started.strftime("%Y-%m-%d %H:%M UTC");
        let mark = if fixed { "+" } else { " " };
        writeln!(
            out,
            "{} {mark} {began}  {n_events:>3}  {}",
            id.as_str(),
            one_line(&words.unwrap_or_default())
        )?;
    }
    for damaged in listing.damaged {
        writeln!(io::stderr(), "warning: {damaged}")?;
    }
    Ok(Exit::Ok)
}
