mod elevating;
mod stopping;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use crate::act::sample::{ScriptedScreen, fix, pack, run, run_with_backup, step, tell, text};
use crate::act::{
    ActError, Admin, Carried, Demand, Granted, Hands, Refusal, Rights, Situation, carry_out, plan,
};
use crate::journal::{Heading, Journal};
use crate::knowledge::{Action, Fix, Step};
use crate::session::Outcome;
use crate::system::{Call, Ending, Platform, Scripted, ScriptedSystem, System};

/// A fix carried out before a scripted person in a scripted world.
struct Case {
    home: TempDir,
    fix: Fix,
    system: ScriptedSystem,
    screen: ScriptedScreen,
    granted: Granted,
    admin: Admin,
    trusted: bool,
    platform: Platform,
}

impl Case {
    fn new(steps: Vec<Step>) -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            fix: fix(steps),
            system: ScriptedSystem::default(),
            screen: ScriptedScreen::typing(&["y", "y"]),
            granted: Granted::default(),
            admin: Admin::Lacking,
            trusted: true,
            platform: Platform::Linux,
        }
    }

    fn typing(mut self, typed: &[&'static str]) -> Self {
        self.screen = ScriptedScreen::typing(typed);
        self
    }

    fn granting(mut self, yes: bool, accept_loss: bool) -> Self {
        self.granted = Granted { yes, accept_loss };
        self
    }

    fn ending(mut self, codes: &[i32]) -> Self {
        let ends = |code: &i32| Scripted::Ends(Vec::new(), Ending::Exited { code: *code });
        self.system.results = codes.iter().map(ends).collect();
        self
    }

    fn journal(&self) -> Journal {
        let heading = Heading {
            program: "0".to_owned(),
            pack: "lamps".to_owned(),
            pack_version: "1".to_owned(),
            knowledge: "hash".to_owned(),
            platform: self.platform,
            lang: None,
        };
        Journal::create(self.home.path(), heading, self.system.now())
    }

    fn go(&mut self) -> Result<Carried, ActError> {
        let mut journal = self.journal();
        let backups = journal.backup_folder(&self.fix.id);
        let situation = Situation {
            platform: self.platform,
            facts: &BTreeMap::new(),
            rights: Rights {
                admin: self.admin,
                trusted: self.trusted,
                exec: true,
            },
            backups: Some(&backups),
        };
        let plan = plan(&pack(vec![]), &self.fix, &situation).unwrap();
        let mut hands = Hands {
            system: &mut self.system,
            journal: Some(&mut journal),
            screen: &mut self.screen,
            granted: self.granted,
            knowledge: "hash",
            verify: &mut || Ok(None),
        };
        carry_out(plan, "the plan", &mut hands).map_err(|stop| stop.error)
    }

    /// Returns what was run, a line each.
    fn ran(&self) -> Vec<String> {
        let line = |call: &Call| match call {
            Call::Run { argv, .. } => argv[..2.min(argv.len())].join(" "),
            Call::Open(address) => format!("open {address}"),
        };
        self.system.calls.iter().map(line).collect()
    }

    fn journal_file(&self) -> PathBuf {
        let id = "19700101-000000";
        self.home
            .path()
            .join("sessions")
            .join(id)
            .join("journal.jsonl")
    }

    fn journal_text(&self) -> String {
        fs::read_to_string(self.journal_file()).unwrap_or_default()
    }
}

#[test]
fn steps_run_in_order_and_then_it_is_asked_whether_it_helped() {
    let mut case = Case::new(vec![run("lamp one"), run("lamp two")]);
    assert!(matches!(case.go(), Ok(Carried::Tried(Outcome::Fixed))));
    assert_eq!(case.ran(), ["lamp one", "lamp two"]);
    assert_eq!(
        case.screen.shown,
        ["consent?", "1/2", "well", "2/2", "well", "working?"]
    );
}

#[test]
fn a_declined_fix_runs_nothing_and_leaves_no_journal() {
    for typed in ["n", "", "いいえ", "maybe", "yesterday"] {
        let mut case = Case::new(vec![run("lamp one")]).typing(&[typed, "y"]);
        let carried = case.go();
        assert!(matches!(carried, Ok(Carried::Refused(Refusal::Declined))));
        assert!(case.ran().is_empty() && !case.journal_file().exists());
    }
}

#[test]
fn without_a_terminal_the_answer_is_no() {
    let mut case = Case::new(vec![run("lamp one")]).typing(&[]);
    let carried = case.go();
    assert!(matches!(
        carried,
        Ok(Carried::Refused(Refusal::NoTerminal(Demand::Yes)))
    ));
    assert!(case.ran().is_empty());
}

#[test]
fn a_loss_has_to_be_agreed_to_by_the_fixs_own_id() {
    let lossy = |typed: &[&'static str], yes, accept_loss| {
        let mut case = Case::new(vec![run("lamp one")])
            .typing(typed)
            .granting(yes, accept_loss);
        case.fix.loses = Some(text("the colours"));
        let carried = case.go().unwrap();
        (carried, case.ran().len())
    };
    let fixed = Carried::Tried(Outcome::Fixed);
    let unsure = Carried::Tried(Outcome::Unsure);
    let refused = Carried::Refused;
    assert_eq!(lossy(&["reset-lamp", "y"], false, false), (fixed, 1));
    assert_eq!(lossy(&["y"], false, false), (refused(Refusal::Declined), 0));
    assert_eq!(
        lossy(&[], false, false),
        (refused(Refusal::NoTerminal(Demand::Id)), 0)
    );
    assert_eq!(
        lossy(&["reset-lamp"], true, false),
        (refused(Refusal::LossNotAccepted), 0)
    );
    assert_eq!(lossy(&[], true, true), (unsure, 1));
}

#[test]
fn the_backup_comes_first_and_its_failure_stops_the_fix() {
    let mut case = Case::new(vec![run_with_backup(), run("lamp two")]);
    assert!(case.go().is_ok());
    assert_eq!(case.ran(), ["lamp save", "lamp reset", "lamp two"]);

    let mut case = Case::new(vec![run_with_backup(), run("lamp two")]).ending(&[1]);
    let error = case.go().unwrap_err();
    assert!(matches!(
        error,
        ActError::Failed {
            step: 1,
            backup: true,
            ..
        }
    ));
    assert_eq!(case.ran(), ["lamp save"]);
}

#[test]
fn a_failing_backup_stops_even_a_step_that_may_fail() {
    let may_fail = Step {
        may_fail: true,
        ..run_with_backup()
    };
    let mut case = Case::new(vec![may_fail, run("lamp two")]).ending(&[1]);
    assert!(case.go().is_err());
    assert_eq!(case.ran(), ["lamp save"]);
}

#[test]
fn a_failing_step_stops_the_fix_unless_it_may_fail() {
    let mut case = Case::new(vec![run("lamp one"), run("lamp two")]).ending(&[3]);
    let error = case.go().unwrap_err();
    assert!(matches!(
        error,
        ActError::Failed {
            step: 1,
            backup: false,
            ..
        }
    ));
    assert_eq!(case.ran(), ["lamp one"]);

    let may_fail = Step {
        may_fail: true,
        ..run("lamp one")
    };
    let mut case = Case::new(vec![may_fail, run("lamp two")]).ending(&[3]);
    assert!(case.go().is_ok());
    assert_eq!(case.ran(), ["lamp one", "lamp two"]);
    assert!(case.screen.shown.contains(&"forgiven".to_owned()));
}

#[test]
fn time_and_missing_programs_are_failures_of_the_step() {
    let mut case = Case::new(vec![run("lamp one"), run("lamp two")]);
    case.system.results = [Scripted::Ends(Vec::new(), Ending::TimedOut)].into();
    assert!(matches!(case.go(), Err(ActError::Failed { .. })));
    assert_eq!(case.ran().len(), 1);

    let mut case = Case::new(vec![run("lamp one"), run("lamp two")]);
    case.system.results = [Scripted::Missing].into();
    assert!(matches!(case.go(), Err(ActError::NotRun { step: 1, .. })));
    assert_eq!(case.ran().len(), 1);
}

#[test]
fn an_interrupt_ends_even_a_step_that_may_fail() {
    let may_fail = Step {
        may_fail: true,
        ..run("lamp one")
    };
    let mut case = Case::new(vec![may_fail, run("lamp two")]);
    case.system.results = [Scripted::Ends(Vec::new(), Ending::Interrupted)].into();
    assert!(matches!(case.go(), Err(ActError::Interrupted { step: 1 })));
    assert_eq!(case.ran(), ["lamp one"]);
}

#[test]
fn untrusted_knowledge_runs_nothing() {
    let mut case = Case::new(vec![run("lamp one")])
        .typing(&["", "n"])
        .granting(true, true);
    case.trusted = false;
    assert!(matches!(case.go(), Ok(Carried::Tried(Outcome::NotFixed))));
    assert!(case.ran().is_empty());
    assert_eq!(case.screen.shown, ["1/1", "done?", "working?"]);
}

#[test]
fn a_line_to_type_is_left_undone_where_nobody_is_there() {
    let admin = Step {
        admin: true,
        ..run("lamp one")
    };
    let steps = vec![admin, run("lamp two")];
    let mut case = Case::new(steps.clone()).typing(&[]).granting(true, false);
    assert!(matches!(case.go(), Err(ActError::LeftToPerson { step: 1 })));
    assert!(case.ran().is_empty());

    let mut case = Case::new(steps).typing(&["y", "", "y"]);
    assert!(case.go().is_ok());
    assert_eq!(case.ran(), ["lamp two"]);
}

#[test]
fn a_step_that_the_person_could_not_do_ends_the_fix() {
    let mut case = Case::new(vec![tell("look"), run("lamp two")]).typing(&["y", "n"]);
    assert!(matches!(case.go(), Err(ActError::NotDone { step: 1 })));
    assert!(case.ran().is_empty());
}

#[test]
fn an_address_that_cannot_be_opened_is_shown_instead() {
    let open = || step(Action::Open("https://example.org".to_owned()));
    let mut case = Case::new(vec![open()]).typing(&["y", "", "y"]);
    case.system.opens = false;
    assert!(case.go().is_ok());
    assert_eq!(case.ran(), ["open https://example.org"]);
    let shown = "not opened https://example.org".to_owned();
    assert!(case.screen.shown.contains(&shown));
}

#[test]
fn a_plan_for_another_platform_is_never_run() {
    let mut case = Case::new(vec![run("lamp one")]);
    case.platform = Platform::Windows;
    assert!(matches!(case.go(), Err(ActError::OtherPlatform { .. })));
    assert!(case.ran().is_empty());

    let mut case = Case::new(vec![run("lamp one")]);
    (case.platform, case.system.platform) = (Platform::Windows, Platform::Windows);
    assert!(case.go().is_ok());
    assert_eq!(case.ran(), ["lamp one"]);
}

#[test]
fn after_a_fix_that_restarts_nothing_is_asked() {
    let mut case = Case::new(vec![tell("restart")]).typing(&[""]);
    case.fix.reboot = true;
    assert!(matches!(case.go(), Ok(Carried::AfterRestart)));
    assert!(case.journal_file().exists());
}

#[test]
fn each_step_is_in_the_journal_before_it_runs() {
    let mut case = Case::new(vec![run_with_backup(), run("lamp two")]);
    let (file, seen) = (case.journal_file(), Arc::new(Mutex::new(Vec::new())));
    let log = Arc::clone(&seen);
    case.system.before_run = Box::new(move |argv| {
        let journal = fs::read_to_string(&file).unwrap();
        let last = journal.lines().last().unwrap().to_owned();
        log.lock().unwrap().push((argv[1].clone(), last));
        let folder = file.with_file_name("reset-lamp");
        assert!(folder.is_dir(), "the folder for backups is there");
    });
    assert!(case.go().is_ok());
    let seen = seen.lock().unwrap();
    let lasts = ["\"started\"", "\"part\":\"backup\"", "\"step\":2"];
    assert_eq!(seen.len(), lasts.len());
    for ((_, last), expected) in seen.iter().zip(lasts) {
        assert!(last.contains(expected), "{expected} in {last}");
    }
}

#[test]
fn the_journal_has_all_that_is_needed_to_take_it_back() {
    let mut case = Case::new(vec![run_with_backup()]);
    case.system.results = [Scripted::Ends(
        b"sav\x1b[1med\xff".to_vec(),
        Ending::Exited { code: 0 },
    )]
    .into();
    assert!(case.go().is_ok());
    let journal = case.journal_text();
    let folder = case.journal_file().with_file_name("reset-lamp");
    let file = serde_json::to_string(&folder.join("lamp.cfg")).unwrap();
    for expected in [
        r#""record":"consent","fix":"reset-lamp","knowledge":"hash","shown":"the plan","by":"y""#
            .to_owned(),
        r#""argv":["lamp","reset"]"#.to_owned(),
        format!(r#""backup":["lamp","save",{file}]"#),
        format!(r#""undo":"run","argv":["lamp","load",{file}]"#),
        r#""output":"saved�""#.to_owned(),
    ] {
        assert!(journal.contains(&expected), "{expected} in {journal}");
    }
}

#[test]
fn what_the_person_did_can_be_taken_back_too() {
    let told = || Step {
        undo: run_with_backup().undo,
        ..tell("turn it")
    };
    let mut case = Case::new(vec![told(), tell("look")]).typing(&["", "", "y"]);
    assert!(case.go().is_ok());
    let journal = case.journal_text();
    let begun = journal.matches("\"record\":\"started\"").count();
    assert_eq!(begun, 1, "{journal}");
    assert!(journal.contains(r#""hand":"person""#), "{journal}");
    assert!(journal.contains(r#""told":{"en":"turn it"}"#), "{journal}");

    // Nobody was there to do it.
    let mut alone = Case::new(vec![told()]).typing(&[]);
    assert!(alone.go().is_ok());
    assert!(!alone.journal_text().contains("started"));
}

#[test]
fn nothing_runs_where_the_journal_cannot_be_written() {
    let mut case = Case::new(vec![run("lamp one")]);
    fs::write(case.home.path().join("sessions"), "in the way").unwrap();
    assert!(matches!(case.go(), Err(ActError::Journal(_))));
    assert!(case.ran().is_empty());
}
