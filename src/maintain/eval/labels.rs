use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::Pack;

use super::Row;

/// What the labels of all rows speak of.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// The facts that some row labels.
    pub(super) facts: BTreeSet<String>,
    /// The fixes that some row names as tried.
    pub(super) tried: BTreeSet<String>,
    /// The labels that the pack does not know, such as ``problem `a` ``, with the number of their rows.
    pub(super) unknown: BTreeMap<String, usize>,
}

impl Labels {
    /// Returns the labels of the rows.
    pub(super) fn new(pack: &Pack, rows: &[Row]) -> Self {
        let mut labels = Self::default();
        for row in rows {
            labels.take(pack, row);
        }
        labels
    }

    fn take(&mut self, pack: &Pack, row: &Row) {
        if row.in_scope() && pack.problems.get(&row.problem).is_none() {
            self.miss(format!("problem `{}`", row.problem));
        }
        for (fact, value) in &row.facts {
            match pack.facts.get(fact) {
                None => self.miss(format!("fact `{fact}`")),
                Some(entry) if entry.values.position(value).is_none() => {
                    self.miss(format!("value `{value}` of fact `{fact}`"));
                }
                Some(_) => {}
            }
            self.facts.insert(fact.clone());
        }
        for fix in row.tried.iter().flatten() {
            if pack.fixes.get(fix).is_none() {
                self.miss(format!("fix `{fix}`"));
            }
            self.tried.insert(fix.clone());
        }
    }

    fn miss(&mut self, label: String) {
        *self.unknown.entry(label).or_default() += 1;
    }
}
