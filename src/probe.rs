//! Checks: looks at the machine and its network, and says what was seen of facts.
//!
//! Everything here only reads. What is not understood is unknown, never "no".

mod at_once;
mod browser;
mod captive;
mod clock;
mod command;
mod dns;
mod hosts;
mod http;
mod identity;
mod look;
mod observe;
mod private;
mod proxy;
mod read;
mod report;
mod running;
#[cfg(test)]
mod samples;
mod seen;
pub(crate) mod show;
mod system_version;
mod tcp;
mod tls;
mod tools;
mod vpn;

pub use identity::identifiers;
pub use look::look;
pub use observe::{Observation, Verdict, observe};
pub use report::{Report, Unseen};
pub use running::{Running, run, start};
pub use seen::Seen;
pub use system_version::system_version;
