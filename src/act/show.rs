//! Plans and their course in words, for a person and for a program.

mod course;
mod failure;
mod plan;
mod plan_json;
mod screen;
mod site_data;
mod site_data_json;
mod undo;
mod undo_json;

pub(crate) use course::{came_of_it, only_planned, refused, why_refused};
pub(crate) use failure::{stopped_by, what_next};
pub(crate) use plan::{dry_run_text, plan_text};
pub(crate) use plan_json::plan_json;
pub(crate) use screen::TerminalScreen;
pub(crate) use site_data::{cleared_line, put_back_later, restored_line, told};
pub(crate) use undo::{all_back, cut_off, not_all_back, nothing_to_undo, undo_text};
pub(crate) use undo_json::{no_undo_json, undo_json};
