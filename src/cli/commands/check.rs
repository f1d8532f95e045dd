use std::io::Write;

use crate::cli::checks::{may_run, needs_consent, reports};
use crate::cli::{Context, Exit, Failure};
use crate::knowledge::{Check, nearest};
use crate::probe::show::{Shown, found, json};
use crate::probe::{Report, Verdict};

/// Runs `naosu check`: the read-only checks, all of them or those named, and what they found.
pub(crate) fn run(context: &Context, ids: &[String], out: &mut dyn Write) -> Result<Exit, Failure> {
    let checks = named(context, ids)?;
    if !ids.is_empty() && checks.iter().all(|check| !may_run(context, check)) {
        return Err(needs_consent(context, &checks));
    }
    let reports = reports(context, &checks)?;
    let report = |check: &Check| reports.iter().find(|report| report.check == check.id);
    let shown: Vec<_> = checks
        .iter()
        .map(|check| Shown {
            check,
            report: report(check).filter(|_| may_run(context, check)),
        })
        .collect();
    let lang = context.spoken();
    let text = if context.json {
        json(&shown, lang)
    } else {
        let mut page = context.paper().page(lang);
        found(&mut page, &shown);
        page.finish()
    };
    out.write_all(text.as_bytes())?;
    let is_wrong = |report: &Report| report.observation.verdict == Verdict::Broken;
    Ok(if reports.iter().any(is_wrong) {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

/// Returns the checks of these ids, each once; all of them where there is none.
fn named<'a>(context: &'a Context, ids: &[String]) -> Result<Vec<&'a Check>, Failure> {
    let checks = &context.base.pack.checks;
    if ids.is_empty() {
        let mut all: Vec<&Check> = checks.iter().collect();
        all.sort_by_key(|check| check.uses_network());
        return Ok(all);
    }
    let find = |id: &String| {
        checks.get(id).ok_or_else(|| {
            let known = checks.iter().map(|check| check.id.as_str());
            let failure = Failure::new(Exit::Usage, format!("there is no check `{id}`"));
            failure.hint(match nearest(id, known) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`naosu check` runs what there is; quote a whole sentence: naosu \"…\""
                    .to_owned(),
            })
        })
    };
    let mut named: Vec<&Check> = Vec::new();
    for check in ids.iter().map(find) {
        let check = check?;
        if named.iter().all(|known| known.id != check.id) {
            named.push(check);
        }
    }
    Ok(named)
}
