use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::interrupt;

/// A way to call off what runs in other threads; every clone calls off the same.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Calls it off.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Returns whether it was called off, or Ctrl-C pressed while an [`Interrupt`](super::Interrupt) holds it back.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst) || interrupt::is_raised()
    }
}
