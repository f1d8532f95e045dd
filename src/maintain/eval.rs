//! `naosu kb eval`: how well a pack is read, measured on labelled texts that it was not written for.
//!
//! A row is one JSON object a line: `id`, `lang`, `text`, `problem`, `codes`, `facts`, `wording` and, where it is
//! known, `tried`; other fields are ignored. Ids may be written with `_` for `-`; of a fact, `true` is `yes` and
//! `false` is `no`. The problems `out-of-scope` and `none` say that the text has to be refused.
//!
//! # What counts
//!
//! - **Problem.** A text is refused where the next move is that nothing known fits, where nothing is ranked, or where
//!   its words are no description at all. A refused text is right where its label says so, a ranked one where the
//!   label is the first (top-1) or among the first three (top-3).
//! - **Wordings.** `as-written` and `restated` are also added up, as `real`. No other wordings are ever added up: what
//!   was composed for a test says nothing about how people write.
//! - **Facts.** Only facts that some row of the files labels are counted, and only fixes that some row names as tried.
//! - **What follows** from the labels counts neither for nor against ([`implied`]): what else is known once they are
//!   answers (through `means`, `tells`, `sets` and rules), and of a way of speaking the one value left where what its
//!   other values mean is contrary to that. Nor does a fact about something that is not there: one whose `when` the
//!   labels make false. Of labels that follow from each other the plain facts are counted, not the ways of speaking.
//! - **Ways of speaking.** One counts as read, too, where all that it means was read and no row labels that itself.
//! - **Calibration** is that of the rows that were not refused; a refusal has no probability.
//! - **Leaving one out.** The rows of each problem of the pack are read by the pack without that problem; whatever is
//!   not refused then is wrong.
//! - **Labels that the pack does not know** are reported, and their rows count as misses.

mod answer;
mod bad_line;
mod bm25;
mod by;
mod calibration;
mod class;
mod evaluation;
mod facts;
mod figures;
mod forms;
mod group;
mod implied;
mod json;
mod keywords;
mod labels;
mod left_out;
mod miss;
mod naosu;
mod noise;
mod reader;
mod report;
mod retrieval;
mod row;
mod rows;
mod scored;
mod settings;
mod share;
#[cfg(test)]
mod tests;
mod typo;
mod without;
mod wording;

pub(crate) use by::By;
pub(crate) use evaluation::Evaluation;
pub(crate) use json::{json, left_out_json};
pub(crate) use left_out::LeftOut;
pub(crate) use noise::Noise;
pub(crate) use report::{left_out_report, report};
pub(crate) use row::Row;
pub(crate) use rows::parse;
pub(crate) use settings::Settings;

use bad_line::BadLine;
