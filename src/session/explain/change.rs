use crate::infer::Belief;
use crate::knowledge::{FactId, Values};
use crate::session::findings::findings;
use crate::session::moves::weighed;
use crate::session::{Event, Move, Session, Source};

use super::after;
use super::why_not::p_ends;

/// One fact that would change the next move if it had this value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// The value.
    pub value: String,
}

/// So many of the changes that promise most are played through.
const MOST_PLAYED: usize = 4;

/// Returns the one fact whose value would make a fix, by position, the next move, if one does: of those that make it
/// most likely to help, the first that is found to do so.
pub(super) fn change(session: &Session, fix: usize) -> Option<Change> {
    let base = session.base();
    let state = session.state();
    let now = findings(base, &state, weighed(base, &state));
    let p_now = p_ends(base, &Belief::posterior(&base.tables, &now)?, fix);
    let mut promising: Vec<(f64, Change)> = Vec::new();
    for (position, fact) in base.pack.facts.iter().enumerate() {
        let known = state.facts.get(&fact.id);
        let is_open = known.map_or(fact.ask.is_some(), |known| known.from != Source::Rule);
        // An error number stands for the problem itself.
        let is_code = matches!(fact.values, Values::Code(_));
        if !is_open || is_code || !base.tables.facts[position].is_evidence() {
            continue;
        }
        for (value, entry) in fact.values.list().iter().enumerate() {
            if known.is_some_and(|known| known.value == entry.id) {
                continue;
            }
            let mut supposed = now.clone();
            supposed.facts.insert(position, value);
            let belief = Belief::posterior(&base.tables, &supposed);
            let p = belief.map_or(0.0, |belief| p_ends(base, &belief, fix));
            let change = Change {
                fact: fact.id.clone(),
                value: entry.id.clone(),
            };
            if p > p_now {
                promising.push((p, change));
            }
        }
    }
    promising.sort_by(|left, right| right.0.total_cmp(&left.0));
    let id = &base.pack.fixes[fix].id;
    let mut played = promising.into_iter().take(MOST_PLAYED);
    played
        .find(|(_, change)| {
            let answered = Event::Answered {
                fact: change.fact.clone(),
                value: Some(change.value.clone()),
            };
            let next = after(session, answered).turn().next;
            matches!(next, Move::Try { fix, with, .. } if fix == *id || with.contains(id))
        })
        .map(|(_, change)| change)
}
