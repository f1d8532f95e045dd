//! `naosu chat --json`: one object a line in, one turn a line out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::support::host::Host;
use super::support::{Case, home};

/// Every key that a turn must have.
const PINNED: [&str; 12] = [
    "v",
    "turn",
    "lang",
    "understood",
    "facts",
    "problems",
    "causes",
    "next",
    "expected_minutes",
    "waiting_minutes",
    "expected_cost",
    "why",
];
/// The keys that a turn may have beside them.
const OPTIONAL: [&str; 2] = ["works", "contradiction"];
/// The same trouble in both languages.
const SAID: [&str; 2] = ["error 1020", "エラー1020が出ます"];
/// A conversation that takes more moves than this goes round in circles.
const MOST_MOVES: usize = 60;

/// What is so at the place of the trouble: a VPN is in use, and without it all is well.
const TRUTH: [(&str, &str); 2] = [("vpn-in-use", "yes"), ("fails-without-vpn", "no")];

fn keys(object: &Value) -> BTreeSet<&str> {
    let object = object.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

/// Checks the shape of a turn against the protocol.
#[track_caller]
fn check_shape(turn: &Value) {
    let found = keys(turn);
    for key in PINNED {
        assert!(found.contains(key), "no `{key}` in {turn}");
    }
    let known = |key: &&&str| !PINNED.contains(*key) && !OPTIONAL.contains(*key);
    assert_eq!(found.iter().find(known), None, "{turn}");
    assert_eq!(turn["v"], 1);
    assert!(turn["turn"].is_u64() && turn["lang"].is_string(), "{turn}");
    for key in ["expected_minutes", "waiting_minutes", "expected_cost"] {
        assert!(turn[key].as_f64().is_some_and(|n| n >= 0.0), "{turn}");
    }
    check_understood(&turn["understood"]);
    for fact in turn["facts"].as_object().expect("facts").values() {
        assert_eq!(keys(fact), BTreeSet::from(["value", "from"]));
        let sources = ["said", "answered", "check", "tried", "rule"];
        assert!(
            sources.contains(&fact["from"].as_str().expect("a source")),
            "{fact}"
        );
    }
    check_weighed(&turn["problems"], usize::MAX);
    check_weighed(&turn["causes"], 10);
    check_next(&turn["next"]);
    turn["why"]
        .as_array()
        .expect("reasons")
        .iter()
        .for_each(check_reason);
}

#[track_caller]
fn check_understood(understood: &Value) {
    let found = keys(understood);
    for key in ["facts", "tried", "codes", "act"] {
        assert!(found.contains(key), "no `{key}` in {understood}");
    }
    let optional = ["read_as", "page"];
    let n_optional = optional.iter().filter(|key| found.contains(**key)).count();
    assert_eq!(found.len(), 4 + n_optional, "{understood}");
}

/// Checks a list of ids with what each weighs, best first.
#[track_caller]
fn check_weighed(list: &Value, most: usize) {
    let entries = list.as_array().expect("a list");
    assert!(entries.len() <= most, "{list}");
    let mut above = 1.0;
    for entry in entries {
        assert_eq!(keys(entry), BTreeSet::from(["id", "p"]));
        let p = entry["p"].as_f64().expect("a probability");
        assert!((0.0..=above).contains(&p), "{list}");
        above = p;
    }
}

#[track_caller]
fn check_next(next: &Value) {
    let kind = next["kind"].as_str().expect("a kind");
    let expected: &[&str] = match kind {
        "ask" => &["kind", "fact", "text", "choices"],
        "try" => &["kind", "fix", "text", "p", "minutes", "waiting_minutes"],
        "refer" => &["kind", "fix", "text"],
        "check" => &["kind", "check"],
        "unknown" => &["kind", "nearest"],
        "done" => &["kind"],
        _ => panic!("unknown kind in {next}"),
    };
    let found = keys(next);
    let missing = expected.iter().find(|key| !found.contains(*key));
    assert_eq!(missing, None, "{next}");
    let unknown = found
        .iter()
        .find(|key| !expected.contains(key) && **key != "with");
    assert_eq!(unknown, None, "{next}");
    for choice in next["choices"].as_array().into_iter().flatten() {
        assert_eq!(keys(choice), BTreeSet::from(["value", "text"]));
    }
}

fn check_reason(reason: &Value) {
    let mut found = keys(reason);
    found.remove("value");
    let expected = ["evidence", "because", "from", "cause", "factor"];
    assert_eq!(found, BTreeSet::from(expected), "{reason}");
}

/// Returns the answer to a question by the truth; what is not known there cannot be told.
fn reply(next: &Value, outcome: &str) -> Option<Value> {
    match next["kind"].as_str()? {
        "ask" => {
            let fact = next["fact"].as_str()?;
            let known = TRUTH.iter().find(|(known, _)| *known == fact);
            let value = known.map_or("unsure", |(_, value)| value);
            Some(json!({"answer": {fact: value}}))
        }
        "try" => Some(json!({"tried": {next["fix"].as_str()?: outcome}})),
        _ => None,
    }
}

/// Talks by the truth until there is no more to answer; returns the moves, and what was sent and came back.
fn talk(words: &str, outcome: impl Fn(&str) -> &'static str) -> (Vec<Value>, String, String) {
    let mut host = Host::start(Case::new());
    let mut turn = host.send(&json!({"say": words}));
    let mut moves = Vec::new();
    loop {
        check_shape(&turn);
        let next = turn["next"].clone();
        let fix = next["fix"].as_str().unwrap_or_default().to_owned();
        moves.push(json!({"kind": next["kind"], "fact": next["fact"], "fix": next["fix"]}));
        assert!(moves.len() < MOST_MOVES, "{moves:?}");
        let Some(line) = reply(&next, outcome(&fix)) else {
            let (sent, received) = host.end();
            return (moves, sent, received);
        };
        turn = host.send(&line);
    }
}

#[test]
fn a_conversation_leads_to_the_end_of_the_trouble() {
    let helps = |fix: &str| match fix {
        "disconnect-vpn" => "fixed",
        _ => "not-fixed",
    };
    let [english, japanese] = SAID.map(|words| talk(words, helps).0);
    let tried = |moves: &[Value]| moves.iter().any(|next| next["fix"] == "disconnect-vpn");
    assert!(tried(&english), "{english:?}");
    assert_eq!(english.last().unwrap()["kind"], "done");
    assert_eq!(english, japanese, "the languages part");
}

#[test]
fn a_conversation_in_which_nothing_helps_ends_with_somebody_else() {
    let [english, japanese] = SAID.map(|words| talk(words, |_| "not-fixed").0);
    assert_eq!(english.last().unwrap()["kind"], "refer");
    assert_eq!(english, japanese, "the languages part");
    let asked: Vec<_> = english.iter().map(Value::to_string).collect();
    let different: BTreeSet<_> = asked.iter().collect();
    assert_eq!(different.len(), asked.len(), "a move came twice: {asked:?}");
}

#[test]
fn the_same_lines_get_the_same_bytes() {
    for words in SAID {
        let (_, sent, received) = talk(words, |_| "not-fixed");
        let again = Case::new().args(["chat", "--json"]).stdin(sent);
        assert_eq!(again.went_well().stdout, received);
    }
}

/// Every form that a line can have.
const FORMS: [(&str, &str); 15] = [
    (r#"{"say": "my lamp does not light"}"#, "ask"),
    (r#"{"answer": {"others-work": "no"}}"#, "try"),
    (r#"{"answer": {"plugged-in": "unsure"}}"#, ""),
    (r#"{"answer": {"problem": "lamp-dark"}}"#, ""),
    (r#"{"answer": {"problem": "none"}}"#, ""),
    (r#"{"tried": {"plug-in": "not-fixed"}}"#, ""),
    (r#"{"tried": {"plug-in": "could-not"}}"#, ""),
    (r#"{"tried": {"plug-in": "refused"}}"#, ""),
    (r#"{"tried": {"plug-in": "unsure"}}"#, ""),
    (r#"{"tried": {"plug-in": "fixed"}}"#, "done"),
    (
        r#"{"check": {"mains-state": "dead", "lamp-name": "desk-1"}}"#,
        "",
    ),
    (r#"{"skip": true}"#, ""),
    (r#"{"back": true}"#, ""),
    (r#"{"fixed": true}"#, "done"),
    (r#"{"reset": true}"#, ""),
];

#[test]
fn every_form_gets_a_turn() {
    for (line, kind) in FORMS {
        let mut host = Host::start(Case::lamp());
        let before = host.send_line(FORMS[0].0);
        let turn = host.send_line(line);
        check_shape(&turn);
        assert_ne!(turn["turn"], before["turn"], "{line}");
        assert!(
            kind.is_empty() || turn["next"]["kind"] == kind,
            "{line}: {turn}"
        );
        host.end();
    }
}

#[test]
fn what_is_sent_becomes_known_with_its_source() {
    let mut host = Host::start(Case::lamp());
    let turn = host.send(&json!({"say": "my lamp does not light, the plug was out"}));
    assert_eq!(
        turn["facts"]["plugged-in"],
        json!({"value": "no", "from": "said"})
    );
    assert_eq!(turn["understood"]["facts"]["plugged-in"], "no");
    let turn = host.send(&json!({"answer": {"bulb-color": "clear"}}));
    assert_eq!(
        turn["facts"]["bulb-color"],
        json!({"value": "clear", "from": "answered"})
    );
    assert!(turn["understood"]["facts"].get("plugged-in").is_none());
    let turn = host.send(&json!({"check": {"mains-state": "dead"}}));
    assert_eq!(
        turn["facts"]["mains-state"],
        json!({"value": "dead", "from": "check"})
    );
    assert_eq!(
        turn["facts"]["others-work"],
        json!({"value": "no", "from": "rule"})
    );
    let turn = host.send(&json!({"tried": {"change-bulb": "not-fixed"}}));
    assert_eq!(turn["understood"]["tried"], json!(["change-bulb"]));
    host.end();
}

#[test]
fn all_that_was_said_counts_together() {
    let after = |lines: &[&str]| {
        let mut host = Host::start(Case::lamp());
        let turns: Vec<_> = lines
            .iter()
            .map(|words| host.send(&json!({"say": words})))
            .collect();
        host.end();
        turns.last().unwrap()["problems"].clone()
    };
    let parts = after(&["it stays dark", "nothing works in that socket"]);
    assert_eq!(parts[0]["id"], "lamp-dark");
    assert_eq!(
        parts,
        after(&["it stays dark. nothing works in that socket"])
    );
}

#[test]
fn back_gives_the_turn_before() {
    for line in [
        r#"{"answer": {"others-work": "no"}}"#,
        r#"{"answer": {"others-work": "unsure"}}"#,
        r#"{"tried": {"plug-in": "not-fixed"}}"#,
        r#"{"check": {"mains-state": "dead"}}"#,
        r#"{"say": "the plug was out"}"#,
        r#"{"skip": true}"#,
        r#"{"fixed": true}"#,
    ] {
        let mut host = Host::start(Case::lamp());
        let mut before = host.send_line(r#"{"say": "my lamp does not light"}"#);
        host.send_line(line);
        let mut after = host.send_line(r#"{"back": true}"#);
        for turn in [&mut before, &mut after] {
            let turn = turn.as_object_mut().unwrap();
            turn.remove("turn");
            // It is what this line stated; going back states nothing.
            turn.remove("understood");
        }
        assert_eq!(after, before, "{line}");
        host.end();
    }
}

#[test]
fn a_reset_forgets_everything() {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"answer": {"others-work": "no"}}));
    host.send(&json!({"say": "my lamp does not light, I changed the bulb"}));
    let turn = host.send(&json!({"reset": true}));
    assert_eq!(turn["facts"], json!({}));
    let mut again = host.send(&json!({"say": "my lamp does not light"}));
    host.end();
    let mut fresh = Host::start(Case::lamp());
    let mut first = fresh.send(&json!({"say": "my lamp does not light"}));
    fresh.end();
    again["turn"] = Value::Null;
    first["turn"] = Value::Null;
    assert_eq!(again, first);
}

#[test]
fn turns_are_numbered_upwards() {
    let mut host = Host::start(Case::lamp());
    let mut last = 0;
    for (line, _) in FORMS {
        let turn = host.send_line(line);
        let Some(number) = turn["turn"].as_u64() else {
            assert!(turn["error"].is_string(), "{turn}");
            continue;
        };
        assert!(number > last, "{number} after {last}");
        last = number;
    }
    host.end();
}

#[test]
fn a_bad_line_is_answered_and_changes_nothing() {
    let mut host = Host::start(Case::lamp());
    let before = host.send_line(r#"{"say": "my lamp does not light"}"#);
    for (line, error) in [
        ("", "expected a JSON object"),
        ("hello", "expected a JSON object"),
        ("[1]", "expected a JSON object"),
        ("{\"say\": \"x\"", "expected a JSON object"),
        ("{}", "got 0 keys"),
        (r#"{"say": "x", "reset": true}"#, "got 2 keys"),
        (r#"{"sing": true}"#, "unknown key `sing`"),
        (r#"{"say": 1020}"#, "`say` takes a text"),
        (r#"{"reset": false}"#, "expected true"),
        (
            r#"{"answer": {"others-works": "no"}}"#,
            "did you mean `others-work`?",
        ),
        (
            r#"{"answer": {"others-work": "maybe"}}"#,
            "expected one of yes, no",
        ),
        (
            r#"{"answer": {"others-work": true}}"#,
            "takes an object of texts",
        ),
        (
            r#"{"answer": {"lamp-name": "desk-1"}}"#,
            "is read from the machine by a check",
        ),
        (
            r#"{"check": {"lamp-name": "; rm -rf /"}}"#,
            "expected text that fits",
        ),
        (
            r#"{"check": {"mains-state": "on"}}"#,
            "expected one of live, dead",
        ),
        (r#"{"tried": {"plug": "fixed"}}"#, "unknown fix `plug`"),
        (
            r#"{"tried": {"plug-in": "done"}}"#,
            "expected one of fixed, not-fixed",
        ),
        (
            r#"{"answer": {"problem": "lamp-dim"}}"#,
            "unknown problem `lamp-dim`",
        ),
    ] {
        let answer = host.send_line(line);
        assert_eq!(keys(&answer), BTreeSet::from(["error"]), "{line}");
        let found = answer["error"].as_str().unwrap();
        assert!(found.contains(error), "{line}: {found}");
    }
    let mut after = host.send_line(r#"{"say": "my lamp does not light"}"#);
    assert_eq!(
        after["turn"].as_u64(),
        before["turn"].as_u64().map(|n| n + 1)
    );
    after["turn"] = before["turn"].clone();
    assert_eq!(after["next"], before["next"]);
    host.end();
}

#[test]
fn nothing_said_yet_leaves_nothing_to_skip_but_no_failure() {
    let ran = Case::lamp()
        .args(["chat", "--json"])
        .stdin("{\"skip\": true}\n");
    let answers = ran.went_well().json_lines();
    assert_eq!(answers.len(), 1);
}

#[test]
fn the_last_line_needs_no_break_and_no_line_no_answer() {
    let run = |stdin: &str| {
        let case = Case::lamp().args(["chat", "--json"]).stdin(stdin);
        case.went_well().stdout
    };
    let line = r#"{"say": "my lamp does not light"}"#;
    assert_eq!(run(line), run(&format!("{line}\n")));
    assert_eq!(run(line), run(&format!("{line}\r\n")));
    assert_eq!(run(""), "");
}

#[test]
fn nothing_is_written_but_the_journal() {
    let home = home();
    let case = Case::at(&home).args(["--no-journal", "chat", "--json"]);
    case.stdin("{\"say\": \"error 1020\"}\n").went_well();
    assert!(!home.path().join("sessions").exists());
    let case = Case::at(&home).args(["chat", "--json"]);
    case.stdin("{\"say\": \"error 1020\"}\n").went_well();
    assert!(home.path().join("sessions").exists());
}

#[test]
fn the_answers_follow_the_language_of_the_words() {
    for (words, lang) in [("my lamp does not light", "en"), ("ランプがつかない", "ja")] {
        let mut host = Host::start(Case::lamp());
        assert_eq!(host.send(&json!({"say": words}))["lang"], lang);
        host.end();
    }
    let mut host = Host::start(Case::lamp().args(["--lang", "ja"]));
    assert_eq!(
        host.send(&json!({"say": "my lamp does not light"}))["lang"],
        "ja"
    );
    host.end();
}

/// An error page as it is copied whole.
const PAGE: &str = "Access denied. Error 1020\nRay ID: 8f2a1b3c4d5e6f70 • 2026-11-22 10:15:30 UTC\n\
    You do not have access to chatgpt.com.\nYour IP: 203.0.113.7 • write to me@mail.example";

#[test]
fn a_pasted_page_gives_host_and_time_and_keeps_what_is_private() {
    let mut host = Host::start(Case::new());
    let turn = host.send(&json!({"say": PAGE}));
    let expected = json!({"host": "chatgpt.com", "time": "2026-11-22 10:15:30 UTC", "ray": true, "ip": true, "mail": true});
    assert_eq!(turn["understood"]["page"], expected, "{turn}");
    check_shape(&turn);
    let text = turn.to_string();
    for part in ["8f2a1b3c4d5e6f70", "203.0.113.7", "me@mail.example"] {
        assert!(!text.contains(part), "{part} in {text}");
    }
    assert_eq!(turn["facts"]["error-code"]["value"], "1020", "{turn}");
    let turn = host.send(&json!({"say": "I don't know"}));
    assert!(turn["understood"].get("page").is_none(), "{turn}");
    host.end();
}

#[test]
fn one_fact_is_changed_and_the_rest_stays() {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"say": "my lamp does not light, only this lamp, and the plug was out"}));
    let turn = host.send(&json!({"change": "plugged-in"}));
    assert_eq!(turn["next"]["fact"], "plugged-in", "{turn}");
    assert_eq!(turn["facts"]["others-work"]["value"], "yes", "{turn}");
    assert!(turn["facts"].get("plugged-in").is_none(), "{turn}");
    check_shape(&turn);
    let turn = host.send(&json!({"answer": {"plugged-in": "yes"}}));
    assert_eq!(turn["facts"]["plugged-in"]["value"], "yes", "{turn}");
    let error = host.send(&json!({"change": "bulb-color"}));
    let error = error["error"].as_str().expect("an error");
    assert!(error.contains("`bulb-color` is not known yet"), "{error}");
    host.end();
}

#[test]
fn what_a_rule_concluded_changes_with_what_it_came_from() {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"say": "my lamp does not light"}));
    host.send(&json!({"check": {"mains-state": "dead"}}));
    let error = host.send(&json!({"change": "others-work"}));
    let error = error["error"].as_str().expect("an error");
    assert!(error.contains("by the rule `dead-mains`"), "{error}");
    host.end();
}
