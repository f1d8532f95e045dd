use crate::knowledge::CauseId;
use crate::session::moves::weighed;
use crate::session::trace::reasons;
use crate::session::{Reason, Session};

impl Session<'_> {
    /// Returns what speaks for a cause, and what speaks against it; each strongest first.
    #[must_use]
    pub fn for_and_against(&self, cause: &CauseId) -> (Vec<Reason>, Vec<Reason>) {
        let base = self.base();
        let Some(position) = base.pack.causes.position(cause.as_str()) else {
            return (Vec::new(), Vec::new());
        };
        let state = self.state();
        let all = reasons(base, &state, &weighed(base, &state), position);
        all.into_iter().partition(|reason| reason.factor > 1.0)
    }
}
