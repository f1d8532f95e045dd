use crate::base::Base;
use crate::maintain::test::session;
use crate::session::Move;
use crate::system::Platform;

use super::answer::Answer;

/// Returns what a new session makes of a text.
pub(super) fn read(base: &Base, platform: Platform, text: &str) -> Answer {
    let mut session = session(base, platform, None);
    session.say(text);
    let turn = session.turn();
    let refused = session.events().is_empty() || matches!(turn.next, Move::Unknown { .. });
    let (ranking, probabilities) = turn
        .problems
        .into_iter()
        .filter(|_| !refused)
        .map(|(problem, p)| (problem.to_string(), p))
        .unzip();
    Answer {
        ranking,
        probabilities: Some(probabilities),
        understood: Some(turn.understood),
    }
}
