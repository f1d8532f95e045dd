use crate::session::{Move, Turn};

use super::brief::{brief, outlook, works};
use super::next_move::next_move;
use super::understood::understood;
use super::{Page, why};

/// Adds a whole turn: what was understood, what it probably is, the next move, why, and what is to be expected.
/// `with_help` adds how a question can be answered, for those who cannot ask back.
pub(crate) fn turn(page: &mut Page<'_>, turn: &Turn, with_help: bool) {
    understood(page, turn);
    if shows_belief(turn) {
        brief(page, turn);
    }
    next_move(page, turn, with_help);
    if shows_belief(turn) {
        why::beside(page, turn);
        works(page, turn);
        outlook(page, turn);
    }
}

/// Where nothing fits, or all is well again, there is nothing to believe.
fn shows_belief(turn: &Turn) -> bool {
    !turn.contradiction && !matches!(turn.next, Move::Unknown { .. } | Move::Done)
}
