mod disk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::{Heading, Journal, JournalError, Record};
use crate::knowledge::{FactId, FixId, Lang};
use crate::session::{Event, Outcome};
use crate::system::Platform;

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Returns a time `seconds` after the first session of a test begins.
fn at(seconds: i64) -> Timestamp {
    "2026-11-22T23:59:50Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn create(home: &TempDir, now: Timestamp) -> Journal {
    create_in(home.path(), now)
}

fn create_in(state_dir: &Path, now: Timestamp) -> Journal {
    let heading = Heading {
        program: "0.1.0".to_owned(),
        pack: "lamps".to_owned(),
        pack_version: "3".to_owned(),
        knowledge: "hash".to_owned(),
        platform: Platform::Macos,
        lang: Some(Lang::Ja),
    };
    Journal::create(state_dir, heading, now)
}

fn said(text: &str) -> Event {
    Event::Said {
        text: text.to_owned(),
    }
}

fn tried(outcome: Outcome) -> Event {
    Event::Tried {
        fix: FixId::parse("reset-lamp").unwrap(),
        with: Vec::new(),
        outcome,
        helped: true,
    }
}

fn add(journal: &mut Journal, now: Timestamp, event: Event) {
    journal.append(now, &Record::Event(event)).unwrap();
}

/// Writes a session that says `words` and returns its id.
fn session(home: &TempDir, now: Timestamp, words: &str) -> String {
    let mut journal = create(home, now);
    add(&mut journal, now, said(words));
    journal.id().to_string()
}

fn file(home: &Path, id: &str) -> PathBuf {
    home.join("sessions").join(id).join("journal.jsonl")
}

#[test]
fn every_event_comes_back_as_it_was() {
    let home = home();
    let fact = |id| FactId::parse(id).unwrap();
    let events = vec![
        said("暗い \"room\"\n2nd line"),
        Event::Answered {
            fact: fact("lamp-kind"),
            value: None,
        },
        Event::Chose { problem: None },
        Event::Observed {
            facts: BTreeMap::from([(fact("lamp-kind"), "desk".to_owned())]),
            checks: Vec::new(),
            at: None,
        },
        tried(Outcome::NotFixed),
        Event::Skipped {
            id: "lamp-kind".to_owned(),
        },
        Event::Back,
        Event::Speak { lang: Lang::Ja },
        Event::Reset,
        Event::Fixed,
    ];
    let mut journal = create(&home, at(0));
    for event in &events {
        add(&mut journal, at(1), event.clone());
    }
    drop(journal);
    let reopened = Journal::open(home.path(), None).unwrap();
    assert_eq!(reopened.events, events);
    assert_eq!(reopened.opened.id.as_str(), "20261122-235950");
    assert_eq!(reopened.opened.heading.platform, Platform::Macos);
}

#[test]
fn the_folder_appears_with_the_first_record() {
    let home = home();
    let mut journal = create(&home, at(0));
    assert!(!home.path().join("sessions").exists());
    add(&mut journal, at(0), Event::Reset);
    let text = fs::read_to_string(file(home.path(), journal.id().as_str())).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with(r#"{"time":"2026-11-22T23:59:50Z","record":"opened","v":1,"#));
    assert!(lines[1].ends_with(r#""record":"event","event":"reset"}"#));
}

#[test]
fn two_sessions_of_one_second_have_two_ids() {
    let home = home();
    let (mut first, mut second) = (create(&home, at(0)), create(&home, at(0)));
    add(&mut first, at(0), said("one"));
    add(&mut second, at(0), said("two"));
    assert_eq!(first.id().as_str(), "20261122-235950");
    assert_eq!(second.id().as_str(), "20261122-235950-2");
}

#[test]
fn an_id_that_was_named_is_not_changed_any_more() {
    let home = home();
    let fix = FixId::parse("reset-lamp").unwrap();
    let (mut first, mut second) = (create(&home, at(0)), create(&home, at(0)));
    let folder = second.backup_folder(&fix);
    add(&mut first, at(0), said("one"));
    let result = second.append(at(0), &Record::Event(Event::Reset));
    assert!(matches!(result, Err(JournalError::Busy { .. })));
    assert!(!folder.exists());
}

#[test]
fn a_second_backup_does_not_overwrite_the_first() {
    let home = home();
    let fix = FixId::parse("reset-lamp").unwrap();
    let mut journal = create(&home, at(0));
    let first = journal.backup_folder(&fix);
    journal.create_backup_folder(&first).unwrap();
    let second = journal.backup_folder(&fix);
    assert!(first.is_dir() && second.ends_with("reset-lamp-2"));
}

#[test]
fn a_torn_last_line_is_left_out_and_cut_off() {
    let home = home();
    let id = session(&home, at(0), "one");
    let path = file(home.path(), &id);
    let whole = fs::read_to_string(&path).unwrap();
    for torn in [&b"{\"time\":\"2026"[..], b"\0\0\0", b"{}", b"\xe3"] {
        fs::write(&path, [whole.as_bytes(), torn].concat()).unwrap();
        let mut reopened = Journal::open(home.path(), Some(&id)).unwrap();
        assert_eq!(reopened.events, [said("one")]);
        add(&mut reopened.journal, at(2), Event::Fixed);
        drop(reopened);
        let events = Journal::open(home.path(), Some(&id)).unwrap().events;
        assert_eq!(events, [said("one"), Event::Fixed]);
    }
}

#[test]
fn another_unreadable_line_is_named() {
    let home = home();
    let id = session(&home, at(0), "one");
    let path = file(home.path(), &id);
    let whole = fs::read_to_string(&path).unwrap();
    for spoilt in ["not a record\n", "\n", "{\"record\":\"dance\"}\n"] {
        fs::write(&path, whole.clone() + spoilt + "{}\n").unwrap();
        let error = Journal::open(home.path(), Some(&id)).unwrap_err();
        assert!(
            matches!(error, JournalError::Line { line: 3, .. }),
            "{error}"
        );
    }
    fs::write(&path, whole.lines().nth(1).unwrap().to_owned() + "\n").unwrap();
    let error = Journal::open(home.path(), Some(&id)).unwrap_err();
    assert!(
        matches!(error, JournalError::Line { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn a_newer_format_is_not_guessed_at() {
    let home = home();
    let id = session(&home, at(0), "one");
    let path = file(home.path(), &id);
    let newer = fs::read_to_string(&path)
        .unwrap()
        .replace("\"v\":1", "\"v\":2");
    fs::write(&path, newer).unwrap();
    let error = Journal::open(home.path(), Some(&id)).unwrap_err();
    assert!(
        matches!(error, JournalError::Format { found: 2, .. }),
        "{error}"
    );
}

#[test]
fn a_session_is_written_by_one_at_a_time() {
    let home = home();
    let mut journal = create(&home, at(0));
    add(&mut journal, at(0), said("one"));
    let error = Journal::open(home.path(), None).unwrap_err();
    assert!(matches!(error, JournalError::Busy { .. }));
    assert_eq!(Journal::list(home.path()).unwrap().sessions.len(), 1);
    drop(journal);
    assert!(Journal::open(home.path(), None).is_ok());
}

#[test]
fn sessions_are_listed_newest_first_and_damaged_ones_apart() {
    let home = home();
    let old = session(&home, at(0), "old");
    let spoilt = session(&home, at(5), "spoilt");
    let mut journal = create(&home, at(9));
    for event in [said("new"), said("more"), tried(Outcome::Fixed)] {
        add(&mut journal, at(60), event);
    }
    fs::write(file(home.path(), &spoilt), "x\n").unwrap();
    fs::create_dir_all(home.path().join("sessions/20300101-000000")).unwrap();
    fs::create_dir_all(home.path().join("sessions/notes")).unwrap();
    let listing = Journal::list(home.path()).unwrap();
    let [new, last] = listing.sessions.as_slice() else {
        panic!("got {listing:?}");
    };
    assert_eq!((new.started, new.last, new.n_events), (at(9), at(60), 3));
    assert_eq!((new.words.as_deref(), new.fixed), (Some("new"), true));
    assert_eq!((last.id.as_str(), last.fixed), (&*old, false));
    assert_eq!(listing.damaged.len(), 1);
}

#[test]
fn the_latest_is_the_one_written_last() {
    let home = home();
    let old = session(&home, at(0), "old");
    session(&home, at(5), "new");
    let mut reopened = Journal::open(home.path(), Some(&old)).unwrap();
    add(&mut reopened.journal, at(90), Event::Fixed);
    drop(reopened);
    let latest = Journal::open(home.path(), None).unwrap();
    assert_eq!(latest.opened.id.as_str(), old);
}

#[test]
fn what_is_not_there_is_said_so() {
    let home = home();
    assert!(Journal::list(home.path()).unwrap().sessions.is_empty());
    let error = Journal::open(home.path(), None).unwrap_err();
    assert!(matches!(error, JournalError::Empty));
    for asked in ["20261122-235950", "../x", ""] {
        let error = Journal::open(home.path(), Some(asked)).unwrap_err();
        assert!(matches!(error, JournalError::Unknown { .. }), "{asked}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let home = home();
    fs::write(home.path().join("file"), "").unwrap();
    let state_dir = home.path().join("file/state");
    let mut journal = create_in(&state_dir, at(0));
    let error = journal
        .append(at(0), &Record::Event(Event::Reset))
        .unwrap_err();
    assert!(matches!(&error, JournalError::Write { path, .. } if path.starts_with(&state_dir)));
    assert!(error.hint().contains("NAOSU_STATE_DIR"));
}
