//! Checks as moves, and what they saw as events.

use jiff::Timestamp;

use crate::knowledge::{CheckId, FixId};

use super::super::*;
use super::{fact_id, sample_session};

/// Everything may be looked at.
const OPEN: Sight = Sight {
    reach: Reach::Network,
    programs: true,
};

fn mains() -> CheckId {
    CheckId::parse("mains").unwrap()
}

fn saw(facts: &[(&str, &str)], at: Option<Timestamp>) -> Event {
    let facts = facts
        .iter()
        .map(|(fact, value)| (fact_id(fact), (*value).to_owned()));
    Event::Observed {
        facts: facts.collect(),
        checks: vec![mains()],
        at,
    }
}

/// A session in which a blown fuse is likely, so that the check of the mains pays.
fn with_dead_socket(sight: Sight) -> Session<'static> {
    let mut session = sample_session().seeing(sight);
    session.say("my lamp does not light, it is plugged in");
    session.push(Event::Answered {
        fact: fact_id("others-work"),
        value: None,
    });
    session
}

#[test]
fn a_check_is_run_before_anybody_is_asked() {
    assert_eq!(with_dead_socket(OPEN).turn().next, Move::Check(mains()));
}

#[test]
fn a_check_that_may_not_be_run_is_no_move() {
    let without = with_dead_socket(Sight::default()).turn();
    assert!(!matches!(without.next, Move::Check(_)));
    let reach = Reach::Machine;
    for sight in [
        Sight {
            reach,
            programs: false,
        },
        Sight {
            reach: Reach::Nowhere,
            programs: true,
        },
    ] {
        assert_eq!(with_dead_socket(sight).turn(), without);
    }
}

#[test]
fn a_check_that_saw_nothing_or_was_passed_over_is_not_run_again() {
    for event in [
        saw(&[], None),
        Event::Skipped {
            id: "mains".to_owned(),
        },
    ] {
        let mut session = with_dead_socket(OPEN);
        session.push(event);
        assert!(!matches!(session.turn().next, Move::Check(_)));
        assert!(!session.state().facts.contains_key(&fact_id("mains-state")));
    }
}

#[test]
fn words_outrank_what_was_seen_and_the_difference_is_kept() {
    let mut session = with_dead_socket(OPEN);
    session.push(saw(&[("plugged-in", "no")], None));
    let state = session.state();
    let plugged_in = fact_id("plugged-in");
    assert_eq!(state.facts[&plugged_in].value, "yes");
    assert_eq!(state.seen[&plugged_in].value, "no");
    assert_eq!(
        state.value("plugged-in", session.setting().platform),
        Some("no")
    );
}

#[test]
fn after_a_fix_what_it_may_have_changed_is_looked_at_again_and_belief_stays() {
    let mut session = with_dead_socket(OPEN);
    let state = fact_id("mains-state");
    session.push(saw(&[("mains-state", "dead")], None));
    assert!(session.state().ran.contains(&mains()));
    session.push(Event::Tried {
        fix: FixId::parse("reset-fuse").unwrap(),
        with: Vec::new(),
        outcome: Outcome::NotFixed,
        helped: true,
    });
    assert!(
        !session.state().ran.contains(&mains()),
        "it verifies the fix"
    );
    session.push(saw(&[("mains-state", "live")], None));
    let after = session.state();
    assert_eq!(after.facts[&state].value, "dead");
    assert_eq!(after.current[&state], "live");
}

#[test]
fn after_a_fix_what_a_cause_shows_that_it_cures_is_looked_at_again() {
    let session = with_dead_socket(OPEN);
    let pack = &session.base().pack;
    let mains_check = pack.checks.get(mains().as_str()).unwrap();
    let shows = |fix: &&crate::knowledge::Fix| {
        let cured = fix.cures.keys();
        let mut cured = cured.filter_map(|cause| pack.causes.get(cause.as_str()));
        cured.any(|cause| {
            cause
                .expect
                .keys()
                .any(|fact| mains_check.observes().contains(fact))
        })
    };
    let mut fix = pack.fixes.iter().find(shows).unwrap().clone();
    fix.sets.clear();
    fix.verify = crate::knowledge::Verify::Ask;
    let mut outdated = crate::session::outdated::outdated(pack, &fix);
    assert!(outdated.any(|check| check.id == mains()));
}

#[test]
fn what_was_seen_here_stays_seen_when_words_are_taken_back() {
    let mut session = sample_session().seeing(OPEN);
    session.say("my lamp does not light");
    session.push(saw(&[("mains-state", "dead")], Some(Timestamp::UNIX_EPOCH)));
    session.push(Event::Back);
    let state = session.state();
    assert_eq!(state.n_events, 0);
    assert!(state.said.is_empty());
    assert_eq!(state.facts[&fact_id("mains-state")].value, "dead");
}
