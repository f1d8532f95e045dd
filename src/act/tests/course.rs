//! Whole fixes from their YAML to their journal on disk, in a scripted world.

mod case;
mod values;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use serde_json::Value;

use crate::act::show::plan_text;
use crate::act::*;
use crate::base::Base;
use crate::knowledge::{FactId, Lang};
use crate::session::{Event, Outcome, Session, Setting};
use crate::system::{Call, Ending, Finish, Platform, RunError, Scripted};

use case::{Case, pack, records};

const FAILS: Ending = Ending::Exited { code: 3 };
const WORKS: Ending = Ending::Exited { code: 0 };
const OK: &str = "Exited { code: 0 }";

const TWO_STEPS: &str = r#"
irreversible: {en: "Water is spilt."}
steps:
  linux:
    - {run: [close, valve], timeout: 7s}
    - {tell: {en: "Change the washer."}}
    - {run: [open-up, valve]}
"#;

const WITH_BACKUP: &str = r"
steps:
  linux:
    - run: [change, /etc/tap]
      backup: [copy, /etc/tap, <backup>/tap]
      undo: [{run: [copy, <backup>/tap, /etc/tap]}]
    - {run: [close], irreversible: {en: no}}
";

const LOSES: &str = r#"
loses: {en: "The old washer."}
irreversible: {en: "It is worn."}
steps: {linux: [{run: [throw-away, washer]}]}
"#;

#[test]
fn whether_it_helped_is_not_asked_where_a_check_has_seen_it() {
    let mut case = Case::new(TWO_STEPS).typed(&["y", ""]);
    case.verified = Some(Outcome::NotFixed);
    let course = case.run();
    assert!(matches!(
        course.result,
        Ok(Carried::Tried(Outcome::NotFixed))
    ));
    assert!(!course.screen.iter().any(|line| line == "working?"));
}

#[test]
fn steps_are_taken_in_order_and_the_outcome_is_asked_last() {
    let course = Case::new(TWO_STEPS).typed(&["y", "", "yes"]).run();
    assert!(matches!(course.result, Ok(Carried::Tried(Outcome::Fixed))));
    assert_eq!(course.ran(), ["close valve", "open-up valve"]);
    assert_eq!(
        course.screen,
        [
            "consent?",
            "step 1 of 3",
            OK,
            "step 2 of 3",
            "done?",
            "step 3 of 3",
            OK,
            "working?"
        ]
    );
    assert_eq!(
        course.recorded(),
        ["opened", "consent", "started", "ended", "started", "ended"]
    );
    assert_eq!(course.records[1]["shown"], "the plan");
    assert_eq!(course.records[1]["by"], "y");
}

#[test]
fn each_program_has_its_own_time() {
    let course = Case::new(TWO_STEPS).yes().run();
    let times: Vec<_> = course
        .calls
        .iter()
        .filter_map(|call| match call {
            Call::Run { timeout, .. } => Some(timeout.as_secs()),
            Call::Open(_) => None,
        })
        .collect();
    assert_eq!(times, [7, 60]);
}

#[test]
fn a_backup_runs_first() {
    let course = Case::new(WITH_BACKUP).yes().run();
    let ran = course.ran();
    assert!(ran[0].starts_with("copy /etc/tap ") && ran[0].ends_with("tap"));
    assert_eq!(ran[1..], ["change /etc/tap", "close"]);
    assert_eq!(course.screen[..4], ["step 1 of 2", "backup", OK, OK]);
    assert_eq!(course.records[3]["part"], "backup");
    assert_eq!(course.records[4]["part"], "run");
    let undo = &course.records[2]["undo"][0];
    assert_eq!(undo["undo"], "run");
    assert_eq!(undo["argv"][2], "/etc/tap");
}

#[test]
fn the_folder_for_backups_is_there_when_the_backup_runs() {
    let mut case = Case::new(WITH_BACKUP).yes();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let noted = Rc::clone(&seen);
    case.system.before_run = Box::new(move |argv| {
        let folder = argv.get(2).and_then(|path| Path::new(path).parent());
        noted.borrow_mut().push(folder.is_some_and(Path::is_dir));
    });
    case.run();
    assert_eq!(*seen.borrow(), [true, false, false]);
}

#[test]
fn a_backup_that_is_no_program_stops_the_fix() {
    let mut case = Case::new(WITH_BACKUP).yes();
    case.system.results.push_back(Scripted::Missing);
    let course = case.run();
    assert_eq!(course.ran().len(), 1);
    assert!(matches!(
        course.result,
        Err(ActError::NotRun {
            step: 1,
            source: RunError::Missing { .. }
        })
    ));
    assert_eq!(course.records[3]["how"], Value::Null);
}

#[test]
fn a_step_that_may_fail_does_not_stop_the_fix() {
    let fix = TWO_STEPS.replace("timeout: 7s", "may-fail: true");
    let course = Case::new(&fix).yes().result("", FAILS).run();
    assert_eq!(course.ran(), ["close valve", "open-up valve"]);
    assert!(course.screen.contains(&"forgiven 1".to_owned()));

    let mut missing = Case::new(&fix).yes();
    missing.system.results.push_back(Scripted::Missing);
    assert_eq!(missing.run().ran().len(), 2);
}

#[test]
fn the_end_of_the_time_is_told_and_written_down() {
    let course = Case::new(TWO_STEPS)
        .yes()
        .result("so f", Ending::TimedOut)
        .run();
    assert!(course.screen.contains(&"TimedOut".to_owned()));
    assert!(matches!(
        course.result,
        Err(ActError::Failed {
            finish: Finish {
                ending: Ending::TimedOut,
                ..
            },
            ..
        })
    ));
    assert_eq!(course.records[3]["how"]["ending"], "timed-out");
}

#[test]
fn a_yes_beforehand_does_not_cover_a_loss() {
    let course = Case::new(LOSES).yes().run();
    assert!(matches!(
        course.result,
        Ok(Carried::Refused(Refusal::LossNotAccepted))
    ));
    assert!(course.screen.is_empty());
    course.did_nothing();

    let course = Case::new(LOSES).accept_loss().run();
    assert!(matches!(
        course.result,
        Ok(Carried::Refused(Refusal::NoTerminal(_)))
    ));

    let course = Case::new(LOSES).yes().accept_loss().run();
    assert_eq!(course.ran(), ["throw-away washer"]);
    assert_eq!(course.records[1]["by"], "--yes --accept-loss");
}

#[test]
fn untrusted_knowledge_gives_lines_to_type() {
    let case = Case::new(TWO_STEPS).untrusted().admin();
    for step in &case.plan(None).steps {
        assert!(matches!(
            step.what,
            What::Type(_, ByHand::Untrusted) | What::Tell { .. }
        ));
    }
    let course = case.typed(&["", "", "", "y"]).run();
    assert!(matches!(course.result, Ok(Carried::Tried(Outcome::Fixed))));
    course.left_it_to_the_person();
}

#[test]
fn untrusted_knowledge_opens_web_pages_alone() {
    let check = |address: &str, opens: bool| {
        let fix = format!("steps: {{linux: [{{open: \"{address}\"}}]}}");
        let course = Case::new(&fix).untrusted().typed(&["y", "", "y"]).run();
        assert_eq!(!course.calls.is_empty(), opens, "{address}");
        let trusted = Case::new(&fix).plan(None);
        assert!(matches!(trusted.steps[0].what, What::Open(_)), "{address}");
    };
    check("https://example.org/tap", true);
    check("ms-settings:network-vpn", false);
    check("x-apple.systempreferences:com.apple.Network", false);
}

#[test]
fn without_an_administrators_rights_there_are_lines_to_type() {
    let fix = TWO_STEPS.replace("timeout: 7s", "admin: true");
    let case = Case::new(&fix);
    assert!(matches!(
        case.plan(None).steps[0].what,
        What::Type(_, ByHand::NotAdmin)
    ));
    let course = case.typed(&["y", "", "", "y"]).run();
    assert_eq!(course.ran(), ["open-up valve"]);
    assert_eq!(course.screen[1..3], ["step 1 of 3", "done?"]);

    let course = Case::new(&fix).admin().yes().run();
    assert_eq!(course.ran(), ["close valve", "open-up valve"]);
}

#[test]
fn another_platforms_plan_is_refused_before_anything_is_asked() {
    let mut case = Case::new(TWO_STEPS).typed(&["y", "", "y"]);
    case.system.platform = Platform::Windows;
    let course = case.run();
    assert!(matches!(
        course.result,
        Err(ActError::OtherPlatform {
            wanted: Platform::Linux,
            here: Platform::Windows
        })
    ));
    assert!(course.screen.is_empty());
    course.did_nothing();
}

#[test]
fn without_a_journal_nothing_is_run() {
    let mut case = Case::new(TWO_STEPS).typed(&["y", "", "y"]);
    case.keeps_journal = false;
    let course = case.run();
    assert!(matches!(course.result, Err(ActError::NoJournal)));
    assert!(course.screen.is_empty());
    course.did_nothing();
}

#[test]
fn consent_and_start_are_on_disk_before_the_program_runs() {
    let mut case = Case::new(TWO_STEPS).yes();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let noted = Rc::clone(&seen);
    let home = case.home.path().to_owned();
    case.system.before_run = Box::new(move |argv| {
        let written = records(&home);
        let last = written.last().cloned().unwrap_or_default();
        assert_eq!(last["record"], "started");
        assert_eq!(last["argv"], serde_json::json!(argv));
        assert_eq!(written[1]["record"], "consent");
        noted.borrow_mut().push(written.len());
    });
    case.run();
    assert_eq!(*seen.borrow(), [3, 5]);
}

#[test]
fn an_address_is_on_disk_before_it_is_opened() {
    let fix = "steps: {linux: [{open: \"https://example.org/tap\"}]}";
    let course = Case::new(fix).typed(&["y", "", "y"]).run();
    assert_eq!(course.ran(), ["open https://example.org/tap"]);
    assert_eq!(course.recorded(), ["opened", "consent", "started", "ended"]);

    let mut case = Case::new(fix).typed(&["y", "", "y"]);
    case.system.opens = false;
    let course = case.run();
    assert!(matches!(course.result, Ok(Carried::Tried(Outcome::Fixed))));
    assert_eq!(course.screen[2], "not opened https://example.org/tap");
}

#[test]
fn output_is_made_harmless_on_the_screen_and_in_the_journal() {
    let said = "\u{1b}[2Jwet\u{1b}]0;title\u{7}\r\n\u{8}\u{0}dry\u{9b}31m\u{202e}";
    let course = Case::new(TWO_STEPS).yes().result(said, WORKS).run();
    assert_eq!(course.output, "wet\n��dry�");
    assert_eq!(course.records[3]["output"], "wet\n��dry�");
}

#[test]
fn the_plan_that_is_shown_names_every_program_that_runs() {
    let case = Case::new(WITH_BACKUP);
    let plan = case.plan(Some(Path::new("kept")));
    let paper = crate::render::sample::paper(&case.pack, 80);
    let text = plan_text(paper, &plan, Lang::En);
    for line in ["change /etc/tap", "copy /etc/tap", "close", "kept"] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
}
