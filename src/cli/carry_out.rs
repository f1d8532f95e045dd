//! Fixes carried out on this machine, from the command line and from the conversation.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};

use crate::act::show::{
    TerminalScreen, came_of_it, plan_text, refused, stopped_by, what_next, why_refused,
};
use crate::act::site_data::{Home, look_for};
use crate::act::{
    ActError, Admin, Carried, Granted, Hands, Plan, Rights, Situation, Stop, ask_outcome,
    carry_out, facts_now, plan,
};
use crate::chat::Carried as InConversation;
use crate::journal::Journal;
use crate::knowledge::{FactId, Fix, FixId, Lang};
use crate::session::{Outcome, Session};
use crate::system::{Platform, RealSystem};

use super::admin::admin;
use super::past::SharedJournal;
use super::terminal::stderr_width;
use super::{Context, Exit, Failure, checks};

/// Returns how a fix would be carried out; `None` where it has no steps for the platform.
pub(super) fn planned(
    context: &Context,
    fix: &Fix,
    facts: &BTreeMap<FactId, String>,
    journal: Option<&mut Journal>,
) -> Option<Plan> {
    let backups = journal.map(|journal| journal.backup_folder(&fix.id));
    let situation = Situation {
        platform: context.platform,
        facts,
        rights: Rights {
            // Who we are here says nothing of another device; its plan is only shown.
            admin: if context.platform == Platform::current() {
                admin()
            } else {
                Admin::Held
            },
            trusted: context.trusted,
            exec: context.exec,
        },
        backups: backups.as_deref(),
    };
    let mut plan = plan(&context.base.pack, fix, &situation)?;
    if plan.platform == Platform::current() {
        let home = Home {
            variable: &|name| env::var_os(name),
        };
        look_for(&mut plan, &home);
    }
    Some(plan)
}

/// What a fix is carried out by: its plan, and what was agreed to beforehand.
pub(super) struct Errand<'a> {
    pub(super) plan: Plan,
    pub(super) lang: Lang,
    pub(super) granted: Granted,
    /// Whether a check that verifies it may use the network.
    pub(super) online: bool,
    pub(super) journal: Option<&'a mut Journal>,
}

/// Asks for consent to a plan that was shown, carries it out and finds out whether it helped: by its check, where that may
/// be run and can tell, otherwise from the person.
pub(super) fn carried(
    context: &Context,
    errand: Errand<'_>,
    out: &mut dyn Write,
) -> Result<Carried, Stop> {
    let Errand {
        plan,
        lang,
        granted,
        online,
        journal,
    } = errand;
    let fix = context.base.pack.fixes.get(plan.fix.as_str());
    let check = fix.and_then(|fix| checks::verifying(context, fix, online));
    let mut verify = || check.map_or(Ok(None), |check| checks::verified(context, check, lang));
    let shown = plan_text(context.plain_paper(), &plan, lang);
    let mut screen = TerminalScreen::new(context.plain_paper(), lang, out);
    let mut hands = Hands {
        system: &mut RealSystem,
        journal,
        screen: &mut screen,
        granted,
        knowledge: &context.base.hash,
        verify: &mut verify,
    };
    carry_out(plan, &shown, &mut hands)
}

/// Carries out the fix that a conversation has come to.
pub(super) fn in_conversation(
    context: &Context,
    journal: &SharedJournal,
    session: &Session<'_>,
    fix: &FixId,
    online: bool,
    out: &mut dyn Write,
) -> io::Result<InConversation> {
    let mut journal = journal.borrow_mut();
    let lang = session.turn().lang;
    let facts = facts_now(&context.base.pack, &session.state());
    let entry = context.base.pack.fixes.get(fix.as_str());
    let plan = entry.and_then(|fix| planned(context, fix, &facts, journal.as_mut()));
    let Some(plan) = plan else {
        return Ok(InConversation::Refused);
    };
    out.write_all(plan_text(context.paper(), &plan, lang).as_bytes())?;
    let errand = Errand {
        plan,
        lang,
        granted: Granted::default(),
        online,
        journal: journal.as_mut(),
    };
    match carried(context, errand, out) {
        Ok(Carried::Tried(outcome)) => Ok(InConversation::Tried(outcome)),
        Ok(Carried::AfterRestart) => Ok(InConversation::AfterRestart),
        Ok(Carried::Refused(refusal)) => {
            let mut page = context.paper().page(lang);
            why_refused(&mut page, refusal);
            out.write_all(page.finish().as_bytes())?;
            Ok(InConversation::Refused)
        }
        Err(Stop {
            error: ActError::Screen(error),
            ..
        }) => Err(error),
        Err(Stop { error, acted }) => {
            failure(&error, lang).report(&mut io::stderr(), false, stderr_width());
            // What ran may have been enough. That it was not says nothing of a fix that was not carried to its end.
            let mut screen = TerminalScreen::new(context.plain_paper(), lang, out);
            let works = acted && ask_outcome(&mut screen)? == Outcome::Fixed;
            Ok(if works {
                InConversation::Tried(Outcome::Fixed)
            } else {
                InConversation::Failed
            })
        }
    }
}

/// Returns what to say when a fix was carried out.
pub(super) fn afterwards(context: &Context, carried: Carried, kept: bool, lang: Lang) -> String {
    let mut page = context.paper().page(lang);
    came_of_it(&mut page, carried, kept);
    page.finish()
}

/// Returns the failure of a plan that was not agreed to.
pub(super) fn refusal(refusal: crate::act::Refusal, lang: Lang) -> Failure {
    let (message, hint) = refused(refusal, lang);
    let failure = Failure::new(Exit::Fix, message);
    match hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// Returns the failure of a fix that was not carried out to its end.
pub(super) fn failure(error: &ActError, lang: Lang) -> Failure {
    let exit = match error {
        ActError::OtherPlatform { .. } => Exit::Usage,
        ActError::NoJournal | ActError::Journal(_) | ActError::Screen(_) => Exit::Machine,
        ActError::Interrupted { .. } => Exit::Interrupted,
        ActError::Failed { .. }
        | ActError::NotRun { .. }
        | ActError::NotElevated { .. }
        | ActError::NotDone { .. }
        | ActError::StillOpen { .. }
        | ActError::NotRestored { .. }
        | ActError::LeftToPerson { .. } => Exit::Fix,
    };
    let failure = Failure::new(exit, stopped_by(error, lang));
    match what_next(error, lang) {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
