use super::scored::Scored;

/// A row that was not read as labelled.
pub(crate) struct Miss {
    /// The row's id.
    pub(crate) id: String,
    /// The row's language.
    pub(crate) lang: String,
    /// The problem that it is labelled with.
    pub(crate) label: String,
    /// The problem that it was read as; `None` where it was refused.
    pub(crate) read: Option<String>,
    /// Whether the problem is right.
    pub(crate) problem_right: bool,
    /// What is wrong beside the problem: `+` read and not labelled, `-` labelled and not read.
    pub(crate) wrong: Vec<String>,
    /// The row's text.
    pub(crate) text: String,
}

impl Miss {
    /// Returns the miss that a row is, if it is one.
    pub(super) fn of(scored: &Scored<'_>) -> Option<Self> {
        (!scored.is_right()).then(|| Self {
            id: scored.row.id.clone(),
            lang: scored.row.lang.clone(),
            label: scored.row.problem.clone(),
            read: scored.answer.ranking.first().cloned(),
            problem_right: scored.is_among(1),
            wrong: scored.wrong(),
            text: scored.row.text.clone(),
        })
    }
}
