use std::io;

use jiff::Timestamp;

use super::{Finish, Invocation, Platform, RunError, System, interrupt, process};

/// This machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealSystem;

impl System for RealSystem {
    fn run(
        &mut self,
        invocation: &Invocation<'_>,
        output: &mut dyn FnMut(&[u8]),
    ) -> Result<Finish, RunError> {
        process::run(invocation, output)
    }

    fn open(&mut self, address: &str) -> io::Result<()> {
        process::open(address)
    }

    fn is_admin(&self) -> bool {
        is_root::is_root()
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_interrupted(&self) -> bool {
        interrupt::is_raised()
    }

    fn platform(&self) -> Platform {
        Platform::current()
    }
}
