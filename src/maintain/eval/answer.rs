use crate::session::Understood;

/// What was made of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// The problems' ids, best first; empty where the text was refused.
    pub(super) ranking: Vec<String>,
    /// P(problem), in the same order; `None` where the reader gives none.
    pub(super) probabilities: Option<Vec<f64>>,
    /// What the text states; `None` where the reader looks for none of it.
    pub(super) understood: Option<Understood>,
}

impl Answer {
    /// Returns whether the text was refused.
    pub(super) fn is_refusal(&self) -> bool {
        self.ranking.is_empty()
    }
}
