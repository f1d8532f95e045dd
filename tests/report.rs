//! The write-up for support, by the real binary, in a home of its own.

use std::fs;
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::host::Host;
use super::support::{Case, home};

/// Who is at the machine, for all that the binary is told.
const USER: &str = "htanaka";
const HOST: &str = "TOWER-OF-HANAKO";

/// Returns a run with the small pack for a person who has names.
fn lamp(home: &Arc<TempDir>) -> Case {
    let case = Case::at(home).with_lamp();
    case.env("USER", USER).env("COMPUTERNAME", HOST)
}

/// Keeps a session in which names were said, a check has read one, and a fix was tried.
fn keep(home: &Arc<TempDir>) {
    let folder = home.path().display().to_string();
    let mut host = Host::start(lamp(home));
    host.send(&json!({"say": format!(
        "my lamp does not light, blinks 7 times, says {USER} at {folder}/x on {HOST}, Ray ID: 8f2a1b3c4d5e6f70, \
         from 203.0.113.7, site.example at 2026-11-22 10:20:30 UTC"
    )}));
    host.send(&json!({"check": {"lamp-name": "corner-lamp-of-hanako", "mains-state": "live"}}));
    host.send(&json!({"say": "HTANAKA, htanak and tower_of_hanako were cut"}));
    host.send(&json!({"tried": {"change-bulb": "not-fixed"}}));
    host.end();
}

/// Returns a text as somebody looks for a name in it.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('\\', "")
}

#[test]
fn a_report_names_nobody() {
    let home = home();
    keep(&home);
    let folder = home.path().display().to_string().to_lowercase();
    for args in [
        &["report"][..],
        &["report", "--debug"],
        &["report", "--json"],
        &["report", "--json", "--debug"],
    ] {
        let text = plain(&lamp(&home).args(args.iter().copied()).went_well().stdout);
        for name in [
            USER,
            "htanak ",
            "tower-of-hanako",
            "tower_of_hanako",
            "203.0.113.7",
            "corner-lamp",
            &folder,
        ] {
            assert!(
                !text.contains(&name.to_lowercase()),
                "{args:?}: {name} in {text}"
            );
        }
        assert!(text.contains("8f2a1b3c4d5e6f70"), "{text}");
    }
}

#[test]
fn names_are_shown_to_whoever_asks() {
    let home = home();
    keep(&home);
    let text = lamp(&home)
        .args(["report", "--show-private"])
        .went_well()
        .stdout;
    for name in [USER, HOST, "203.0.113.7", "corner-lamp-of-hanako"] {
        assert!(text.contains(name), "{name} in {text}");
    }
}

#[test]
fn a_report_says_what_was_tried_and_when() {
    let home = home();
    keep(&home);
    let text = lamp(&home).args(["report"]).went_well().stdout;
    let tried = text
        .lines()
        .find(|line| line.starts_with("- Change the bulb — it did not help ("));
    assert!(tried.is_some_and(|line| line.ends_with(" UTC)")), "{text}");
    let summary = text.split("\n\n").nth(2).expect("a summary");
    assert!((1..=5).contains(&summary.lines().count()), "{summary}");
    assert!(
        summary.contains("Ray ID: 8f2a 1b3c 4d5e 6f70."),
        "{summary}"
    );
    assert!(text.contains("- Site or service: site.example\n"), "{text}");
    assert!(text.contains("- Time: 2026-11-22 10:20:30 UTC\n"), "{text}");
    assert!(
        text.contains("- IP address that the page shows: __________\n"),
        "{text}"
    );
}

#[test]
fn a_report_speaks_the_language_of_support() {
    let home = home();
    keep(&home);
    let japanese = lamp(&home)
        .args(["report", "--lang", "ja"])
        .went_well()
        .stdout;
    for part in [
        "# 不具合の報告: ",
        "## 要約",
        "電球を替える — 直らなかった",
        "お世話になっております。",
    ] {
        assert!(japanese.contains(part), "{part} in {japanese}");
    }
}

#[test]
fn a_report_in_json_has_the_same_parts() {
    let home = home();
    keep(&home);
    let report = lamp(&home).args(["report", "--json"]).went_well().json();
    let object = report.as_object().expect("an object");
    let fields: Vec<_> = object.keys().map(String::as_str).collect();
    let expected = [
        "v",
        "lang",
        "title",
        "summary",
        "about",
        "happened",
        "tried",
        "network",
        "situation",
        "causes",
        "message",
    ];
    assert_eq!(fields, expected);
    assert_eq!(report["v"], 1);
    let tried = &report["tried"][0];
    assert_eq!(
        (&tried["id"], &tried["value"]),
        (&json!("change-bulb"), &json!("not-fixed"))
    );
    assert!(report["happened"][0]["at"].is_string(), "{report}");
    assert!(report["about"]["ray-id"].is_string(), "{report}");
    let hidden = report["network"].as_array().into_iter().flatten();
    let hidden: Vec<&Value> = hidden.filter(|line| line["id"] == "lamp-name").collect();
    assert_eq!(hidden[0]["value"], "<hidden>", "{report}");
}

#[test]
fn what_is_shown_is_what_is_saved() {
    let home = home();
    keep(&home);
    let path = home.path().join("report.md");
    let name = path.display().to_string();
    let ran = lamp(&home).args(["report", "--save", &name]).went_well();
    assert_eq!(fs::read_to_string(&path).expect("a report"), ran.stdout);
    assert!(ran.stderr.contains("nothing was sent"), "{ran:?}");
    // Not over what is there already.
    fs::write(&path, "mine").expect("a file");
    let again = lamp(&home).args(["report", "--save", &name]).ran();
    assert_eq!(again.code, Some(5), "{again:?}");
    assert!(again.stderr.contains("exists already"), "{again:?}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let home = home();
    keep(&home);
    fs::write(home.path().join("file"), "").expect("a file");
    for place in ["file/report.md", "nowhere/report.md"] {
        let name = home.path().join(place).display().to_string();
        let ran = lamp(&home).args(["report", "--save", &name]).ran();
        assert_eq!(ran.code, Some(5), "{ran:?}");
        assert!(
            ran.stderr.contains("cannot write `") && ran.stderr.contains("hint: "),
            "{ran:?}"
        );
    }
}

#[test]
fn without_a_session_there_is_no_report() {
    let ran = lamp(&home()).args(["report", "--save", "report.md"]).ran();
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("there is no session yet"), "{ran:?}");
}
