use std::time::Duration;

use jiff::Timestamp;

use crate::knowledge::CheckId;
use crate::system::NetError;

use super::{Observation, Seen};

/// What came of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The check.
    pub check: CheckId,
    /// When it was done.
    pub at: Timestamp,
    /// How long it took.
    pub took: Duration,
    /// What it saw.
    pub seen: Seen,
    /// Why it did not see everything, where it did not.
    pub unseen: Option<Unseen>,
    /// What that says.
    pub observation: Observation,
}

/// Why a check did not see everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// There is no way to look at it on this platform.
    NotHere,
    /// The program that tells is not on this machine.
    Missing {
        /// The program.
        program: String,
    },
    /// Time was up.
    TimedOut,
    /// It was called off.
    Cancelled,
    /// The network did not let it.
    Net(NetError),
    /// What came was not understood.
    Strange,
    /// The page redirects to a host that nobody agreed to.
    RedirectsElsewhere {
        /// The host.
        host: String,
    },
    /// The page redirects from the world into a private network.
    RedirectsInside,
    /// The page redirects to something that is no page.
    RedirectsToNoPage,
    /// The page redirects again and again.
    RedirectsTooOften,
    /// The program that tells cannot be run.
    CannotRun {
        /// The program.
        program: String,
    },
    /// The file that tells cannot be read.
    CannotRead {
        /// Its path.
        path: String,
    },
}
