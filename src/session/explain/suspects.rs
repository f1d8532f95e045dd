use crate::knowledge::FactId;
use crate::session::{Event, Session};

use super::{after, believed};

/// Returns the facts that can be changed and without which, each by itself, something would be possible again.
pub(in crate::session) fn suspects(session: &Session) -> Vec<FactId> {
    let state = session.state();
    let facts = state.changeable().map(|(fact, _)| fact);
    let alone = |fact: &&FactId| {
        let event = Event::Reconsidered {
            fact: (*fact).clone(),
        };
        believed(session.base(), &after(session, event).state()).is_some()
    };
    facts.filter(alone).cloned().collect()
}
