//! Steps that need the rights of an administrator, with programs that only write down that they were run.

use std::sync::Arc;

use tempfile::TempDir;

use super::support::fakes::Fakes;
use super::support::terminal::Terminal;
use super::support::{Case, home};

const PRESS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/press");
/// The programs of that pack's fix.
const TOOLS: [&str; 2] = ["naosu-opener", "naosu-oiler"];
/// Needs a password once, and takes it.
const SUDO: &str = r#"case "$1" in
-n) [ -e "$HOME/trusted" ] || exit 1 ;;
-v) : >"$HOME/trusted" ;;
--) shift; exec "$@" ;;
esac"#;
/// Says yes in its window.
const PKEXEC: &str = r#"exec "$@""#;
const OPENED: &str = "naosu-opener [cover]";
const OILED: &str = "naosu-oiler [two drops]";

/// A machine on which somebody without rights carries fixes out.
struct Machine {
    home: Arc<TempDir>,
    fakes: Fakes,
}

impl Machine {
    /// Returns one with these programs besides those of the pack.
    fn with(programs: &[(&str, &str)]) -> Self {
        let names = programs.iter().map(|(name, _)| *name);
        let names: Vec<_> = names.chain(TOOLS).collect();
        let fakes = programs.iter().fold(Fakes::new(&names), |fakes, program| {
            fakes.that(program.0, program.1)
        });
        Self {
            home: home(),
            fakes,
        }
    }

    fn case(&self) -> Case {
        let case = Case::at(&self.home).ordinary().env("NO_COLOR", "1");
        self.fakes.only_in(case)
    }

    /// Returns a run of the fix.
    fn fix(&self) -> Case {
        let pack = ["--no-builtin", "--knowledge", PRESS, "--trust-knowledge"];
        self.case().args(pack).args(["fix", "oil-press"])
    }

    /// Returns a run of the fix by a program, without a terminal, on a desktop.
    fn on_desktop(&self) -> Case {
        self.fix().args(["--yes"]).env("DISPLAY", ":0")
    }

    #[track_caller]
    fn ran(&self, expected: &[&str]) {
        assert_eq!(self.fakes.ran(), expected);
    }
}

#[test]
fn in_a_terminal_sudo_asks_once_and_before_the_first_step() {
    let machine = Machine::with(&[("sudo", SUDO)]);
    Terminal::start(machine.fix())
        .expect("sudo asks for your password once")
        .expect("sudo -- naosu-oiler 'two drops'")
        .expect("undo, as administrator: naosu-oiler --wipe")
        .expect("Do this? (yN) ")
        .send("y")
        .expect("sudo asks for your password now")
        .expect("step 1 of 2")
        .expect("step 2 of 2: sudo -- naosu-oiler 'two drops'")
        .expect("Is it working now?")
        .send("y")
        .exit(0);
    let sudo = "sudo [--] [naosu-oiler] [two drops]";
    machine.ran(&["sudo [-n] [-v]", "sudo [-v]", OPENED, sudo, OILED]);
    // Taken back the same way; the password is remembered.
    Terminal::start(machine.case().args(["undo"]))
        .expect("sudo -- naosu-oiler --wipe")
        .expect("Do this? (yN) ")
        .send("y")
        .expect("Everything that could be taken back was taken back.")
        .exit(0);
    assert_eq!(
        machine.fakes.ran()[5..],
        [
            "sudo [-n] [-v]",
            "sudo [--] [naosu-oiler] [--wipe]",
            "naosu-oiler [--wipe]",
            "naosu-opener [--close] [cover]"
        ]
    );
}

#[test]
fn a_wrong_password_is_an_outcome_and_nothing_runs() {
    for (lang, words) in [
        ("en", "the rights of an administrator were not given"),
        ("ja", "管理者の権限を得られなかった"),
    ] {
        let machine = Machine::with(&[("sudo", "exit 1")]);
        Terminal::start(machine.fix().args(["--yes", "--lang", lang]))
            .expect(words)
            .exit(4);
        machine.ran(&["sudo [-n] [-v]", "sudo [-v]"]);
    }
}

#[test]
fn without_a_terminal_a_window_of_the_desktop_asks() {
    let machine = Machine::with(&[("pkexec", PKEXEC), ("sudo", SUDO)]);
    let ran = machine.on_desktop().went_well();
    let plan = "a window asks for your password";
    assert!(ran.stdout.contains(plan), "{ran:?}");
    assert!(ran.stdout.contains("pkexec naosu-oiler 'two drops'"));
    machine.ran(&[OPENED, "pkexec [naosu-oiler] [two drops]", OILED]);
}

#[test]
fn a_window_that_is_closed_leaves_the_step_undone_and_names_the_undo() {
    let machine = Machine::with(&[("pkexec", "exit 126")]);
    let ran = machine.on_desktop().ran();
    assert_eq!(ran.code, Some(4), "{ran:?}");
    let why = "step 2: the rights of an administrator were not given";
    assert!(ran.stderr.contains(why), "{ran:?}");
    assert!(ran.stderr.contains("naosu undo"), "{ran:?}");
    machine.ran(&[OPENED, "pkexec [naosu-oiler] [two drops]"]);
    // The step was not begun, so only the first one is taken back, for which nobody is asked.
    machine.case().args(["undo", "--yes"]).went_well();
    assert_eq!(machine.fakes.ran()[2..], ["naosu-opener [--close] [cover]"]);
}

#[test]
fn without_any_way_to_the_rights_the_lines_are_to_be_typed() {
    let machine = Machine::with(&[("sudo", SUDO), ("pkexec", PKEXEC)]);
    // Nobody can type a password, and there is no desktop.
    let ran = machine.fix().args(["--yes"]).ran();
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.stdout.contains("type this yourself as administrator"));
    let line = "In a terminal opened as administrator, naosu does all of it: naosu fix oil-press";
    assert!(ran.stdout.contains(line), "{ran:?}");
    machine.fakes.none_ran();
}

#[test]
fn a_dry_run_asks_for_no_password() {
    let machine = Machine::with(&[("sudo", SUDO)]);
    Terminal::start(machine.fix().args(["--dry-run"]))
        .expect("sudo -- naosu-oiler 'two drops'")
        .exit(0);
    machine.fakes.none_ran();
}
