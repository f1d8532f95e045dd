use std::time::Duration;

use crate::system::{Interrupt, Invocation, RunError, System};

use super::{ActError, Elevation, PlannedStep, Screen, What, program};

/// How long a password may take to be typed; `sudo` gives up by itself after five minutes.
const PATIENCE: Duration = Duration::from_secs(6 * 60);

/// Gets the rights of an administrator for steps before the first of them is taken, so that a password is asked for once and
/// a refusal changes nothing. Returns whether they were given, or will be asked for as the steps are taken.
///
/// # Errors
///
/// When the terminal fails.
pub(super) fn elevate<'s>(
    steps: impl IntoIterator<Item = &'s PlannedStep>,
    system: &mut dyn System,
    screen: &mut dyn Screen,
) -> Result<bool, ActError> {
    let mut elevations = steps.into_iter().filter_map(|step| match &step.what {
        What::Run(command) => command.elevation,
        _ => None,
    });
    match elevations.next() {
        Some(Elevation::Sudo) => validate(system, screen),
        Some(Elevation::Pkexec) | None => Ok(true),
    }
}

/// Has `sudo` ask for the password, unless it needs none now.
fn validate(system: &mut dyn System, screen: &mut dyn Screen) -> Result<bool, ActError> {
    let _held = Interrupt::hold();
    let silently = ["sudo", "-n", "-v"].map(str::to_owned);
    let unasked = system.run(&invocation(&silently), &mut |_| {});
    if is_given(unasked) {
        return Ok(true);
    }
    screen.elevate()?;
    let asking = ["sudo", "-v"].map(str::to_owned);
    let asked = program::run(system, screen, &invocation(&asking));
    asked.shown?;
    Ok(is_given(asked.result))
}

fn invocation(argv: &[String]) -> Invocation<'_> {
    Invocation {
        argv,
        timeout: PATIENCE,
        held: None,
        stop: None,
    }
}

fn is_given(result: Result<crate::system::Finish, RunError>) -> bool {
    result.is_ok_and(|finish| finish.ending.is_success())
}
