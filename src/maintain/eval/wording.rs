use std::collections::BTreeSet;

use super::scored::Scored;

/// The wordings that are people's own words, or stand for them.
const REAL: [&str; 2] = ["as-written", "restated"];

/// A wording by which rows are counted.
pub(super) struct Wording {
    /// The wording; `real` for `as-written` and `restated` together.
    pub(super) name: String,
    /// The wordings that are counted together.
    members: Vec<String>,
}

impl Wording {
    /// Returns the wordings of rows: the real ones together where there are several, then each, the real ones first.
    pub(super) fn all(scored: &[Scored<'_>]) -> Vec<Self> {
        let found: BTreeSet<&str> = scored
            .iter()
            .map(|scored| scored.row.wording.as_str())
            .collect();
        let is_real = |wording: &&str| REAL.contains(wording);
        let (real, others): (Vec<&str>, Vec<&str>) = found.into_iter().partition(is_real);
        let together = Self {
            name: "real".to_owned(),
            members: real.iter().map(|&wording| wording.to_owned()).collect(),
        };
        let each = real.iter().chain(&others).map(|&wording| Self {
            name: wording.to_owned(),
            members: vec![wording.to_owned()],
        });
        let together = (real.len() > 1).then_some(together);
        together.into_iter().chain(each).collect()
    }

    /// Returns the rows of the wording.
    pub(super) fn of<'s, 'r>(&self, scored: &'s [Scored<'r>]) -> Vec<&'s Scored<'r>> {
        scored
            .iter()
            .filter(|scored| self.members.contains(&scored.row.wording))
            .collect()
    }
}
