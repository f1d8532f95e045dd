//! The one way to the world: processes, files and the clock behind one trait, looks at the machine and its network behind
//! another, and the platform as a value.

mod bounded;
mod cancel;
#[cfg(feature = "exec")]
mod child;
mod handshake;
mod harmless;
mod holder;
mod interrupt;
mod lookup;
mod net;
mod on_path;
mod platform;
#[cfg(feature = "exec")]
mod process;
#[cfg(not(feature = "exec"))]
#[path = "system/no_process.rs"]
mod process;
#[cfg(feature = "exec")]
mod reading;
#[cfg(not(feature = "exec"))]
use process as reading;
mod real;
mod real_surroundings;
mod scripted;
mod scripted_surroundings;
mod surroundings;
mod trust;
mod web;
mod world;

pub use cancel::Cancel;
pub use harmless::Harmless;
pub(crate) use holder::{host_name, is_alive, is_held, runs_named};
pub use interrupt::Interrupt;
pub use net::{Handshake, NetError, ProxyAddress, Request, Response, TlsFault};
pub(crate) use on_path::is_on_path;
pub use platform::Platform;
pub use real::RealSystem;
pub use real_surroundings::RealSurroundings;
pub use scripted::{Call, Hook, Scripted, ScriptedSystem};
pub use scripted_surroundings::ScriptedSurroundings;
pub use surroundings::{LookError, Output, Surroundings};
pub use world::{Ending, Finish, Invocation, RunError, System};
