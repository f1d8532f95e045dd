//! A fix killed two hundred times.

use super::support::ledger::kill_at_moments;

#[test]
fn whenever_a_fix_is_killed_it_can_be_taken_back() {
    let tally = kill_at_moments(200, 1);
    let kinds = [tally.not_started, tally.ended, tally.unknown];
    assert!(kinds.iter().all(|&n_steps| n_steps >= 20), "{tally:?}");
}
