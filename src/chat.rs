//! Three faces of the one driver: a conversation, one answer, and a JSON object a line.

mod ending;
mod eyes;
mod go_on;
mod input;
mod json_lines;
mod lines;
mod observed;
mod one_shot;
mod quote;
mod recorder;
mod repl;
mod talk;

pub(crate) use ending::{ChatError, Ending};
pub(crate) use eyes::Eyes;
pub(crate) use json_lines::json_lines;
pub(crate) use lines::{Line, LineSource, Offer};
pub(crate) use observed::observed_here;
pub(crate) use one_shot::{Given, Request, one_shot};
pub(crate) use quote::quote;
pub(crate) use recorder::{Recorder, Unrecorded};
pub(crate) use repl::{Carried, Editor, Repl};
