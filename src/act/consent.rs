use std::io;

use super::{Plan, Question, Reply, Screen, UndoPlan};

/// What the person has to do to agree to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Nothing: the plan only tells.
    Nothing,
    /// Say yes.
    Yes,
    /// Type the fix's id, since something is lost or the risk is high.
    Id,
}

/// What was agreed to beforehand, by options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Granted {
    /// `--yes`
    pub(crate) yes: bool,
    /// `--accept-loss`
    pub(crate) accept_loss: bool,
}

/// Why a plan is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The person said no.
    Declined,
    /// There is no terminal to agree at.
    NoTerminal(Demand),
    /// `--yes` does not cover what is lost.
    LossNotAccepted,
    /// The rights of an administrator were not given.
    NotElevated,
}

/// A plan that was agreed to: the only kind that can be run. Only [`approve`] makes one.
#[derive(Debug)]
pub(super) struct ApprovedPlan {
    plan: Plan,
    by: String,
}

impl ApprovedPlan {
    /// Returns the plan.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns what was typed to agree, or the options given.
    pub(super) fn by(&self) -> &str {
        &self.by
    }
}

/// A plan to take changes back that was agreed to: the only kind that can be run. Only [`approve_undo`] makes one.
#[derive(Debug)]
pub(super) struct ApprovedUndo {
    plan: UndoPlan,
    by: String,
}

impl ApprovedUndo {
    /// Returns the plan.
    pub(super) fn plan(&self) -> &UndoPlan {
        &self.plan
    }

    /// Returns what was typed to agree, or the options given.
    pub(super) fn by(&self) -> &str {
        &self.by
    }
}

/// Asks for consent, unless the options gave it.
///
/// # Errors
///
/// When the terminal fails; a refusal is no error.
pub(super) fn approve(
    plan: Plan,
    granted: Granted,
    screen: &mut dyn Screen,
) -> io::Result<Result<ApprovedPlan, Refusal>> {
    let answer = match plan.demand() {
        Demand::Nothing => Ok(String::new()),
        Demand::Yes if granted.yes => Ok("--yes".to_owned()),
        Demand::Id if granted.yes && granted.accept_loss => Ok("--yes --accept-loss".to_owned()),
        Demand::Id if granted.yes => Err(Refusal::LossNotAccepted),
        Demand::Yes => ask_yes(screen)?,
        Demand::Id => ask_id(&plan, screen)?,
    };
    Ok(answer.map(|by| ApprovedPlan { plan, by }))
}

/// Asks for consent to take changes back, unless the options gave it.
///
/// # Errors
///
/// When the terminal fails; a refusal is no error.
pub(super) fn approve_undo(
    plan: UndoPlan,
    granted: Granted,
    screen: &mut dyn Screen,
) -> io::Result<Result<ApprovedUndo, Refusal>> {
    let answer = match plan.demand() {
        Demand::Nothing => Ok(String::new()),
        Demand::Yes | Demand::Id if granted.yes => Ok("--yes".to_owned()),
        Demand::Yes | Demand::Id => ask_yes(screen)?,
    };
    Ok(answer.map(|by| ApprovedUndo { plan, by }))
}

fn ask_yes(screen: &mut dyn Screen) -> io::Result<Result<String, Refusal>> {
    Ok(match screen.ask(&Question::Consent)? {
        None => Err(Refusal::NoTerminal(Demand::Yes)),
        Some(typed) if Reply::read(&typed) == Some(Reply::Yes) => Ok(typed),
        Some(_) => Err(Refusal::Declined),
    })
}

fn ask_id(plan: &Plan, screen: &mut dyn Screen) -> io::Result<Result<String, Refusal>> {
    Ok(match screen.ask(&Question::TypeId(&plan.fix))? {
        None => Err(Refusal::NoTerminal(Demand::Id)),
        Some(typed) if typed.trim() == plan.fix.as_str() => Ok(typed),
        Some(_) => Err(Refusal::Declined),
    })
}
