//! Sessions of the past: listed, gone on with, written up, and whole after a crash.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use tempfile::TempDir;

use super::support::host::Host;
use super::support::{Case, home};

/// A conversation in the small pack.
const LINES: [&str; 6] = [
    "my lamp does not light",
    "no",
    "I don't know",
    "the plug was out",
    "/back",
    "yes",
];

fn lamp(home: &Arc<TempDir>) -> Case {
    Case::at(home).with_lamp()
}

/// Returns what a conversation of these lines shows.
#[track_caller]
fn talk(home: &Arc<TempDir>, command: &[&str], lines: &[&str]) -> String {
    let typed = lines.join("\n") + "\n";
    let ran = lamp(home).args(command).stdin(typed).went_well();
    assert_eq!(ran.stderr, "");
    ran.stdout
}

fn report(home: &Arc<TempDir>) -> String {
    lamp(home).args(["report"]).went_well().stdout
}

/// Returns a text with every digit alike: no two sessions begin at the same time.
fn timeless(text: &str) -> String {
    text.replace(|character: char| character.is_ascii_digit(), "0")
}

/// Returns the journal of the only session.
fn journal(home: &Arc<TempDir>) -> PathBuf {
    let sessions = fs::read_dir(home.path().join("sessions")).expect("sessions");
    let mut folders = sessions.map(|entry| entry.expect("a folder can be listed").path());
    let folder = folders.next().expect("a session");
    assert_eq!(folders.next(), None, "more than one session");
    folder.join("journal.jsonl")
}

/// Returns what `/facts` shows.
fn facts(shown: &str) -> Vec<&str> {
    let after = shown.split_once("What is known:\n");
    let after = after.unwrap_or_else(|| panic!("no facts in {shown}")).1;
    after
        .lines()
        .take_while(|line| line.starts_with("  "))
        .collect()
}

#[test]
fn a_session_is_listed_and_gone_on_with() {
    let home = home();
    let before = talk(&home, &[], &[LINES[0], "no", "/facts"]);
    let listed = lamp(&home).args(["sessions"]).went_well().stdout;
    assert_eq!(listed.lines().count(), 1, "{listed}");
    assert!(listed.contains(LINES[0]), "{listed}");
    let after = talk(&home, &["resume"], &["/facts"]);
    assert_eq!(facts(&after), facts(&before));
    assert!(!facts(&after).is_empty());
    let id = listed.split(' ').next().expect("an id");
    let named = talk(&home, &["resume", id], &["/facts"]);
    assert_eq!(named, after);
}

#[test]
fn going_on_later_is_going_on_at_once() {
    let bye = "Goodbye. `naosu resume` goes on from here.\n";
    for n_before in 1..LINES.len() {
        let (at_once, later) = (home(), home());
        let (first, rest) = LINES.split_at(n_before);
        let whole = talk(&at_once, &[], &LINES);
        let begun = talk(&later, &[], first);
        let resumed = talk(&later, &["resume"], rest);
        let begun = begun.strip_suffix(bye).expect("a goodbye");
        let shown = whole.strip_prefix(begun).expect("the same beginning");
        assert!(
            !shown.is_empty() && resumed.ends_with(shown),
            "{shown}\n---\n{resumed}"
        );
        let (later, at_once) = (timeless(&report(&later)), timeless(&report(&at_once)));
        assert_eq!(later, at_once, "parted after {n_before}");
    }
}

#[test]
fn a_resumed_session_proposes_the_same_move() {
    let home = home();
    let mut host = Host::start(lamp(&home));
    host.send(&json!({"say": "my lamp does not light"}));
    let turn = host.send(&json!({"answer": {"others-work": "no"}}));
    host.end();
    let text = turn["next"]["text"].as_str().expect("a text");
    let shown = talk(&home, &["resume"], &[]);
    assert!(shown.contains(text), "no `{text}` in {shown}");
}

#[test]
fn the_report_is_markdown_with_the_code_and_what_was_tried() {
    let home = home();
    talk(
        &home,
        &[],
        &["my lamp flickers, code 3, I changed the bulb"],
    );
    let report = report(&home);
    assert!(
        report.starts_with("# Problem report: The lamp blinks\n"),
        "{report}"
    );
    for part in [
        "- Error code: 3\n",
        "\n## What happened, in order\n",
        "my lamp flickers, code 3",
        "\n## What was tried\n\n- Change the bulb — ",
        "\n## What it may be\n",
    ] {
        assert!(report.contains(part), "no `{part}` in {report}");
    }
}

#[test]
fn a_solved_session_is_marked() {
    let home = home();
    let shown = talk(&home, &[], &["my lamp does not light", "it works now"]);
    assert!(shown.contains("The problem is gone"), "{shown}");
    let listed = lamp(&home).args(["sessions"]).went_well().stdout;
    assert!(listed.contains(" + "), "{listed}");
}

#[test]
fn nothing_said_leaves_no_session() {
    let home = home();
    talk(&home, &[], &["/help", "/quit"]);
    lamp(&home)
        .args(["sessions"])
        .stderr("no session yet\n")
        .exit(0);
    lamp(&home)
        .args(["sessions", "--lang", "ja"])
        .stderr("セッションはまだありません\n")
        .exit(0);
}

#[test]
fn a_crash_loses_nothing_that_was_answered() {
    let home = home();
    let mut host = Host::start(lamp(&home));
    host.send(&json!({"say": "my lamp does not light"}));
    host.send(&json!({"answer": {"others-work": "no"}}));
    host.crash();
    let shown = talk(&home, &["resume"], &["/facts"]);
    assert_eq!(
        facts(&shown),
        ["  1. Does another lamp work in that socket? — no (you answered)"]
    );
}

#[test]
fn a_torn_last_line_is_left_out() {
    let home = home();
    let before = talk(&home, &[], &[LINES[0], "no", "/facts"]);
    let path = journal(&home);
    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"{\"time\":\"2026-11-22T2").unwrap();
    let after = talk(&home, &["resume"], &["/facts", "yes"]);
    assert_eq!(facts(&after), facts(&before));
    let text = fs::read_to_string(&path).unwrap();
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("a whole record");
    }
}

#[test]
fn a_damaged_line_is_named() {
    let home = home();
    talk(&home, &[], &[LINES[0], "no"]);
    let path = journal(&home);
    let text = fs::read_to_string(&path).unwrap();
    let damaged: Vec<_> = text.lines().enumerate().collect();
    let damaged: Vec<_> = damaged
        .into_iter()
        .map(|(idx, line)| if idx == 1 { "hello" } else { line })
        .collect();
    fs::write(&path, damaged.join("\n") + "\n").unwrap();
    lamp(&home)
        .args(["resume"])
        .stderr_has("journal.jsonl:2: not a record")
        .exit(5);
    let id = path.parent().and_then(|folder| folder.file_name()).unwrap();
    lamp(&home)
        .args(["report".as_ref(), id])
        .stderr_has("journal.jsonl:2: not a record")
        .exit(5);
    lamp(&home)
        .args(["sessions"])
        .stderr_has("warning: ")
        .stderr_has("journal.jsonl:2: not a record")
        .exit(0);
}

#[test]
fn two_do_not_go_on_with_the_same_session() {
    let home = home();
    let mut host = Host::start(lamp(&home));
    host.send(&json!({"say": "my lamp does not light"}));
    lamp(&home)
        .args(["resume"])
        .stderr_has("is in use by another naosu\nhint: end the other one first, ")
        .exit(5);
    host.send(&json!({"answer": {"others-work": "no"}}));
    host.end();
    talk(&home, &["resume"], &[]);
}

#[test]
fn two_sessions_at_once_are_two() {
    let home = home();
    let mut hosts = [Host::start(lamp(&home)), Host::start(lamp(&home))];
    for host in &mut hosts {
        host.send(&json!({"say": "my lamp does not light"}));
    }
    for host in hosts {
        host.end();
    }
    let listed = lamp(&home).args(["sessions"]).went_well().stdout;
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn a_session_that_is_not_there_is_wrong_usage() {
    for command in ["resume", "report"] {
        Case::lamp()
            .args([command])
            .stderr_has("error: there is no session yet\n")
            .exit(2);
        for id in ["20200101-000000", "..", "../..", "x"] {
            Case::lamp()
                .args([command, id])
                .stderr_has(&format!("error: there is no session `{id}`\n"))
                .exit(2);
        }
    }
}

#[test]
fn what_was_typed_is_shown_on_one_harmless_line() {
    let home = home();
    let mut host = Host::start(lamp(&home));
    host.send(&json!({"say": "my lamp does not light\n\u{1b}]0;title\u{7}\u{1b}[2Jat all"}));
    host.end();
    let listed = lamp(&home).args(["sessions"]).went_well().stdout;
    assert_eq!(listed.lines().count(), 1, "{listed:?}");
    for text in [
        listed,
        report(&home),
        talk(&home, &["resume"], &["/facts", "/\u{1b}[2J"]),
    ] {
        let raw = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None, "{text:?}");
    }
}

#[test]
fn private_parts_of_a_pasted_page_are_shown_to_nobody_again() {
    let home = home();
    let page =
        "my lamp does not light, Ray ID: 8f2a1b3c4d5e6f70, from 203.0.113.7, me@mail.example";
    let shown = talk(&home, &[], &[page]);
    assert!(
        shown.contains("Ray ID, IP address and mail address kept private"),
        "{shown}"
    );
    let listed = lamp(&home).args(["sessions"]).went_well().stdout;
    let report = report(&home);
    let resumed = talk(&home, &["resume"], &["/facts"]);
    let ray = "- Ray ID (for support only): 8f2a1b3c4d5e6f70\n";
    let letter = "- Ray ID (at the bottom of the page): 8f2a1b3c4d5e6f70\n";
    assert!(report.contains(ray) && report.contains(letter), "{report}");
    assert!(report.contains(r"Ray ID: \<ray\>, from \<ip\>"), "{report}");
    let report = report.replace(ray, "").replace(letter, "");
    for text in [&shown, &listed, &report, &resumed] {
        for part in ["8f2a1b3c4d5e6f70", "203.0.113.7", "me@mail.example"] {
            assert!(!text.contains(part), "{part} in {text}");
        }
    }
    assert!(
        listed.contains("Ray ID: <ray>, from <ip>, <mail>"),
        "{listed}"
    );
    let kept = fs::read_to_string(journal(&home)).unwrap();
    assert!(
        kept.contains("203.0.113.7"),
        "the words stay on this machine"
    );
}

#[cfg(unix)]
mod in_a_terminal {
    use super::super::support::terminal::{PROMPT, Terminal};
    use super::{LINES, facts, home, lamp, talk};

    #[test]
    fn ctrl_c_keeps_the_session_and_ctrl_d_ends_it() {
        let home = home();
        Terminal::start(lamp(&home))
            .say(LINES[0])
            .expect("[1] yes  [2] no")
            .expect(PROMPT)
            .control('c')
            .expect("Nothing is lost.")
            .say("no")
            .expect("From here: ")
            .expect(PROMPT)
            .control('d')
            .expect("Goodbye.")
            .exit(0);
        let shown = talk(&home, &["resume"], &["/facts"]);
        let known = facts(&shown).join("\n");
        assert!(known.contains("— no (you answered)"), "{known}");
    }
}
