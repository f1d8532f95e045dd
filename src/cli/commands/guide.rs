use std::io::Write;

use crate::cli::{Context, Exit, Failure};
use crate::render::{guide, topics};

/// Runs `naosu guide`: a problem's whole checklist, or what there is to read.
pub(crate) fn run(
    context: &Context,
    problem: Option<&str>,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let problems = &context.base.pack.problems;
    let mut page = context.paper().page(context.spoken());
    match problem {
        None => topics(&mut page),
        Some(id) => {
            let problem = problems.get(id).ok_or_else(|| {
                Failure::new(Exit::Usage, format!("there is no problem `{id}`"))
                    .hint("`naosu guide` lists what there is; quote a whole sentence: naosu \"…\"")
            })?;
            guide(&mut page, problem);
        }
    }
    out.write_all(page.finish().as_bytes())?;
    Ok(Exit::Ok)
}
