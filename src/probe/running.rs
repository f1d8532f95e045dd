use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::knowledge::Check;
use crate::system::Surroundings;

use super::{Report, look};

/// So many checks run at once: most of them wait.
const N_THREADS: usize = 8;

/// Checks that are being run in threads of their own. Dropped, those that have not begun never do.
#[derive(Debug)]
pub struct Running {
    reports: Receiver<Report>,
    n_left: usize,
    uses_network: bool,
}

type Queue = Arc<Mutex<VecDeque<Check>>>;

/// Starts checks in the background, in their order, several at once.
///
/// To call them off, keep the [`Cancel`](crate::system::Cancel) of their surroundings.
#[must_use]
pub fn start(checks: Vec<Check>, world: &Arc<dyn Surroundings>) -> Running {
    let (sender, reports) = channel();
    let n_left = checks.len();
    let uses_network = checks.iter().any(Check::uses_network);
    let queue: Queue = Arc::new(Mutex::new(checks.into()));
    for _ in 0..n_left.min(N_THREADS) {
        let (queue, world, sender) = (Arc::clone(&queue), Arc::clone(world), sender.clone());
        thread::spawn(move || work(&queue, world.as_ref(), &sender));
    }
    Running {
        reports,
        n_left,
        uses_network,
    }
}

/// Runs checks, several at once, and returns what came of them in their order.
#[must_use]
pub fn run(checks: Vec<Check>, world: &Arc<dyn Surroundings>) -> Vec<Report> {
    let order: Vec<_> = checks.iter().map(|check| check.id.clone()).collect();
    let mut running = start(checks, world);
    let mut reports = Vec::new();
    while running.n_left() > 0 {
        reports.extend(running.next(Duration::from_secs(1)));
    }
    reports.sort_by_key(|report| order.iter().position(|id| *id == report.check));
    reports
}

fn work(queue: &Queue, world: &dyn Surroundings, reports: &Sender<Report>) {
    loop {
        let check = queue.lock().ok().and_then(|mut queue| queue.pop_front());
        let Some(check) = check else { return };
        if reports.send(look(&check, world)).is_err() {
            return;
        }
    }
}

impl Running {
    /// Returns how many have not been returned yet.
    #[must_use]
    pub fn n_left(&self) -> usize {
        self.n_left
    }

    /// Returns whether some of them speak to the network.
    #[must_use]
    pub fn uses_network(&self) -> bool {
        self.uses_network
    }

    /// Waits at most so long for the next that ends, whichever it is; `None` where none does, or none is left.
    pub fn next(&mut self, patience: Duration) -> Option<Report> {
        if self.n_left == 0 {
            return None;
        }
        match self.reports.recv_timeout(patience) {
            Ok(report) => {
                self.n_left -= 1;
                Some(report)
            }
            Err(RecvTimeoutError::Timeout) => None,
            // A check that panicked reports nothing; nobody shall wait for it.
            Err(RecvTimeoutError::Disconnected) => {
                self.n_left = 0;
                None
            }
        }
    }
}
