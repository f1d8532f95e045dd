use std::io::Write;

use crate::cli::checks::{needs_consent, reports};
use crate::cli::{Context, Exit, Failure};
use crate::knowledge::Check;
use crate::probe::show::{Shown, brief, json};
use crate::probe::{Report, Verdict};

/// Runs `naosu status`: the checks that tell how things are at the moment, a line each.
pub(crate) fn run(context: &Context, all: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let pack = &context.base.pack;
    let checks: Vec<&Check> = pack
        .status
        .iter()
        .filter_map(|id| pack.checks.get(id.as_str()))
        .collect();
    if checks.is_empty() {
        let message = "the knowledge names no check that tells how things are";
        return Err(
            Failure::new(Exit::Nothing, message).hint("`status:` in `pack.yaml` names them")
        );
    }
    if checks.iter().any(|check| check.uses_network()) && !context.online {
        return Err(needs_consent(context, &checks));
    }
    let reports = reports(context, &checks)?;
    let report = |check: &Check| reports.iter().find(|report| report.check == check.id);
    let lang = context.spoken();
    let text = if context.json {
        let shown = checks.iter().map(|check| Shown {
            check,
            report: report(check),
        });
        json(&shown.collect::<Vec<_>>(), lang)
    } else {
        let mut page = context.paper().page(lang);
        for check in checks {
            if let Some(report) = report(check) {
                brief(&mut page, check, report, all);
            }
        }
        page.finish()
    };
    out.write_all(text.as_bytes())?;
    let is_well = |report: &Report| report.observation.verdict == Verdict::Fixed;
    Ok(if reports.iter().all(is_well) {
        Exit::Ok
    } else {
        Exit::Nothing
    })
}
