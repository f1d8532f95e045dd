//! What a person would do, against the real binary, and what a maintainer is told.

#[cfg(unix)]
mod admin;
mod broken;
mod check;
mod command_line;
#[cfg(unix)]
mod conversations;
mod eval;
#[cfg(unix)]
mod fix;
mod heard;
mod house;
mod json_lines;
mod kb;
mod looks;
mod no_panic;
mod one_shot;
mod readme;
mod report;
mod robust;
mod search;
mod sessions;
mod simulate;
mod support;
#[cfg(unix)]
mod terminal;
mod together;
#[cfg(unix)]
mod undo;
