use crate::knowledge::{Check, CheckKind};

/// Which checks can be run for a session; by default none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// How far they may look.
    pub reach: Reach,
    /// Whether those that start a program of the knowledge's choice are among them.
    pub programs: bool,
}

/// How far checks may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nowhere.
    #[default]
    Nowhere,
    /// At this machine.
    Machine,
    /// At this machine and over the network.
    Network,
}

impl Sight {
    /// Returns whether a check can be run.
    #[must_use]
    pub fn takes_in(self, check: &Check) -> bool {
        let needed = if check.uses_network() {
            Reach::Network
        } else {
            Reach::Machine
        };
        let is_program = matches!(check.kind, CheckKind::Command(_));
        self.reach >= needed && (self.programs || !is_program)
    }
}
