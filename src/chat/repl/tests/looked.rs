//! What the conversation sees for itself, in a scripted world.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::knowledge::{PackFile, PackSource, load};
use crate::session::{Reach, Sight};
use crate::system::{Cancel, Response, ScriptedSurroundings, Surroundings};

use super::*;

const PACK: &str = r#"
id: boiler
version: "1.0.0"
title: {en: "A boiler", ja: "ボイラー"}
languages: [en, ja]
license: MIT
"#;

/// One thing stands in a file of the machine, another is told over the network.
const TOPIC: &str = r#"
facts:
  valve-open:
    ask: {en: "Is the valve open?", ja: "弁は開いていますか?"}
    values: {"yes": {en: "the valve is open", ja: "弁は開いている"}, "no": {en: "the valve is closed", ja: "弁は閉じている"}}
    said: {"no": {en: ["the valve is closed"], ja: ["弁は閉じて"]}}
    baseline: even
  pressure:
    ask: {en: "What does the gauge show?", ja: "圧力計の表示は?"}
    values: {low: {en: "the pressure is low", ja: "圧力が低い"}, good: {en: "the pressure is good", ja: "圧力は正常"}}
    baseline: {low: 0.1}
causes:
  closed-valve: {title: {en: "A closed valve", ja: "弁の閉じ忘れ"}, expect: {valve-open: never}}
  lost-water: {title: {en: "Lost water", ja: "水漏れ"}, expect: {pressure: {low: .97}, valve-open: always}}
  old-pump: {title: {en: "An old pump", ja: "古いポンプ"}, expect: {valve-open: always}}
problems:
  no-heat:
    title: {en: "No heat", ja: "暖まらない"}
    said: {en: ["no heat"], ja: ["暖まらない"]}
    causes: {closed-valve: 10, lost-water: 10, old-pump: 10}
    refer: [call-fitter]
fixes:
  open-valve: {title: {en: "Open the valve", ja: "弁を開く"}, takes: 20m, cures: {closed-valve: always}, sets: {valve-open: "yes"}, steps: {any: [{tell: {en: "Turn it.", ja: "回します。"}}]}, verify: ask}
  refill: {title: {en: "Fill water in", ja: "水を足す"}, takes: 30m, cures: {lost-water: always}, steps: {any: [{tell: {en: "Fill it.", ja: "足します。"}}]}, verify: ask}
  change-pump: {title: {en: "Change the pump", ja: "ポンプを替える"}, takes: 40m, cures: {old-pump: always}, steps: {any: [{tell: {en: "Change it.", ja: "替えます。"}}]}, verify: ask}
  call-fitter: {title: {en: "Call a fitter", ja: "業者を呼ぶ"}, takes: 2h, steps: {any: [{tell: {en: "Call.", ja: "電話します。"}}]}, verify: ask}
checks:
  valve:
    title: {en: "The valve", ja: "弁"}
    hosts: [valve.example]
    takes: 1s
    observe: {valve-open: {"yes": override, "no": 'override == "no"'}}
  gauge:
    title: {en: "The gauge", ja: "圧力計"}
    http: "http://gauge.example/"
    takes: 2s
    read: {state: {line: state}}
    observe: {pressure: {low: 'state == "low"', good: 'state == "good"'}}
"#;

fn boiler() -> Base {
    let file = |path: &str, text: &str| PackFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let source = PackSource {
        name: "boiler".to_owned(),
        files: vec![
            file("boiler/pack.yaml", PACK),
            file("boiler/boiler.yaml", TOPIC),
        ],
    };
    let (pack, defects) = load(&[source]);
    let pack = pack.unwrap_or_else(|| panic!("{defects:#?}"));
    Base::compile(pack, "0123".to_owned()).unwrap()
}

/// A world in which the valve is open and the gauge shows this.
fn world(gauge: &str) -> ScriptedSurroundings {
    let gauge = Response {
        status: 200,
        headers: Vec::new(),
        body: format!("state={gauge}\n").into_bytes(),
        whole: true,
    };
    let hosts = b"127.0.0.1 localhost\n10.0.0.1 valve.example\n".to_vec();
    ScriptedSurroundings {
        files: [(PathBuf::from("/etc/hosts"), hosts)].into(),
        names: [(
            "gauge.example".to_owned(),
            vec![IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))],
        )]
        .into(),
        pages: [("http://gauge.example/".to_owned(), Ok(gauge))].into(),
        ..ScriptedSurroundings::default()
    }
}

/// How a conversation may look.
struct Looking {
    reach: Reach,
    agreed: bool,
    gauge: &'static str,
}

const ASKS: Looking = Looking {
    reach: Reach::Network,
    agreed: false,
    gauge: "low",
};

/// Returns what a conversation of these lines shows, and what is kept of it.
fn talk_seeing(looking: &Looking, lines: &[&str]) -> (String, Vec<Event>) {
    talk_after(&[], looking, lines)
}

/// Returns the same of a conversation in which this was before.
fn talk_after(before: &[Event], looking: &Looking, lines: &[&str]) -> (String, Vec<Event>) {
    let base = boiler();
    let scripted = world(looking.gauge);
    let world = move |_: Cancel| Arc::new(scripted.clone()) as Arc<dyn Surroundings>;
    let lines = lines.iter().map(|line| Line::Text((*line).to_owned()));
    let mut lines: VecDeque<_> = lines.collect();
    let mut noted = Noted::default();
    let mut shown = Vec::new();
    let sight = Sight {
        reach: looking.reach,
        programs: false,
    };
    let mut session = sample::session(&base).seeing(sight);
    for event in before {
        session.push(event.clone());
    }
    let repl = Repl {
        paper: sample::paper(&base.pack, 60),
        session,
        recorder: &mut noted,
        hands: None,
        undo: None,
        clerk: None,
        eyes: Some(Eyes::new(
            Box::new(world),
            looking.agreed,
            Duration::from_secs(20),
        )),
        now: || Timestamp::from_second(150).unwrap(),
        may_run: false,
        walked: Vec::new(),
        out: &mut shown,
    };
    repl.run(&mut lines).unwrap();
    (String::from_utf8(shown).unwrap(), noted.0)
}

#[test]
fn what_the_machine_shows_is_seen_and_not_asked() {
    let (shown, events) = talk_seeing(&ASKS, &["no heat"]);
    has(
        &shown,
        &["Seen on this machine: the valve is open\n", "No heat"],
    );
    assert!(!shown.contains("Is the valve open?"), "{shown}");
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(matches!(&events[1], Event::Observed { checks, at: Some(_), .. } if checks.len() == 1));
}

#[test]
fn what_was_seen_hours_before_is_looked_at_again() {
    let before = |at: i64| {
        let id = |id: &str| crate::knowledge::FactId::parse(id).unwrap();
        let said = Event::Said {
            text: "no heat".to_owned(),
        };
        let seen = Event::Observed {
            facts: [(id("valve-open"), "no".to_owned())].into(),
            checks: vec![crate::knowledge::CheckId::parse("valve").unwrap()],
            at: Timestamp::from_second(at).ok(),
        };
        [said, seen]
    };
    let (shown, _) = talk_after(&before(-10_000), &ASKS, &["it is cold"]);
    has(&shown, &["Seen on this machine: the valve is open"]);
    let (shown, _) = talk_after(&before(-100), &ASKS, &["it is cold"]);
    assert!(!shown.contains("Seen on this machine"), "{shown}");
}

#[test]
fn the_network_takes_one_consent_that_names_the_hosts() {
    for yes in ["1", "yes"] {
        let (shown, events) = talk_seeing(&ASKS, &["no heat", yes]);
        has(
            &shown,
            &[
                "Next, a look: The gauge",
                "May I look over the network?",
                "gauge.example",
                "[1] yes, look",
                "Seen over the network: the pressure is low",
                "Next: Fill water in",
            ],
        );
        assert_eq!(shown.matches("May I look").count(), 1, "{shown}");
        assert_eq!(events.len(), 3, "{events:?}");
    }
    let (shown, _) = talk_seeing(&ASKS, &["暖まらない", "はい"]);
    has(
        &shown,
        &[
            "この端末で確認したこと: 弁は開いている",
            "通信先",
            "gauge.example",
            "圧力が低い",
            "水を足す",
        ],
    );
}

#[test]
fn without_consent_the_person_is_asked_and_the_network_is_let_be() {
    for no in ["2", "no"] {
        let (shown, events) = talk_seeing(&ASKS, &["no heat", no, "2", "/back"]);
        has(
            &shown,
            &[
                "May I look",
                "Then without the network.",
                "What does the gauge show?",
            ],
        );
        assert_eq!(shown.matches("May I look").count(), 1, "{shown}");
        assert!(!shown.contains("over the network:"), "{shown}");
        assert!(events.len() >= 3, "{events:?}");
    }
}

#[test]
fn offline_never_asks_and_online_needs_not_ask() {
    let offline = Looking {
        reach: Reach::Machine,
        ..ASKS
    };
    let (shown, _) = talk_seeing(&offline, &["no heat"]);
    has(
        &shown,
        &["Seen on this machine", "What does the gauge show?"],
    );
    let online = Looking {
        agreed: true,
        ..ASKS
    };
    let (shown, _) = talk_seeing(&online, &["no heat"]);
    has(
        &shown,
        &[
            "Seen on this machine",
            "Seen over the network: the pressure is low",
            "Fill water in",
        ],
    );
    assert!(!shown.contains("May I look"), "{shown}");
}

#[test]
fn an_answer_that_is_not_understood_tells_nothing_and_the_person_is_asked() {
    let strange = Looking {
        agreed: true,
        gauge: "???",
        ..ASKS
    };
    let (shown, _) = talk_seeing(&strange, &["no heat", "/facts"]);
    has(&shown, &["What does the gauge show?", "What is known:"]);
    let known = shown.split("What is known:").nth(1).unwrap();
    assert!(!known.contains("pressure"), "{shown}");
}

#[test]
fn facts_have_their_age_and_a_difference_from_the_words_is_shown() {
    let (shown, _) = talk_seeing(&ASKS, &["no heat", "/facts"]);
    has(&shown, &["1. the valve is open (seen about 3 minutes ago)"]);
    let (shown, _) = talk_seeing(&ASKS, &["no heat, the valve is closed", "/facts"]);
    has(
        &shown,
        &[
            "the valve is open (you said",
            "Understood: the valve is closed",
            "1. the valve is closed (you said)",
            "a check saw: yes",
        ],
    );
}

#[test]
fn words_that_nothing_fits_are_nothing_to_look_for() {
    let (shown, events) = talk_seeing(&ASKS, &["my cat is hungry"]);
    has(&shown, &["I don't know this one."]);
    assert_eq!(events.len(), 1, "{events:?}");
}

#[test]
fn after_a_fix_what_it_sets_is_looked_at_again() {
    let offline = Looking {
        reach: Reach::Machine,
        ..ASKS
    };
    let lines = ["no heat, the valve is closed", "still broken", "/quit"];
    let (shown, events) = talk_seeing(&offline, &lines);
    let n_looks = events
        .iter()
        .filter(|event| matches!(event, Event::Observed { .. }));
    assert_eq!(n_looks.count(), 2, "{shown}{events:?}");
}

#[test]
fn what_was_seen_fits_a_narrow_terminal() {
    for lines in [
        ["no heat", "yes", "/facts"],
        ["暖まらない", "はい", "/facts"],
    ] {
        let (shown, _) = talk_seeing(&ASKS, &lines);
        for line in shown.lines() {
            assert!(textwrap::core::display_width(line) <= 60, "{line}");
        }
    }
}
