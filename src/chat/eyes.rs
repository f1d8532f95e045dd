//! Looking at this machine while somebody talks.

use std::sync::Arc;
use std::time::Duration;

use crate::knowledge::{Check, CheckId, Lang};
use crate::probe::show::watch;
use crate::probe::{Report, Running, start};
use crate::system::{Cancel, Interrupt, Surroundings};

/// Returns a world to look at, which is left alone once it is called off.
type World<'w> = dyn Fn(Cancel) -> Arc<dyn Surroundings> + 'w;

/// Runs checks in the background, several at once, and hands over what came of them.
pub(crate) struct Eyes<'w> {
    world: Box<World<'w>>,
    /// Whether the person agreed to the network.
    pub(super) agreed: bool,
    /// So long a turn waits for what is looked at in the background.
    pub(super) patience: Duration,
    looking: Option<Looking>,
}

/// Checks that are being run.
struct Looking {
    running: Running,
    cancel: Cancel,
    left: Vec<CheckId>,
}

/// What came of a wait.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// What came of the checks that ended.
    pub(super) reports: Vec<Report>,
    /// The checks that will never report: called off, or lost.
    pub(super) lost: Vec<CheckId>,
    /// Whether Ctrl-C was pressed.
    pub(super) called_off: bool,
}

impl<'w> Eyes<'w> {
    /// Returns eyes that have seen nothing; `agreed` says whether the person agreed to the network beforehand.
    pub(crate) fn new(world: Box<World<'w>>, agreed: bool, patience: Duration) -> Self {
        Self {
            world,
            agreed,
            patience,
            looking: None,
        }
    }

    /// Returns whether checks are being run.
    pub(super) fn is_busy(&self) -> bool {
        self.looking.is_some()
    }

    /// Starts checks in the background; one after the other where some are being run already.
    pub(super) fn begin(&mut self, checks: Vec<Check>) {
        if checks.is_empty() || self.is_busy() {
            return;
        }
        let cancel = Cancel::default();
        let left = checks.iter().map(|check| check.id.clone()).collect();
        let world = (self.world)(cancel.clone());
        self.looking = Some(Looking {
            running: start(checks, &world),
            cancel,
            left,
        });
    }

    /// Waits at most so long for the checks that are being run. Ctrl-C calls them off.
    pub(super) fn wait(&mut self, patience: Duration, lang: Lang) -> Looked {
        let Some(mut looking) = self.looking.take() else {
            return Looked::default();
        };
        let interrupt = Interrupt::hold();
        let reports = watch(&mut looking.running, patience, lang, &interrupt);
        looking
            .left
            .retain(|id| reports.iter().all(|report| report.check != *id));
        let called_off = interrupt.is_raised();
        if called_off {
            looking.cancel.cancel();
        }
        let mut lost = Vec::new();
        if called_off || looking.running.n_left() == 0 {
            lost = looking.left;
        } else {
            self.looking = Some(looking);
        }
        Looked {
            reports,
            lost,
            called_off,
        }
    }
}
