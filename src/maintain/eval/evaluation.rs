use std::collections::BTreeMap;

use crate::base::Base;
use crate::system::Platform;

use super::Row;
use super::group::Group;
use super::implied::Implied;
use super::labels::Labels;
use super::miss::Miss;
use super::naosu;
use super::scored::Scored;

/// What was measured.
pub(crate) struct Evaluation {
    /// The labels that the pack does not know, such as ``problem `a` ``, with the number of their rows.
    pub(crate) unknown: BTreeMap<String, usize>,
    /// The figures, by wording and language.
    pub(crate) groups: Vec<Group>,
    /// The rows that were not read as labelled, in order.
    pub(crate) misses: Vec<Miss>,
}

impl Evaluation {
    /// Reads each row and compares it with its labels.
    pub(crate) fn new(base: &Base, platform: Platform, rows: &[Row]) -> Self {
        let labels = Labels::new(&base.pack, rows);
        let implied = Implied::new(base, platform);
        let mut scored = Vec::new();
        for row in rows {
            let answer = naosu::read(base, platform, &row.text);
            scored.push(Scored::new(base, &implied, &labels, row, answer));
        }
        Self {
            groups: Group::all(&scored),
            misses: scored.iter().filter_map(Miss::of).collect(),
            unknown: labels.unknown,
        }
    }
}
