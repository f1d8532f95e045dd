//! Moves, plans, traces and reports as text for a terminal.

mod brief;
mod colors;
mod command_text;
pub mod defects;
mod explanation;
mod facts;
mod guide;
mod json;
mod listing;
mod naming;
mod next_move;
pub(crate) mod number;
mod one_line;
mod page;
mod paper;
mod plan;
mod problems;
mod proof;
mod report;
mod sighting;
mod sources;
mod steps;
mod table;
mod turn;
mod understood;
mod what_if;
mod why;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod sample;

pub(crate) use colors::Colors;
pub(crate) use command_text::command_text;
pub(crate) use explanation::explanation;
pub(crate) use facts::facts;
pub(crate) use guide::{guide, topics};
pub(crate) use json::json;
pub(crate) use listing::{Found, Listed, listing, listing_json};
pub(crate) use naming::{check_title, fix_title, question, statement, value};
pub(crate) use next_move::{Choice, choices, how_to_tell, reminder};
pub(crate) use one_line::one_line;
pub(crate) use page::Page;
pub(crate) use paper::Paper;
pub(crate) use plan::plan;
pub(crate) use problems::problems;
pub(crate) use proof::{n_reasons, no_such_reason, proof};
pub(crate) use report::{Material, Report, StepEnd, StepTaken};
pub(crate) use sighting::{Sighting, sightings};
pub(crate) use sources::sources;
pub(crate) use steps::fix_body;
pub(crate) use table::{table, table_lines};
pub(crate) use turn::turn;
pub(crate) use what_if::what_if;
pub(crate) use why::why;
