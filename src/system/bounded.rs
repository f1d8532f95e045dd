//! Work that the system may never come back from, waited for no longer than it is worth.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Cancel, NetError};

/// How often it is looked whether the wait was called off.
const PAUSE: Duration = Duration::from_millis(20);

/// Runs work in a thread of its own and waits for it; what takes longer is left behind and ends by itself.
pub(super) fn bounded<T: Send + 'static>(
    until: Instant,
    cancel: &Cancel,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NetError> {
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || drop(sender.send(work())));
    next(until, cancel, &receiver)?.ok_or_else(|| NetError::Other("it ended early".to_owned()))
}

/// Waits for the next thing that comes; `None` where nothing will come any more.
pub(super) fn next<T>(
    until: Instant,
    cancel: &Cancel,
    receiver: &Receiver<T>,
) -> Result<Option<T>, NetError> {
    loop {
        if cancel.is_cancelled() {
            return Err(NetError::Cancelled);
        }
        let left = until.saturating_duration_since(Instant::now());
        match receiver.recv_timeout(left.min(PAUSE)) {
            Ok(item) => return Ok(Some(item)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(NetError::TimedOut),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
