use std::time::Instant;

use crate::system::{LookError, Surroundings};

/// The programs of a platform that tell how it is set up.
pub(super) struct Tools<'a> {
    /// Where they run.
    pub(super) world: &'a dyn Surroundings,
    /// When they are stopped.
    pub(super) until: Instant,
}

impl Tools<'_> {
    /// Returns what a program says, whatever its exit code.
    pub(super) fn run(&self, argv: &[&str]) -> Result<String, LookError> {
        let argv: Vec<String> = argv.iter().map(|&argument| argument.to_owned()).collect();
        Ok(self.world.run(&argv, self.until)?.text)
    }
}
