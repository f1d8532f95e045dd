use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::act::show::{dry_run_text, only_planned, plan_json, plan_text};
use crate::act::{ActError, Carried, Granted};
use crate::cli::arguments::FixOptions;
use crate::cli::carry_out::Errand;
use crate::cli::{Context, Exit, Failure, carry_out, past};
use crate::knowledge::{Fix, Lang, nearest};
use crate::session::{Event, Outcome};
use crate::system::Platform;

/// Runs `naosu fix`: shows the plan of one fix and, with consent, carries it out.
pub(crate) fn run(
    context: &Context,
    options: &FixOptions,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let fix = named(context, &options.id)?;
    let lang = context.spoken();
    let journal = past::begin(context);
    let mut kept = journal.borrow_mut();
    let for_backups = if options.dry_run { None } else { kept.as_mut() };
    let Some(plan) = carry_out::planned(context, fix, &BTreeMap::new(), for_backups) else {
        let message = format!("`{}` has no steps for {}", fix.id, context.platform);
        return Err(
            Failure::new(Exit::Usage, message).hint("name another device with `--platform`")
        );
    };
    if context.json {
        writeln!(out, "{}", plan_json(&plan, lang))?;
    } else {
        let text = if options.dry_run {
            dry_run_text(context.paper(), &plan, lang)
        } else {
            plan_text(context.paper(), &plan, lang)
        };
        out.write_all(text.as_bytes())?;
    }
    if options.dry_run {
        return Ok(Exit::Ok);
    }
    if context.no_journal {
        return planned_only(options, lang, out);
    }
    if plan.platform != Platform::current() {
        let error = ActError::OtherPlatform {
            wanted: plan.platform,
            here: Platform::current(),
        };
        return Err(carry_out::failure(&error, lang));
    }
    let granted = Granted {
        yes: options.yes,
        accept_loss: options.accept_loss,
    };
    let errand = Errand {
        plan,
        lang,
        granted,
        online: context.online,
        journal: kept.as_mut(),
    };
    let carried = carry_out::carried(context, errand, out)
        .map_err(|stop| carry_out::failure(&stop.error, lang))?;
    drop(kept);
    let outcome = match carried {
        Carried::Refused(refusal) => return Err(carry_out::refusal(refusal, lang)),
        Carried::Tried(outcome) => outcome,
        Carried::AfterRestart => Outcome::Unsure,
    };
    let event = Event::Tried {
        fix: fix.id.clone(),
        with: Vec::new(),
        outcome,
        helped: true,
    };
    past::recorder(&journal).record(&event)?;
    let kept = journal.borrow().is_some();
    out.write_all(carry_out::afterwards(context, carried, kept, lang).as_bytes())?;
    Ok(Exit::Ok)
}

/// Says that nothing is run without a journal, which is a refusal where `--yes` asked for a run.
fn planned_only(options: &FixOptions, lang: Lang, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (why, hint) = only_planned(lang);
    if options.yes {
        return Err(Failure::new(Exit::Fix, why).hint(hint));
    }
    out.flush()?;
    writeln!(io::stderr(), "{why}")?;
    Ok(Exit::Ok)
}

/// Returns the fix with this id.
fn named<'a>(context: &'a Context, id: &str) -> Result<&'a Fix, Failure> {
    let fixes = &context.base.pack.fixes;
    fixes.get(id).ok_or_else(|| {
        let hint = match nearest(id, fixes.iter().map(|fix| fix.id.as_str())) {
            Some(near) => {
                format!("did you mean `naosu fix {near}`? Words are quoted: naosu \"fix {id}\"")
            }
            None => {
                format!("`naosu search {id}` looks it up. Words are quoted: naosu \"fix {id}\"")
            }
        };
        Failure::new(Exit::Usage, format!("there is no fix `{id}`")).hint(hint)
    })
}
