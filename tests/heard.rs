//! What a line means at the point where the conversation stands.

use serde_json::{Value, json};

use crate::support::Case;
use crate::support::host::Host;

/// Says `first`, then `line`; returns the turn.
fn after(first: &str, line: &str) -> Value {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"say": first}));
    let turn = host.send(&json!({"say": line}));
    host.end();
    turn
}

/// The question that is pending after these words is whether others work.
const ASKED: &str = "my lamp does not light";

#[test]
fn a_yes_or_no_is_heard_where_it_is_meant() {
    let check = |line: &str, expected: Option<&str>| {
        let turn = after(ASKED, line);
        let known = turn["facts"]
            .get("others-work")
            .map(|fact| fact["value"].clone());
        assert_eq!(
            known.as_ref().and_then(Value::as_str),
            expected,
            "{line}: {turn}"
        );
    };
    for line in ["yes", "Yes, it does", "はい", "うん", "1"] {
        check(line, Some("yes"));
    }
    for line in ["no", "nope", "いいえ", "2"] {
        check(line, Some("no"));
    }
    let neither = [
        "never mind",
        "none of your business",
        "ええと",
        "うーん",
        "right now I don't know",
        "it is off",
    ];
    for line in neither {
        check(line, None);
    }
}

#[test]
fn a_line_that_begins_as_a_correction_is_no_answer() {
    let turn = after(ASKED, "wait, I do have a cat");
    assert!(turn["facts"].get("others-work").is_none(), "{turn}");
}

#[test]
fn that_it_cannot_be_told_is_an_answer() {
    for line in [
        "I don't know",
        "right now I don't know",
        "ええと、わかりません",
        "3",
    ] {
        let turn = after(ASKED, line);
        assert_ne!(turn["next"]["fact"], "others-work", "{line}: {turn}");
    }
}

/// Leads to a proposed fix, then says `line`.
fn at_a_fix(line: &str) -> Value {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"say": ASKED}));
    let turn = host.send(&json!({"answer": {"others-work": "yes", "plugged-in": "no"}}));
    assert_eq!(turn["next"]["kind"], "try", "{turn}");
    let turn = host.send(&json!({"say": line}));
    host.end();
    turn
}

#[test]
fn only_success_ends_it() {
    for line in ["it works now", "works again", "直りました", "解決した"] {
        assert_eq!(at_a_fix(line)["next"]["kind"], "done", "{line}");
    }
    for line in [
        "ok",
        "okay",
        "fine",
        "ok thanks",
        "done",
        "I did it",
        "できた",
        "it does not work",
        "だめでした",
    ] {
        assert_ne!(at_a_fix(line)["next"]["kind"], "done", "{line}");
    }
}

#[test]
fn failure_takes_the_proposed_fix_as_tried() {
    for line in [
        "it does not work",
        "still broken",
        "no luck",
        "だめでした",
        "変わりません",
    ] {
        let turn = at_a_fix(line);
        assert_eq!(turn["understood"]["act"], "not-fixed", "{line}: {turn}");
    }
}

#[test]
fn what_is_told_after_the_end_opens_it_again() {
    let mut host = Host::start(Case::lamp());
    host.send(&json!({"say": ASKED}));
    assert_eq!(host.send(&json!({"fixed": true}))["next"]["kind"], "done");
    assert_ne!(
        host.send(&json!({"say": "no wait, it still fails"}))["next"]["kind"],
        "done"
    );
    host.end();
}

#[test]
fn words_that_describe_it_at_last_are_not_apologised_for() {
    Case::lamp()
        .stdin("my cat is hungry\nmy lamp does not light\n")
        .stdout_has("I don't know this one")
        .stdout_has("The lamp stays dark")
        .stdout_lacks("Sorry")
        .exit(0);
    Case::lamp()
        .stdin("my lamp does not light\nmy cat is hungry\n")
        .stdout_has("Sorry")
        .exit(0);
}

#[test]
fn what_is_said_beside_what_includes_it_is_understood() {
    let mut host = Host::start(Case::new());
    let turn =
        host.send(&json!({"say": "1020. I did a network reset, flushed the dns, no change"}));
    host.end();
    assert_eq!(turn["understood"]["facts"]["flushed-dns"], "yes", "{turn}");
    assert_eq!(
        turn["understood"]["tried"],
        json!(["reset-network", "flush-dns"])
    );
}
