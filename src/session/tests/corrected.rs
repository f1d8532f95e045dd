//! What was misheard or meant otherwise is put right, and nothing else is changed.

use super::*;

#[test]
fn a_fact_is_corrected_in_words() {
    let lines: [(&str, &str, &str); 8] = [
        ("the plug was out", "no wait, it is plugged in", "yes"),
        ("the plug was out", "sorry, the plug is in", "yes"),
        ("the plug was out", "actually the plug is in", "yes"),
        ("the plug is in", "no, the plug is not in", "no"),
        ("it is plugged in", "wait, the plug was out", "no"),
        (
            "プラグが抜けている",
            "いや、やっぱりプラグは差してあります",
            "yes",
        ),
        (
            "プラグが抜けている",
            "訂正です。プラグは差してあります",
            "yes",
        ),
        (
            "プラグは差してあります",
            "すみません、間違えました。プラグが抜けていました",
            "no",
        ),
    ];
    for (first, then, expected) in lines {
        let mut session = asked();
        session.say(first);
        let before = session.state();
        assert!(
            known_value(&before, "plugged-in").is_some_and(|value| value != expected),
            "{first}"
        );
        session.say(then);
        let state = session.state();
        assert_eq!(
            known_value(&state, "plugged-in"),
            Some(expected),
            "{first} / {then}"
        );
        assert_eq!(
            known_value(&state, "others-work"),
            None,
            "no answer to the question: {then}"
        );
    }
}

#[test]
fn a_value_that_is_denied_is_asked_again() {
    for line in [
        "no, not dark",
        "it isn't dark",
        "not dark",
        "いや、黒ずんでいるではない",
        "黒ずんでいるじゃないです",
    ] {
        let mut session = asked();
        let color = fact_id("bulb-color");
        session.push(Event::Answered {
            fact: color.clone(),
            value: Some("dark".to_owned()),
        });
        session.say("the plug is in");
        session.say(line);
        assert_eq!(known_value(&session.state(), "bulb-color"), None, "{line}");
        assert_eq!(session.turn().next, Move::Ask(color.clone()), "{line}");
        assert_eq!(
            known_value(&session.state(), "plugged-in"),
            Some("yes"),
            "the rest stays"
        );
        session.say("broken, I think");
        assert_eq!(
            known_value(&session.state(), "bulb-color"),
            Some("broken"),
            "{line}"
        );
    }
}

#[test]
fn a_fact_is_changed_by_its_number() {
    for line in [
        "change 2",
        "change number 2",
        "2を変更",
        "2番を直す",
        "2番を直したい",
        "answer 2 was wrong",
        "2を訂正してください",
    ] {
        let mut session = asked();
        session.say("only this lamp, and the plug was out");
        let state = session.state();
        let known: Vec<_> = state.changeable().map(|(id, _)| id.to_string()).collect();
        assert_eq!(known, ["only-this-lamp", "others-work", "plugged-in"]);
        assert_eq!(session.say(line).act, Act::Change, "{line}");
        let state = session.state();
        assert_eq!(
            session.turn().next,
            Move::Ask(fact_id("others-work")),
            "{line}"
        );
        assert_eq!(
            known_value(&state, "only-this-lamp"),
            None,
            "it said the same: {line}"
        );
        assert_eq!(
            known_value(&state, "plugged-in"),
            Some("no"),
            "the rest stays: {line}"
        );
        session.say("no");
        assert_eq!(known_value(&session.state(), "others-work"), Some("no"));
    }
    let mut session = asked();
    assert_eq!(session.say("change 9").n_events, 0);
}

#[test]
fn a_near_topic_is_picked_by_number_or_none_of_them() {
    let mut session = sample_session();
    session.say("my cat is hungry");
    let Move::Unknown { nearest } = session.turn().next else {
        panic!("{:?}", session.turn().next);
    };
    assert_eq!(nearest.len(), 2);
    let mut picked = session.clone();
    picked.say("2");
    assert_eq!(picked.turn().problems[0].0, nearest[1]);
    assert!(!matches!(picked.turn().next, Move::Unknown { .. }));
    for none in ["3", "none of these", "どれでもない", "no"] {
        let mut session = session.clone();
        session.say(none);
        assert_eq!(
            session.turn().next,
            Move::Unknown {
                nearest: Vec::new()
            },
            "{none}"
        );
        session.say("my lamp does not light");
        assert!(
            !matches!(session.turn().next, Move::Unknown { .. }),
            "{none}"
        );
    }
}
