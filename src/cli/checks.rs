//! Checks run from the command line.

use std::sync::Arc;

use crate::knowledge::{Check, CheckKind};
use crate::probe::{Report, run};
use crate::system::{Cancel, Interrupt, Platform, RealSurroundings, Surroundings};

use super::{Context, Exit, Failure};

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
    let may_run = may_run.map(|&check| check.clone()).collect();
    let interrupt = Interrupt::hold();
    let world: Arc<dyn Surroundings> = Arc::new(RealSurroundings {
        cancel: Cancel::default(),
        no_exec: !context.exec,
    });
    let reports = run(may_run, &world);
    if interrupt.is_raised() {
        return Err(Failure::new(Exit::Interrupted, "interrupted"));
    }
    Ok(reports)
}

/// Returns whether a check may be run: over the network with consent, a pack's program if the pack is trusted.
pub(super) fn may_run(context: &Context, check: &Check) -> bool {
    let is_foreign = matches!(check.kind, CheckKind::Command(_)) && !context.trusted;
    (context.online || !check.uses_network()) && !is_foreign
}

/// Returns the failure of checks of which none may be run.
pub(super) fn needs_network(checks: &[&Check]) -> Failure {
    let hosts = crate::probe::show::hosts(checks);
    let message = format!("this would speak to {hosts}, and nobody agreed to that");
    Failure::new(Exit::Usage, message).hint("agree with `--online`")
}
