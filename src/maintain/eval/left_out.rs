use crate::base::{Base, CompileError};

use super::class::Class;
use super::evaluation::scored;
use super::labels::Labels;
use super::scored::Scored;
use super::share::Share;
use super::without::without;
use super::wording::Wording;
use super::{Row, Settings};

/// What comes of the rows of each problem where the pack has no entry for it: they all have to be refused.
pub(crate) struct LeftOut {
    /// How it was measured.
    pub(crate) settings: Settings,
    /// By wording.
    pub(crate) wordings: Vec<LeftOutWording>,
}

/// The same for the rows of one wording.
pub(crate) struct LeftOutWording {
    /// The wording; `real` for `as-written` and `restated` together.
    pub(crate) wording: String,
    /// The rows that were refused, of all.
    pub(crate) refused: Share,
    /// Where the rows of each problem went.
    pub(crate) classes: Vec<Class>,
}

impl LeftOut {
    /// Reads the rows of each problem of the pack by the pack without it; rows of other labels are passed over.
    ///
    /// # Errors
    ///
    /// [`CompileError`] when an index cannot be built or read.
    pub(crate) fn new(base: &Base, settings: Settings, rows: &[Row]) -> Result<Self, CompileError> {
        let labels = Labels::new(&base.pack, rows);
        let mut all: Vec<Scored<'_>> = Vec::new();
        for problem in &base.pack.problems {
            let id = problem.id.as_str();
            let labelled: Vec<&Row> = rows.iter().filter(|row| row.problem == id).collect();
            if !labelled.is_empty() {
                let left = Base::compile(without(&base.pack, id), base.hash.clone())?;
                all.extend(scored(&left, settings, &labels, &labelled)?);
            }
        }
        let wordings = Wording::all(&all).into_iter().map(|wording| {
            let rows = wording.of(&all);
            let mut refused = Share::default();
            for scored in &rows {
                refused.count(scored.answer.is_refusal());
            }
            LeftOutWording {
                wording: wording.name,
                refused,
                classes: Class::all(rows.into_iter()),
            }
        });
        Ok(Self {
            settings,
            wordings: wordings.collect(),
        })
    }
}
