//! Properties of whole sessions, over the pack that the tests share.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::base::Base;
use crate::knowledge::{FactId, FixId, Lang, PackSource, ProblemId, load};
use crate::system::Platform;

use super::*;

mod corrected;
mod heard;
mod looked;

static LAMP: LazyLock<Base> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
    let source = PackSource::read(&folder).expect("the pack can be read");
    let hash = source.hash();
    let (pack, defects) = load(&[source]);
    let pack = pack.unwrap_or_else(|| panic!("{defects:#?}"));
    Base::compile(pack, hash).expect("the pack can be compiled")
});

fn setting() -> impl Strategy<Value = Setting> {
    let lang = prop_oneof![Just(Lang::En), Just(Lang::Ja)];
    (
        select(&Platform::ALL[..]),
        proptest::option::of(lang.clone()),
        lang,
    )
        .prop_map(|(platform, lang, locale)| Setting {
            platform,
            lang,
            locale,
        })
}

/// A line that the pack knows, or any other.
fn words() -> impl Strategy<Value = String> {
    let samples = [
        "my lamp does not light",
        "the lamp blinks 3 times",
        "ランプがつかない",
        "the plug was out, only this lamp",
        "I plugged it in and changed the bulb",
        "yes",
        "no",
        "1",
        "2",
        "I don't know",
        "it works now",
        "still dark",
        "back",
        "skip",
        "why?",
        "戻る",
        "直った",
        "the cat is hungry",
        "",
    ];
    prop_oneof![
        3 => select(samples.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,80}",
        1 => "[ -~]{0,40}",
    ]
}

/// An id of the pack, or one that it does not have.
fn id(known: Vec<String>) -> impl Strategy<Value = String> {
    let foreign = prop_oneof![
        Just("no-such-thing".to_owned()),
        Just("platform".to_owned())
    ];
    prop_oneof![9 => select(known), 1 => foreign]
}

fn fact() -> impl Strategy<Value = FactId> {
    let facts = LAMP.pack.facts.iter().map(|fact| fact.id.to_string());
    id(facts.collect()).prop_map(|id| FactId::parse(&id).expect("an id"))
}

fn fix() -> impl Strategy<Value = FixId> {
    let fixes = LAMP.pack.fixes.iter().map(|fix| fix.id.to_string());
    id(fixes.collect()).prop_map(|id| FixId::parse(&id).expect("an id"))
}

fn problem() -> impl Strategy<Value = ProblemId> {
    let problems = LAMP
        .pack
        .problems
        .iter()
        .map(|problem| problem.id.to_string());
    id(problems.collect()).prop_map(|id| ProblemId::parse(&id).expect("an id"))
}

fn value() -> impl Strategy<Value = String> {
    let values = [
        "yes", "no", "clear", "dark", "broken", "live", "dead", "3", "none", "other", "linux", "",
    ];
    prop_oneof![9 => select(values.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

/// Anything that can happen, but what takes other things back.
fn event() -> impl Strategy<Value = Event> {
    let outcome = select(&Outcome::ALL[..]).prop_map(|(_, outcome)| outcome);
    prop_oneof![
        3 => words().prop_map(|text| Event::Said { text }),
        3 => (fact(), proptest::option::of(value()))
            .prop_map(|(fact, value)| Event::Answered { fact, value }),
        1 => proptest::option::of(problem()).prop_map(|problem| Event::Chose { problem }),
        1 => proptest::collection::btree_map(fact(), value(), 0..3)
            .prop_map(|facts: BTreeMap<_, _>| Event::Observed {
                facts,
                checks: Vec::new(),
                at: None,
            }),
        2 => (fix(), outcome, any::<bool>())
            .prop_map(|(fix, outcome, helped)| Event::Tried {
                fix,
                with: Vec::new(),
                outcome,
                helped
            }),
        1 => (fact(), fix(), any::<bool>()).prop_map(|(fact, fix, is_fact)| Event::Skipped {
            id: if is_fact { fact.to_string() } else { fix.to_string() },
        }),
        1 => fact().prop_map(|fact| Event::Reconsidered { fact }),
        1 => Just(Event::Fixed),
        1 => select(&Lang::ALL[..]).prop_map(|lang| Event::Speak { lang }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => event(),
        1 => Just(Event::Back),
        1 => Just(Event::Reset),
    ]
}

fn session(setting: Setting, events: &[Event]) -> Session<'static> {
    let mut session = Session::new(&LAMP, setting);
    for event in events {
        session.push(event.clone());
    }
    session
}

/// Returns a turn without what tells when it was and what was said last.
fn lasting(mut turn: Turn) -> Turn {
    turn.number = 0;
    turn.understood = Understood::default();
    turn
}

fn is_sound(turn: &Turn) -> bool {
    let sums_to_one =
        |parts: &[f64]| parts.is_empty() || (parts.iter().sum::<f64>() - 1.0).abs() < 1e-9;
    let problems: Vec<f64> = turn.problems.iter().map(|(_, p)| *p).collect();
    let causes: Vec<f64> = turn.causes.iter().map(|(_, p)| *p).collect();
    let p = match turn.next {
        Move::Try { p, .. } => p,
        _ => 1.0,
    };
    sums_to_one(&problems)
        && sums_to_one(&causes)
        && problems.is_sorted_by(|left, right| left >= right)
        && causes.is_sorted_by(|left, right| left >= right)
        && p > 0.0
        && p <= 1.0 + 1e-9
        && turn.outlook.cost.is_finite()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_happens_there_is_a_sound_turn(setting in setting(), events in vec(any_event(), 0..12)) {
        let mut session = Session::new(&LAMP, setting);
        prop_assert!(is_sound(&session.turn()));
        for event in events {
            session.push(event);
            let turn = session.turn();
            prop_assert_eq!(turn.number, session.events().len());
            prop_assert!(is_sound(&turn), "{turn:#?}");
        }
    }

    #[test]
    fn the_same_events_give_the_same_turn(setting in setting(), events in vec(any_event(), 0..12)) {
        prop_assert_eq!(session(setting, &events).turn(), session(setting, &events).turn());
    }

    #[test]
    fn going_back_gives_the_turn_before(
        setting in setting(),
        events in vec(any_event(), 0..8),
        last in prop_oneof![4 => event(), 1 => Just(Event::Reset)],
    ) {
        let mut session = session(setting, &events);
        let before = lasting(session.turn());
        session.push(last);
        session.push(Event::Back);
        prop_assert_eq!(lasting(session.turn()), before);
        prop_assert_eq!(session.turn().understood, Understood { act: Some(Act::Back), ..Understood::default() });
    }

    #[test]
    fn starting_over_forgets_everything(setting in setting(), events in vec(any_event(), 0..8)) {
        let mut session = session(setting, &events);
        session.push(Event::Reset);
        let fresh = Session::new(&LAMP, setting).turn();
        prop_assert_eq!(lasting(session.turn()), lasting(fresh));
    }

    #[test]
    fn a_session_gone_on_with_is_the_whole_session(
        setting in setting(),
        events in vec(any_event(), 0..12),
        part: prop::sample::Index,
    ) {
        let (first, rest) = events.split_at(part.index(events.len() + 1));
        let begun = session(setting, first);
        drop(begun.turn());
        let kept: Vec<Event> = begun
            .events()
            .iter()
            .map(|event| serde_json::to_string(event).expect("an event is JSON"))
            .map(|line| serde_json::from_str(&line).expect("and JSON is an event"))
            .collect();
        let mut resumed = session(setting, &kept);
        for event in rest {
            resumed.push(event.clone());
        }
        let whole = session(setting, &events);
        prop_assert_eq!(resumed.state(), whole.state());
        prop_assert_eq!(resumed.turn(), whole.turn());
    }

    #[test]
    fn any_words_are_heard(setting in setting(), lines in vec(words(), 1..6)) {
        let mut session = Session::new(&LAMP, setting);
        for line in lines {
            let n_before = session.events().len();
            let heard = session.say(&line);
            prop_assert_eq!(session.events().len(), n_before + heard.n_events);
            prop_assert!(is_sound(&session.turn()));
        }
    }

    #[test]
    fn random_words_never_panic(setting in setting(), before in vec(event(), 0..4), text in "\\PC{0,80}") {
        let mut session = session(setting, &before);
        session.say(&text);
        drop(session.turn());
    }

    #[test]
    fn random_bytes_read_as_text_never_panic(bytes in vec(any::<u8>(), 0..120)) {
        let mut session = sample_session();
        session.say(&String::from_utf8_lossy(&bytes));
        drop(session.turn());
    }

    #[test]
    fn what_was_tried_or_passed_over_is_not_proposed_again(
        setting in setting(),
        events in vec(event(), 0..8),
    ) {
        let session = session(setting, &events);
        let state = session.state();
        let is_open = |fix: &FixId| !state.tried.contains_key(fix) && !state.passed.contains(fix.as_str());
        let turn = session.turn();
        match &turn.next {
            Move::Try { fix, .. } | Move::Refer(fix) => prop_assert!(is_open(fix)),
            Move::Ask(fact) => {
                prop_assert!(!state.facts.contains_key(fact));
                prop_assert!(!state.passed.contains(fact.as_str()));
            }
            Move::Check(check) => prop_assert!(!state.ran.contains(check)),
            Move::AskProblem(_) | Move::Unknown { .. } | Move::Done => {}
        }
    }
}

fn sample_session() -> Session<'static> {
    let setting = Setting {
        platform: Platform::Linux,
        lang: None,
        locale: Lang::En,
    };
    Session::new(&LAMP, setting)
}

#[test]
fn moves_that_are_followed_end() {
    for words in ["my lamp does not light", "the lamp blinks 3 times"] {
        let mut session = sample_session();
        session.say(words);
        let n_most = 2 * (LAMP.pack.facts.len() + LAMP.pack.fixes.len());
        for _ in 0..n_most {
            match session.turn().next {
                Move::Ask(fact) => session.push(Event::Answered { fact, value: None }),
                Move::Check(check) => session.push(Event::Skipped {
                    id: check.to_string(),
                }),
                Move::AskProblem(offered) => session.push(Event::Chose {
                    problem: offered.first().cloned(),
                }),
                Move::Try { fix, .. } | Move::Refer(fix) => session.tried(fix, Outcome::NotFixed),
                Move::Unknown { .. } | Move::Done => break,
            }
        }
        assert!(
            matches!(session.turn().next, Move::Unknown { .. }),
            "{words}: {:?}",
            session.turn().next
        );
    }
}

/// Returns a session in which it was said what is wrong, and others asked about.
fn asked() -> Session<'static> {
    let mut session = sample_session();
    session.say("my lamp does not light");
    assert_eq!(session.turn().next, Move::Ask(fact_id("others-work")));
    session
}

/// Returns a session in which a fix is proposed.
fn at_a_fix() -> Session<'static> {
    let mut session = asked();
    for (fact, value) in [("others-work", "yes"), ("plugged-in", "no")] {
        session.push(Event::Answered {
            fact: fact_id(fact),
            value: Some(value.to_owned()),
        });
    }
    assert!(matches!(session.turn().next, Move::Try { .. }));
    session
}

fn fact_id(id: &str) -> FactId {
    FactId::parse(id).expect("an id")
}

fn known_value<'a>(state: &'a State, id: &str) -> Option<&'a str> {
    let known = state.facts.get(&fact_id(id))?;
    Some(&known.value)
}
