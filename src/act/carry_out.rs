use std::io;

use crate::journal::{Consent, Journal, Record};
use crate::session::Outcome;
use crate::system::System;

use super::consent::{ApprovedPlan, approve};
use super::elevate::elevate;
use super::runner::apply;
use super::{ActError, Granted, Plan, Question, Refusal, Reply, Screen, Stop, What};

/// How often a question is asked whose answer is not understood.
const N_ASKED: usize = 3;

/// What a fix is carried out with.
pub(crate) struct Hands<'a> {
    /// The world.
    pub(crate) system: &'a mut dyn System,
    /// The session's journal; without one nothing is run.
    pub(crate) journal: Option<&'a mut Journal>,
    /// The person.
    pub(crate) screen: &'a mut dyn Screen,
    /// What was agreed to beforehand.
    pub(crate) granted: Granted,
    /// The knowledge's hash.
    pub(crate) knowledge: &'a str,
    /// Sees whether the problem is gone; `None` where only the person can tell.
    pub(crate) verify: &'a mut dyn FnMut() -> io::Result<Option<Outcome>>,
}

/// What came of carrying out a fix. The event of it is for the caller to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    /// It was done, and a check has seen or the person has said whether it helped.
    Tried(Outcome),
    /// It was done, and only a restart will show whether it helped.
    AfterRestart,
    /// Nothing was done.
    Refused(Refusal),
}

/// Asks for consent to a plan that was shown as `shown`, carries it out, and finds out whether it helped.
///
/// # Errors
///
/// [`Stop`] when it was begun and not ended, or could not begin.
pub(crate) fn carry_out(plan: Plan, shown: &str, hands: &mut Hands<'_>) -> Result<Carried, Stop> {
    if plan.acts() {
        check_may_act(&plan, hands)?;
    }
    let approved = match approve(plan, hands.granted, hands.screen)? {
        Ok(approved) => approved,
        Err(refusal) => return Ok(Carried::Refused(refusal)),
    };
    if !hands.screen.is_attended() {
        check_nothing_is_left(approved.plan())?;
    }
    record_consent(&approved, shown, hands)?;
    let steps = &approved.plan().steps;
    if !elevate(steps, hands.system, hands.screen)? {
        return Ok(Carried::Refused(Refusal::NotElevated));
    }
    let journal = hands.journal.as_deref_mut();
    match apply(&approved, hands.system, journal, hands.screen) {
        Err(Stop {
            error: ActError::NotElevated { .. },
            acted: false,
        }) => return Ok(Carried::Refused(Refusal::NotElevated)),
        applied => applied?,
    }
    if approved.plan().reboot {
        return Ok(Carried::AfterRestart);
    }
    let seen = (hands.verify)()?;
    let outcome = match seen {
        Some(outcome) => outcome,
        None => ask_outcome(hands.screen)?,
    };
    Ok(Carried::Tried(outcome))
}

/// Refuses what is never run, whoever agrees: a plan for another platform, and one that could not be written down.
fn check_may_act(plan: &Plan, hands: &Hands<'_>) -> Result<(), ActError> {
    let here = hands.system.platform();
    if plan.platform != here {
        return Err(ActError::OtherPlatform {
            wanted: plan.platform,
            here,
        });
    }
    hands.journal.as_ref().map(drop).ok_or(ActError::NoJournal)
}

/// Refuses, before the first step, what would stop half way: a line to type where nobody is there to type it.
fn check_nothing_is_left(plan: &Plan) -> Result<(), ActError> {
    let left = plan
        .steps
        .iter()
        .find(|step| matches!(&step.what, What::Type(command, _) if !command.may_fail));
    left.map_or(Ok(()), |step| {
        Err(ActError::LeftToPerson { step: step.number })
    })
}

fn record_consent(
    approved: &ApprovedPlan,
    shown: &str,
    hands: &mut Hands<'_>,
) -> Result<(), ActError> {
    let consent = Record::Consent(Consent {
        fix: approved.plan().fix.clone(),
        knowledge: hands.knowledge.to_owned(),
        shown: shown.to_owned(),
        by: approved.by().trim().to_owned(),
        title: approved.plan().title.clone(),
        platform: Some(approved.plan().platform),
        trusted: approved.plan().rights.trusted,
    });
    if let Some(journal) = &mut hands.journal {
        journal.append(hands.system.now(), &consent)?;
    }
    Ok(())
}

/// Asks whether the problem is gone; who says neither yes nor no cannot tell.
///
/// # Errors
///
/// When the terminal fails.
pub(crate) fn ask_outcome(screen: &mut dyn Screen) -> io::Result<Outcome> {
    for _ in 0..N_ASKED {
        let Some(typed) = screen.ask(&Question::Working)? else {
            break;
        };
        match Reply::read(&typed) {
            Some(Reply::Yes) => return Ok(Outcome::Fixed),
            Some(Reply::No) => return Ok(Outcome::NotFixed),
            Some(Reply::Unsure) => break,
            None => {}
        }
    }
    Ok(Outcome::Unsure)
}
