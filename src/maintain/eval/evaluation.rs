use std::collections::BTreeMap;

use crate::base::Base;
use crate::search::SearchError;

use super::group::Group;
use super::implied::Implied;
use super::labels::Labels;
use super::miss::Miss;
use super::reader::Reader;
use super::scored::Scored;
use super::{Row, Settings};

/// What was measured.
pub(crate) struct Evaluation {
    /// How.
    pub(crate) settings: Settings,
    /// The labels that the pack does not know, such as ``problem `a` ``, with the number of their rows.
    pub(crate) unknown: BTreeMap<String, usize>,
    /// The figures, by wording and language.
    pub(crate) groups: Vec<Group>,
    /// The rows that were not read as labelled, in order.
    pub(crate) misses: Vec<Miss>,
}

impl Evaluation {
    /// Reads each row and compares it with its labels.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub(crate) fn new(base: &Base, settings: Settings, rows: &[Row]) -> Result<Self, SearchError> {
        let labels = Labels::new(&base.pack, rows);
        let rows: Vec<&Row> = rows.iter().collect();
        let scored = scored(base, settings, &labels, &rows)?;
        Ok(Self {
            settings,
            groups: Group::all(&scored),
            misses: scored.iter().filter_map(Miss::of).collect(),
            unknown: labels.unknown,
        })
    }
}

/// Reads rows and compares them with their labels.
///
/// # Errors
///
/// [`SearchError`] when the index cannot be read.
pub(super) fn scored<'r>(
    base: &Base,
    settings: Settings,
    labels: &Labels,
    rows: &[&'r Row],
) -> Result<Vec<Scored<'r>>, SearchError> {
    let implied = Implied::new(base, settings.platform);
    let reader = Reader::new(settings.by, base, settings.platform)?;
    let mut scored = Vec::new();
    for row in rows {
        let answer = reader.read(&row.text)?;
        scored.push(Scored::new(base, &implied, labels, row, answer));
    }
    Ok(scored)
}
