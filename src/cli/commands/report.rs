use std::io::Write;

use crate::cli::{Context, Exit, Failure, past};
use crate::render::report;

/// Runs `naosu report`: writes a session up for support, in Markdown.
pub(crate) fn run(
    context: &Context,
    session: Option<&str>,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let session = past::read(context, session)?;
    let text = report(&session, &session.state(), &session.turn());
    out.write_all(text.as_bytes())?;
    Ok(Exit::Ok)
}
