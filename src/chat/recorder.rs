use std::io;

use crate::session::Event;

/// Keeps the events of a session as they happen.
pub(crate) trait Recorder {
    /// Keeps an event.
    ///
    /// # Errors
    ///
    /// When the disk or the state folder refuses.
    fn record(&mut self, event: &Event) -> io::Result<()>;
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unrecorded;

impl Recorder for Unrecorded {
    fn record(&mut self, _event: &Event) -> io::Result<()> {
        Ok(())
    }
}
