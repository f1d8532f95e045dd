use crate::base::Base;

use super::Row;
use super::answer::Answer;
use super::facts::{Found, facts, tried};
use super::implied::Implied;
use super::labels::Labels;

/// One row with what was made of it and how that compares with its labels.
pub(super) struct Scored<'r> {
    /// The row.
    pub(super) row: &'r Row,
    /// What was made of it.
    pub(super) answer: Answer,
    /// Its facts; `None` where the reader looks for none.
    pub(super) facts: Option<Found>,
    /// What was tried; `None` too where the row does not say.
    pub(super) tried: Option<Found>,
    /// Whether the error numbers are exactly those labelled; `None` where the reader looks for none.
    pub(super) codes_right: Option<bool>,
}

impl<'r> Scored<'r> {
    /// Compares an answer with the labels of its row.
    pub(super) fn new(
        base: &Base,
        implied: &Implied<'_>,
        labels: &Labels,
        row: &'r Row,
        answer: Answer,
    ) -> Self {
        let understood = answer.understood.as_ref();
        let tried = row
            .tried
            .as_deref()
            .zip(understood)
            .map(|(labelled, understood)| tried(base, labels, labelled, understood));
        Self {
            row,
            facts: understood.map(|understood| facts(base, implied, labels, row, understood)),
            tried,
            codes_right: understood.map(|understood| sorted(&understood.codes) == row.codes),
            answer,
        }
    }

    /// Returns whether the label is among the first `most`; a text that has to be refused is, where it was.
    pub(super) fn is_among(&self, most: usize) -> bool {
        if self.row.in_scope() {
            let mut first = self.answer.ranking.iter().take(most);
            first.any(|problem| *problem == self.row.problem)
        } else {
            self.answer.is_refusal()
        }
    }

    /// Returns whether everything is as labelled.
    pub(super) fn is_right(&self) -> bool {
        self.is_among(1) && self.wrong().is_empty()
    }

    /// Returns what is wrong beside the problem.
    pub(super) fn wrong(&self) -> Vec<String> {
        let found = self.facts.iter().chain(&self.tried);
        let mut wrong: Vec<String> = found.flat_map(|found| found.wrong.clone()).collect();
        if self.codes_right == Some(false) {
            let list = |codes: &[String]| match codes {
                [] => "none".to_owned(),
                codes => codes.join(","),
            };
            let read = self.answer.understood.iter();
            let read: Vec<String> = read.flat_map(|read| read.codes.clone()).collect();
            wrong.push(format!(
                "codes:{}≠{}",
                list(&sorted(&read)),
                list(&self.row.codes)
            ));
        }
        wrong
    }
}

fn sorted(codes: &[String]) -> Vec<String> {
    let mut codes = codes.to_vec();
    codes.sort();
    codes
}
