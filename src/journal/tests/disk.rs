//! What is left of a journal when its file is cut, damaged, locked or out of reach.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::knowledge::{FactId, FixId, Lang, ProblemId, Text};
use crate::session::{Event, Outcome};
use crate::system::{Ending, Platform};

use crate::journal::file::journal_file;
use crate::journal::lines::read;
use crate::journal::*;

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn heading() -> Heading {
    Heading {
        program: "0.1.0".to_owned(),
        pack: "lamp".to_owned(),
        pack_version: "1".to_owned(),
        knowledge: "0123".to_owned(),
        platform: Platform::Macos,
        lang: Some(Lang::Ja),
    }
}

fn said(text: &str) -> Event {
    Event::Said {
        text: text.to_owned(),
    }
}

fn fix(id: &str) -> FixId {
    FixId::parse(id).unwrap()
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// Writes a session with these events, a second between them, and returns its file.
fn keep(state_dir: &Path, begins: i64, events: &[Event]) -> PathBuf {
    let mut journal = Journal::create(state_dir, heading(), at(begins));
    for (now, event) in (begins..).zip(events) {
        let record = Record::Event(event.clone());
        journal.append(at(now), &record).unwrap();
    }
    journal_file(state_dir, journal.id())
}

/// Returns one of each kind of record that a step leaves.
fn records_of_a_step() -> Vec<Record> {
    vec![
        Record::Consent(Consent {
            fix: fix("change-bulb"),
            knowledge: "0123".to_owned(),
            shown: "1. runs:\n   tool 'a b'\n".to_owned(),
            by: "はい".to_owned(),
            title: Text::default(),
            platform: Some(Platform::Linux),
            trusted: true,
        }),
        Record::Started(Started {
            fix: fix("change-bulb"),
            step: 1,
            hand: Hand::Naosu,
            argv: words("tool \"x\" \\ \u{1b}"),
            told: None,
            backup: Some(words("copy a b")),
            undo: vec![
                Undo::Run {
                    argv: words("copy b a"),
                    admin: true,
                    timeout: Duration::from_secs(7),
                },
                Undo::Type {
                    argv: words("tool <name>"),
                },
                Undo::Open {
                    address: "https://example.org".to_owned(),
                },
                Undo::Tell {
                    text: Text::new(BTreeMap::from([(Lang::En, "Turn it.".to_owned())])),
                    link: None,
                },
            ],
            irreversible: None,
        }),
        Record::Ended(Ended {
            step: 1,
            part: Part::Backup,
            how: Some(Ending::Exited { code: -1 }),
            millis: 12,
            output: "line\nline�".to_owned(),
        }),
        Record::Ended(Ended {
            step: 1,
            part: Part::Run,
            how: None,
            millis: 0,
            output: String::new(),
        }),
        Record::UndoConsent(UndoConsent {
            shown: "1. runs:\n   copy b a\n".to_owned(),
            by: "--yes".to_owned(),
        }),
        Record::Undoing(Undoing {
            change: 1,
            undo: 1,
            argv: words("copy b a"),
        }),
        Record::Undone(Undone {
            change: 1,
            undo: 1,
            done: true,
            how: Some(Ending::Exited { code: 0 }),
            millis: 3,
            output: String::new(),
        }),
    ]
}

#[test]
fn every_kind_of_record_is_read_back_as_it_was() {
    let home = home();
    let mut journal = Journal::create(home.path(), heading(), at(0));
    let records = records_of_a_step();
    for record in &records {
        journal.append(at(1), record).unwrap();
    }
    let path = journal_file(home.path(), journal.id());
    let lines = read(&path).unwrap().lines;
    let opened = Opened {
        v: 1,
        id: journal.id().clone(),
        heading: heading(),
    };
    assert_eq!(lines[0].record, Record::Opened(opened));
    assert_eq!(lines[0].time, at(0));
    let read: Vec<_> = lines[1..].iter().map(|line| line.record.clone()).collect();
    assert_eq!(read, records);
    assert!(lines[1..].iter().all(|line| line.time == at(1)));
}

#[test]
fn a_session_is_gone_on_with_where_it_ended() {
    let home = home();
    keep(home.path(), 0, &[said("dark")]);
    for number in 0..3 {
        let mut reopened = Journal::open(home.path(), None).unwrap();
        assert_eq!(reopened.events.len(), number + 1);
        let record = Record::Event(said("still dark"));
        reopened.journal.append(at(9), &record).unwrap();
    }
}

#[test]
fn a_torn_last_line_is_left_out_and_written_over() {
    let home = home();
    let path = keep(home.path(), 0, &[said("dark"), Event::Fixed]);
    let whole = fs::read(&path).unwrap();
    let last = whole.len() - 1;
    let begin = 1 + whole[..last]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap();
    for end in [begin, begin + 1, last - 3, last] {
        fs::write(&path, &whole[..end]).unwrap();
        assert_eq!(Journal::list(home.path()).unwrap().sessions[0].n_events, 1);
        let mut reopened = Journal::open(home.path(), None).unwrap();
        assert_eq!(reopened.events, [said("dark")]);
        let record = Record::Event(Event::Back);
        reopened.journal.append(at(9), &record).unwrap();
        drop(reopened);
        let reopened = Journal::open(home.path(), None).unwrap();
        assert_eq!(reopened.events, [said("dark"), Event::Back]);
    }
}

#[test]
fn a_session_whose_beginning_is_torn_is_none() {
    let home = home();
    let path = keep(home.path(), 0, &[said("dark")]);
    for text in ["", "{\"time\":\"2027"] {
        fs::write(&path, text).unwrap();
        let listing = Journal::list(home.path()).unwrap();
        assert!(listing.sessions.is_empty() && listing.damaged.is_empty());
        let error = Journal::open(home.path(), None).unwrap_err();
        assert!(matches!(error, JournalError::Empty), "{error}");
    }
}

#[test]
fn a_damaged_line_is_named_by_its_number() {
    let damages: [&[u8]; 5] = [
        b"",
        b"{}",
        b"garbage",
        b"\xff\xfe",
        b"{\"record\":\"event\"}",
    ];
    for damage in damages {
        let home = home();
        let path = keep(home.path(), 0, &[said("dark"), said("still"), Event::Fixed]);
        let whole = fs::read(&path).unwrap();
        let mut lines: Vec<&[u8]> = whole.split(|byte| *byte == b'\n').collect();
        lines[2] = damage;
        let spoilt = lines.join(&b'\n');
        fs::write(&path, &spoilt).unwrap();

        let id = SessionId::of(at(0), 1);
        let error = Journal::open(home.path(), Some(id.as_str())).unwrap_err();
        assert!(
            matches!(error, JournalError::Line { line: 3, .. }),
            "{error}"
        );
        let message = error.to_string();
        assert!(message.contains("journal.jsonl:3: not a record of a session"));
        assert!(error.hint().contains("remove that line"));
        // It is left as it was, for the person to mend.
        assert_eq!(fs::read(&path).unwrap(), spoilt);
        let listing = Journal::list(home.path()).unwrap();
        assert!(listing.sessions.is_empty());
        assert_eq!(listing.damaged.len(), 1);
    }
}

#[test]
fn a_file_that_begins_with_something_else_is_no_session() {
    let home = home();
    let path = keep(home.path(), 0, &[said("dark"), Event::Fixed]);
    let whole = fs::read_to_string(&path).unwrap();
    let (_, rest) = whole.split_once('\n').unwrap();
    fs::write(&path, rest).unwrap();
    let id = SessionId::of(at(0), 1);
    let error = Journal::open(home.path(), Some(id.as_str())).unwrap_err();
    assert!(
        matches!(error, JournalError::Line { line: 1, .. }),
        "{error}"
    );
}

#[test]
fn two_do_not_write_one_session() {
    let home = home();
    let mut first = Journal::create(home.path(), heading(), at(0));
    first.append(at(0), &Record::Event(said("dark"))).unwrap();
    let id = first.id().clone();
    let error = Journal::open(home.path(), Some(id.as_str())).unwrap_err();
    assert!(matches!(&error, JournalError::Busy { id: busy } if *busy == id));
    // It can be looked at all the same.
    assert_eq!(Journal::list(home.path()).unwrap().sessions.len(), 1);
    drop(first);
    let second = Journal::open(home.path(), Some(id.as_str())).unwrap();
    let error = Journal::open(home.path(), None).unwrap_err();
    assert!(matches!(error, JournalError::Busy { .. }));
    drop(second);
    assert!(Journal::open(home.path(), None).is_ok());
}

#[test]
fn sessions_of_one_second_get_numbers() {
    let home = home();
    let mut journals: Vec<_> = (0..3)
        .map(|_| Journal::create(home.path(), heading(), at(0)))
        .collect();
    for journal in &mut journals {
        journal.append(at(0), &Record::Event(said("dark"))).unwrap();
    }
    let ids: Vec<_> = journals.iter().map(Journal::id).cloned().collect();
    let expected = [1, 2, 3].map(|number| SessionId::of(at(0), number));
    assert_eq!(ids, expected);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_refuses_a_new_session_and_still_lists_the_old() {
    use std::os::unix::fs::PermissionsExt;

    let home = home();
    keep(home.path(), 0, &[said("dark")]);
    let sessions = home.path().join("sessions");
    let set = |mode| fs::set_permissions(&sessions, fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    let is_bound_by_it = fs::create_dir(sessions.join("probe")).is_err();
    let mut journal = Journal::create(home.path(), heading(), at(5));
    let result = journal.append(at(5), &Record::Event(said("dark")));
    let listing = Journal::list(home.path());
    set(0o700);
    assert!(!listing.unwrap().sessions.is_empty());
    // An administrator may write everywhere.
    if is_bound_by_it {
        assert!(matches!(result, Err(JournalError::Write { .. })));
    }
}

fn event() -> impl Strategy<Value = Event> {
    let id = "[a-z]{1,6}(-[a-z]{1,6})?";
    prop_oneof![
        any::<String>().prop_map(|text| Event::Said { text }),
        (id, any::<Option<String>>()).prop_map(|(fact, value)| Event::Answered {
            fact: FactId::parse(&fact).expect("an id"),
            value,
        }),
        proptest::option::of(id).prop_map(|problem| Event::Chose {
            problem: problem.and_then(|problem| ProblemId::parse(&problem)),
        }),
        (id, 0..Outcome::ALL.len(), any::<bool>()).prop_map(|(fix, outcome, helped)| {
            Event::Tried {
                fix: FixId::parse(&fix).expect("an id"),
                with: Vec::new(),
                outcome: Outcome::ALL[outcome].1,
                helped,
            }
        }),
        any::<String>().prop_map(|id| Event::Skipped { id }),
        Just(Event::Fixed),
        Just(Event::Back),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_events_survive_the_disk_and_any_cut(
        events in proptest::collection::vec(event(), 1..8),
        cut in 0.0..1.0f64,
    ) {
        let home = home();
        let path = keep(home.path(), 0, &events);
        prop_assert_eq!(&Journal::open(home.path(), None).unwrap().events, &events);

        let whole = fs::read(&path).unwrap();
        let opened = 1 + whole.iter().position(|byte| *byte == b'\n').unwrap();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a small file"
        )]
        let end = opened + ((whole.len() - opened) as f64 * cut) as usize;
        fs::write(&path, &whole[..end]).unwrap();
        let left = Journal::open(home.path(), None).unwrap().events;
        prop_assert!(events.starts_with(&left));
    }

    #[test]
    fn any_bytes_behind_a_session_are_read_or_refused(bytes: Vec<u8>) {
        let home = home();
        let path = keep(home.path(), 0, &[said("dark")]);
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(&bytes).unwrap();
        let listing = Journal::list(home.path()).unwrap();
        prop_assert_eq!(listing.sessions.len() + listing.damaged.len(), 1);
    }
}
