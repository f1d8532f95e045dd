//! Steps that need the rights of an administrator.

use crate::act::{Elevation, What};

use super::*;

fn admin(line: &str) -> Step {
    Step {
        admin: true,
        ..run(line)
    }
}

impl Case {
    fn through(mut self, elevation: Elevation) -> Self {
        self.admin = Admin::Through(elevation);
        self
    }

    /// Returns what was run, whole.
    fn lines(&self) -> Vec<String> {
        let runs = self.system.calls.iter().map(|call| match call {
            Call::Run { argv, .. } => argv.join(" "),
            Call::Open(address) => format!("open {address}"),
        });
        runs.collect()
    }

    fn records(&self) -> Vec<String> {
        let text = self.journal_text();
        let name = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["record"].as_str().unwrap().to_owned()
        };
        text.lines().map(name).collect()
    }
}

#[test]
fn only_the_steps_that_need_it_are_elevated_and_the_password_comes_first() {
    let steps = vec![run("lamp one"), admin("lamp two"), admin("lamp three")];
    let mut case = Case::new(steps).through(Elevation::Sudo);
    assert!(case.go().is_ok());
    assert_eq!(
        case.lines(),
        [
            "sudo -n -v",
            "lamp one",
            "sudo -- lamp two",
            "sudo -- lamp three"
        ]
    );
    assert!(!case.screen.shown.contains(&"password?".to_owned()));
    assert!(
        case.journal_text()
            .contains(r#"["sudo","--","lamp","two"]"#)
    );
}

#[test]
fn a_password_is_asked_for_once_where_one_is_needed() {
    let steps = vec![run("lamp one"), admin("lamp two")];
    let mut case = Case::new(steps).through(Elevation::Sudo).ending(&[1]);
    assert!(case.go().is_ok());
    let lines = ["sudo -n -v", "sudo -v", "lamp one", "sudo -- lamp two"];
    assert_eq!(case.lines(), lines);
    assert_eq!(case.screen.shown[..3], ["consent?", "password?", "1/2"]);
}

#[test]
fn a_refused_password_is_an_outcome_and_nothing_runs() {
    let steps = || vec![run("lamp one"), admin("lamp two")];
    let mut case = Case::new(steps()).through(Elevation::Sudo).ending(&[1, 1]);
    let refused = Carried::Refused(Refusal::NotElevated);
    assert_eq!(case.go().unwrap(), refused);
    assert_eq!(case.lines(), ["sudo -n -v", "sudo -v"]);
    assert_eq!(case.records(), ["opened", "consent"]);

    let mut case = Case::new(steps()).through(Elevation::Sudo);
    let interrupted = Scripted::Ends(Vec::new(), Ending::Interrupted);
    case.system.results = [Scripted::Missing, interrupted].into();
    assert_eq!(case.go().unwrap(), refused);
}

#[test]
fn a_plan_that_needs_no_rights_asks_for_none() {
    let mut case = Case::new(vec![run("lamp one")]).through(Elevation::Sudo);
    assert!(case.go().is_ok());
    assert_eq!(case.lines(), ["lamp one"]);

    let mut case = Case::new(vec![admin("lamp one")]);
    case.admin = Admin::Held;
    assert!(case.go().is_ok());
    assert_eq!(case.lines(), ["lamp one"]);
}

#[test]
fn a_dialog_that_is_closed_is_an_outcome_and_its_step_was_not_begun() {
    for code in [126, 127] {
        let mut case = Case::new(vec![admin("lamp one")]);
        case = case.through(Elevation::Pkexec).ending(&[code]);
        assert_eq!(
            case.go().unwrap(),
            Carried::Refused(Refusal::NotElevated),
            "{code}"
        );
        assert_eq!(case.lines(), ["pkexec lamp one"]);
        let changes = case.journal().changes();
        assert!(changes.is_ok());
        assert!(case.journal_text().contains(r#""how":null"#));
    }
    // Any other end is the program's own.
    let mut case = Case::new(vec![admin("lamp one")]);
    case = case.through(Elevation::Pkexec).ending(&[1]);
    let failed = case.go();
    assert!(
        matches!(&failed, Err(ActError::Failed { program, .. }) if program == "lamp"),
        "{failed:?}"
    );
}

#[test]
fn a_dialog_that_is_closed_half_way_ends_the_fix_even_where_the_step_may_fail() {
    let may_fail = Step {
        may_fail: true,
        ..admin("lamp two")
    };
    let steps = vec![run("lamp one"), may_fail, run("lamp three")];
    let mut case = Case::new(steps)
        .through(Elevation::Pkexec)
        .ending(&[0, 126]);
    assert!(matches!(case.go(), Err(ActError::NotElevated { step: 2 })));
    assert_eq!(case.lines(), ["lamp one", "pkexec lamp two"]);
    assert_eq!(case.screen.shown.last().unwrap(), "take back lamp one");
}

#[test]
fn a_backup_runs_without_the_rights() {
    let step = Step {
        admin: true,
        ..run_with_backup()
    };
    let mut case = Case::new(vec![step]).through(Elevation::Sudo);
    assert!(case.go().is_ok());
    let lines = case.lines();
    assert!(lines[1].starts_with("lamp save "), "{lines:?}");
    assert_eq!(lines[2], "sudo -- lamp reset");
}

#[test]
fn what_is_left_to_the_person_is_not_elevated() {
    let mut case = Case::new(vec![admin("lamp one")]).typing(&["", "y"]);
    case = case.through(Elevation::Sudo);
    case.trusted = false;
    assert!(case.go().is_ok());
    assert!(case.lines().is_empty());
    let situation = Situation {
        platform: Platform::Linux,
        facts: &BTreeMap::new(),
        rights: Rights {
            admin: case.admin,
            trusted: false,
            exec: true,
        },
        backups: None,
    };
    let plan = plan(&pack(vec![]), &case.fix, &situation).unwrap();
    let What::Type(command, _) = &plan.steps[0].what else {
        panic!("{:?}", plan.steps[0].what);
    };
    assert_eq!(command.argv, ["lamp", "one"]);
}
