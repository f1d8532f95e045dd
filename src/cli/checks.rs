//! Checks run from the command line.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use crate::chat::{Eyes, observed_here};
use crate::knowledge::{Check, Fix, Lang, Verify};
use crate::probe::show::{hosts, unanswered, watch};
use crate::probe::{Report, Verdict, start};
use crate::render::words::words;
use crate::session::{Event, Outcome, Reach, Sight};
use crate::system::{
    Cancel, Interrupt, Platform, RealSurroundings, RealSystem, Surroundings, System,
};

use super::{Context, Exit, Failure};

words! {
    WORKS: "checked: {title}: it is well now", "確認しました: {title}: 正常になりました";
    STILL_BROKEN: "checked: {title}: it is still wrong", "確認しました: {title}: まだ直っていません";
    CANNOT_TELL: "checked: {title}: it cannot tell", "確認しました: {title}: 判断できません";
}

/// No check takes longer than a minute.
const TO_THE_END: Duration = Duration::from_secs(3600);
/// So long a turn waits for checks where somebody sits before it.
const ATTENDED: Duration = Duration::from_secs(2);
/// So long it waits otherwise, so that the same lines get the same answers.
const UNATTENDED: Duration = Duration::from_secs(15);

/// Runs those of the checks that may be run, and returns what came of them in their order.
///
/// # Errors
///
/// [`Failure`] when the trouble is on another device, or Ctrl-C was pressed.
pub(super) fn reports(context: &Context, checks: &[&Check]) -> Result<Vec<Report>, Failure> {
    if context.platform != Platform::current() {
        let message = format!(
            "checks look at this machine, which is no {}",
            context.platform
        );
        return Err(Failure::new(Exit::Usage, message).hint("leave `--platform` out"));
    }
    let may_run = checks.iter().filter(|check| may_run(context, check));
    let may_run: Vec<Check> = may_run.map(|&check| check.clone()).collect();
    let order: Vec<_> = may_run.iter().map(|check| check.id.clone()).collect();
    let interrupt = Interrupt::hold();
    let mut running = start(may_run, &world(context, Cancel::default()));
    let mut reports = watch(&mut running, TO_THE_END, context.spoken(), &interrupt);
    if interrupt.is_raised() {
        return Err(Failure::new(Exit::Interrupted, "interrupted"));
    }
    reports.sort_by_key(|report| order.iter().position(|id| *id == report.check));
    Ok(reports)
}

/// Runs all checks that were asked for, and returns what they saw; `None` where none was asked for.
///
/// # Errors
///
/// As [`reports`].
pub(super) fn seen(context: &Context) -> Result<Option<Event>, Failure> {
    if asked_for(context).reach == Reach::Nowhere {
        return Ok(None);
    }
    let pack = &context.base.pack;
    let reports = reports(context, &pack.checks.iter().collect::<Vec<_>>())?;
    let mut page = context.plain_paper().page(context.spoken());
    if let Some(text) = unanswered(&page, &reports) {
        page.line(&text);
        io::stderr().write_all(page.finish().as_bytes())?;
    }
    let now = RealSystem.now();
    Ok(Some(observed_here(pack, &reports, Vec::new(), now)))
}

/// Returns the check that verifies a fix, where it may be run; `online` says whether the person agreed to the network.
pub(super) fn verifying<'c>(context: &'c Context, fix: &Fix, online: bool) -> Option<&'c Check> {
    let Verify::Check(id) = &fix.verify else {
        return None;
    };
    let reach = if online {
        Reach::Network
    } else {
        Reach::Machine
    };
    let sight = Sight {
        reach,
        programs: context.trusted,
    };
    let check = context.base.pack.checks.get(id.as_str());
    check.filter(|check| sight.takes_in(check))
}

/// Runs the check that verifies a fix and tells what it says; `None` where it cannot tell, or was called off.
///
/// # Errors
///
/// When standard error cannot be written.
pub(super) fn verified(
    context: &Context,
    check: &Check,
    lang: Lang,
) -> io::Result<Option<Outcome>> {
    let interrupt = Interrupt::hold();
    let cancel = Cancel::default();
    let mut running = start(vec![check.clone()], &world(context, cancel.clone()));
    let reports = watch(&mut running, TO_THE_END, lang, &interrupt);
    cancel.cancel();
    let verdict = reports.first().map(|report| report.observation.verdict);
    let (outcome, word) = match verdict {
        Some(Verdict::Fixed) => (Some(Outcome::Fixed), WORKS),
        Some(Verdict::Broken) => (Some(Outcome::NotFixed), STILL_BROKEN),
        Some(Verdict::Unknown) | None => (None, CANNOT_TELL),
    };
    let title = check.title.as_ref();
    let title = title.map_or(check.id.as_str(), |title| title.get(lang));
    let mut page = context.plain_paper().page(lang);
    let text = page.fill(word, &[("title", title)]);
    page.line(&text);
    io::stderr().write_all(page.finish().as_bytes())?;
    Ok(outcome)
}

/// Returns what looks at this machine for a conversation; `None` where nothing shall, or the trouble is on another device.
pub(super) fn eyes(context: &Context) -> Option<Eyes<'_>> {
    let looks = context.looks || context.check || context.online;
    if !looks || context.platform != Platform::current() {
        return None;
    }
    let patience = if io::stdin().is_terminal() {
        ATTENDED
    } else {
        UNATTENDED
    };
    let world = Box::new(|cancel| world(context, cancel));
    Some(Eyes::new(world, context.online, patience))
}

/// Returns which checks a conversation has. Those over the network take consent, which only a terminal can give.
pub(super) fn of_conversation(context: &Context) -> Sight {
    let can_agree = !context.offline && io::stdin().is_terminal();
    let reach = if context.online || can_agree {
        Reach::Network
    } else {
        Reach::Machine
    };
    Sight {
        reach,
        programs: context.trusted,
    }
}

/// Returns which checks the options ask for.
pub(super) fn asked_for(context: &Context) -> Sight {
    let reach = match (context.online, context.check) {
        (true, _) => Reach::Network,
        (false, true) => Reach::Machine,
        (false, false) => Reach::Nowhere,
    };
    Sight {
        reach,
        programs: context.trusted,
    }
}

/// Returns whether a check may be run: over the network with consent, a pack's program if the pack is trusted.
pub(super) fn may_run(context: &Context, check: &Check) -> bool {
    let reach = asked_for(context).reach.max(Reach::Machine);
    let programs = context.trusted;
    Sight { reach, programs }.takes_in(check)
}

/// Returns the failure of checks of which none may be run.
pub(super) fn needs_consent(context: &Context, checks: &[&Check]) -> Failure {
    if !checks.iter().any(|check| check.uses_network()) {
        let message = "this would start a program for knowledge that is not trusted";
        return Failure::new(Exit::Usage, message).hint("agree with `--trust-knowledge`");
    }
    let message = format!(
        "this would speak to {}, and nobody agreed to that",
        hosts(checks)
    );
    Failure::new(Exit::Usage, message).hint(if context.offline {
        "leave `--offline` out and agree with `--online`"
    } else {
        "agree with `--online`"
    })
}

/// Returns the world as checks see it.
fn world(context: &Context, cancel: Cancel) -> Arc<dyn Surroundings> {
    Arc::new(RealSurroundings {
        cancel,
        no_exec: !context.exec,
    })
}
