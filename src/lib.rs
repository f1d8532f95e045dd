//! naosu: an offline troubleshooter that reads what is wrong, weighs the possible causes and gives the one next move.
//!
//! The layers, from the top; each uses only those below it. `ARCHITECTURE.md` has the map.

pub mod cli;

pub(crate) mod act;
pub(crate) mod chat;
pub(crate) mod journal;
pub(crate) mod maintain;
pub mod probe;
pub mod render;

pub mod base;
pub mod infer;
pub mod knowledge;
pub mod search;
pub mod session;
pub mod system;
pub mod text;
