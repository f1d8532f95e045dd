//! The one way to the world: processes, files and the clock behind one trait, and the platform as a value.

#[cfg(feature = "exec")]
mod child;
mod harmless;
mod interrupt;
mod platform;
#[cfg(feature = "exec")]
mod process;
#[cfg(not(feature = "exec"))]
#[path = "system/no_process.rs"]
mod process;
mod real;
mod scripted;
mod world;

pub use harmless::Harmless;
pub use interrupt::Interrupt;
pub use platform::Platform;
pub use real::RealSystem;
pub use scripted::{Call, Hook, Scripted, ScriptedSystem};
pub use world::{Ending, Finish, Invocation, RunError, System};
