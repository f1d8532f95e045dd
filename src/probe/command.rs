//! Programs that only read.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::knowledge::Check;
use crate::system::{Platform, Surroundings};

use super::look::Looked;
use super::{Seen, Unseen, read};

/// Runs the program of this platform and reads what the check wants of its output.
pub(super) fn look(
    check: &Check,
    commands: &BTreeMap<Platform, Vec<String>>,
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let Some(argv) = commands.get(&world.platform()) else {
        return Looked::nothing(Unseen::NotHere);
    };
    let output = match world.run(argv, until) {
        Ok(output) => output,
        Err(error) => return Looked::nothing(error),
    };
    let mut seen = Seen::default();
    seen.set_some("exit", output.code.map(|code| code.to_string()));
    read::from_text(&check.read, &output.text, &mut seen);
    seen.into()
}
