use std::collections::BTreeMap;

use super::scored::Scored;

/// Where the rows of one label went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class {
    /// The label.
    pub(crate) label: String,
    /// How many rows.
    pub(crate) n: usize,
    /// Rows that were read as labelled, or refused as they have to be.
    pub(crate) right: usize,
    /// Rows that were refused.
    pub(crate) refused: usize,
    /// How many were read as each other problem.
    pub(crate) others: BTreeMap<String, usize>,
}

impl Class {
    /// Returns the classes of rows, by label.
    pub(super) fn all<'s, 'r: 's>(rows: impl Iterator<Item = &'s Scored<'r>>) -> Vec<Self> {
        let mut classes: BTreeMap<&str, Self> = BTreeMap::new();
        for scored in rows {
            let label = scored.row.problem.as_str();
            let class = classes.entry(label).or_insert_with(|| Self {
                label: label.to_owned(),
                ..Self::default()
            });
            class.take(scored);
        }
        classes.into_values().collect()
    }

    fn take(&mut self, scored: &Scored<'_>) {
        let right = scored.is_among(1);
        self.n += 1;
        self.right += usize::from(right);
        match scored.answer.ranking.first() {
            None => self.refused += 1,
            Some(_) if right => {}
            Some(other) => *self.others.entry(other.clone()).or_default() += 1,
        }
    }
}
