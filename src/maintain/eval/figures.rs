use super::calibration::Calibration;
use super::retrieval::Retrieval;
use super::scored::Scored;
use super::share::Share;

/// A label counts as near where it is among so many.
const NEAR: usize = 3;

/// What was counted over some rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Rows whose label is the first; refused ones that have to be refused.
    pub(crate) top_1: Share,
    /// Rows whose label is among the first three; refused ones that have to be refused.
    pub(crate) top_3: Share,
    /// The first, of the rows in scope alone.
    pub(crate) in_scope_top_1: Share,
    /// The first three, of the rows in scope alone.
    pub(crate) in_scope_top_3: Share,
    /// Rows in scope that were refused.
    pub(crate) in_scope_refused: Share,
    /// Refusing: rows out of scope that were, rows in scope that were, rows out of scope that were not.
    pub(crate) refusing: Retrieval,
    /// Facts, over all rows together; `None` where none was looked for.
    pub(crate) facts: Option<Retrieval>,
    /// Fixes tried, over all rows that say; `None` where none was looked for.
    pub(crate) tried: Option<Retrieval>,
    /// Rows whose error numbers are exactly those labelled; `None` where none was looked for.
    pub(crate) codes: Option<Share>,
    /// How well the probabilities of the rows that were not refused agree with what was so.
    pub(crate) calibration: Calibration,
}

impl Figures {
    /// Returns the figures of rows.
    pub(super) fn new<'s, 'r: 's>(rows: impl Iterator<Item = &'s Scored<'r>>) -> Self {
        let mut figures = Self::default();
        for row in rows {
            figures.take(row);
        }
        figures
    }

    fn take(&mut self, scored: &Scored<'_>) {
        let (first, near) = (scored.is_among(1), scored.is_among(NEAR));
        let refused = scored.answer.is_refusal();
        self.top_1.count(first);
        self.top_3.count(near);
        if scored.row.in_scope() {
            self.in_scope_top_1.count(first);
            self.in_scope_top_3.count(near);
            self.in_scope_refused.count(refused);
        }
        self.refusing.add(Retrieval {
            right: usize::from(refused && !scored.row.in_scope()),
            wrong: usize::from(refused && scored.row.in_scope()),
            missed: usize::from(!refused && !scored.row.in_scope()),
        });
        self.calibration.take(scored);
        if let Some(found) = &scored.facts {
            self.facts.get_or_insert_default().add(found.retrieval);
        }
        if let Some(found) = &scored.tried {
            self.tried.get_or_insert_default().add(found.retrieval);
        }
        if let Some(right) = scored.codes_right {
            self.codes.get_or_insert_default().count(right);
        }
    }
}
