//! What a session changed, taken back from its journal, also after a crash at any moment.

use std::fs;
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use super::support::fakes::Fakes;
use super::support::ledger::{Ledger, kill_at_moments};
use super::support::terminal::Terminal;
use super::support::{Case, home};

/// A pack whose programs exist nowhere else.
const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/bench");
/// The programs of that pack.
const TOOLS: [&str; 5] = [
    "naosu-shaker",
    "naosu-counter",
    "naosu-keeper",
    "naosu-replacer",
    "naosu-brusher",
];
const BACK: &str = "naosu-shaker [--back]";

/// A home in which fixes of the bench are carried out, and its programs.
struct Bench {
    home: Arc<TempDir>,
    fakes: Fakes,
}

impl Bench {
    fn new() -> Self {
        Self {
            home: home(),
            fakes: Fakes::new(&TOOLS),
        }
    }

    fn that(mut self, name: &str, script: &str) -> Self {
        self.fakes = self.fakes.that(name, script);
        self
    }

    fn case(&self) -> Case {
        let case = Case::at(&self.home).env("NO_COLOR", "1");
        self.fakes.only_in(case)
    }

    fn trusted(&self) -> Case {
        let args = ["--no-builtin", "--knowledge", BENCH, "--trust-knowledge"];
        self.case().args(args)
    }

    /// Carries a fix out.
    fn fixed(self, fix: &str) -> Self {
        let args = ["fix", fix, "--yes", "--accept-loss"];
        self.trusted().args(args).ran();
        self
    }

    /// Returns an undo, which knows nothing of the pack.
    fn undo(&self, args: &[&str]) -> Case {
        self.case().args(["undo"]).args(args.iter().copied())
    }

    /// Returns what ran after the fix, whose commands are left out.
    fn undone(&self, n_before: usize) -> Vec<String> {
        self.fakes.ran().split_off(n_before)
    }

    /// Returns the records of the only session.
    fn journal(&self) -> Vec<Value> {
        let sessions = fs::read_dir(self.home.path().join("sessions")).expect("sessions");
        let session = sessions.flatten().next().expect("a session");
        let text = fs::read_to_string(session.path().join("journal.jsonl")).expect("a journal");
        let lines = text.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().expect("records")
    }
}

#[test]
fn the_newest_change_is_taken_back_first_and_nothing_twice() {
    let bench = Bench::new().fixed("replace-gear").fixed("shake-gear");
    let ran = bench.undo(&["--yes"]).went_well();
    assert_eq!(bench.undone(6), [BACK], "{ran:?}");
    assert!(ran.stdout.contains("No undo: It only counts."), "{ran:?}");
    assert!(ran.stdout.ends_with("was taken back.\n"), "{ran:?}");
    bench.undo(&["--yes"]).went_well();
    let ran = bench.undone(7);
    assert!(
        matches!(ran.as_slice(), [line] if line.starts_with("naosu-replacer [--restore] [")),
        "{ran:?}"
    );
    let ran = bench.undo(&["--yes"]).went_well();
    assert!(ran.stdout.contains("is left to undo"), "{ran:?}");
    assert_eq!(bench.fakes.ran().len(), 8);
}

#[test]
fn a_report_says_what_was_done_and_taken_back_but_not_in_which_home() {
    let bench = Bench::new().fixed("replace-gear");
    let report = || bench.trusted().args(["report"]).went_well().stdout;
    let done = report();
    let step = |text: &str| {
        let mut lines = text.lines();
        let line = lines.find(|line| line.contains("naosu-replacer"));
        line.unwrap_or_else(|| panic!("no step in {text}"))
            .to_owned()
    };
    assert!(step(&done).contains(" UTC — "), "{done}");
    assert!(step(&done).contains(" — done after 0."), "{done}");
    let home = bench.home.path().display().to_string();
    assert!(!done.replace('\\', "").contains(&home), "{done}");
    bench.undo(&["--yes"]).went_well();
    assert!(step(&report()).ends_with("; taken back since"));
}

#[test]
fn a_yes_in_a_terminal_takes_back_what_was_shown() {
    let bench = Bench::new().fixed("shake-gear");
    Terminal::start(bench.undo(&[]))
        .expect("naosu-shaker --back")
        .expect("Do this? (yN) ")
        .send("n")
        .expect("nothing was changed")
        .exit(4);
    assert!(bench.undone(2).is_empty());
    Terminal::start(bench.undo(&["--lang", "ja"]))
        .expect("実行しますか? (yN) ")
        .send("はい")
        .expect("元に戻しました")
        .exit(0);
    assert_eq!(bench.undone(2), [BACK]);
}

#[test]
fn without_consent_nothing_is_taken_back() {
    let bench = Bench::new().fixed("shake-gear");
    bench
        .undo(&[])
        .stdin("y\n")
        .stdout_has("naosu-shaker --back")
        .stderr_has("there is no terminal to agree at")
        .exit(4);
    for format in [&[][..], &["--json"]] {
        let shown = bench.undo(&["--dry-run", "--yes"]).args(format.to_vec());
        shown.went_well();
    }
    assert!(bench.undone(2).is_empty());
    let n_records = bench.journal().len();
    bench.undo(&["--yes"]).went_well();
    let journal = bench.journal();
    let kinds: Vec<_> = journal[n_records..]
        .iter()
        .map(|record| record["record"].as_str().expect("a kind"))
        .collect();
    assert_eq!(kinds, ["undo-consent", "undoing", "undone"]);
    assert_eq!(journal[n_records]["by"], "--yes");
}

#[test]
fn each_undo_is_in_the_journal_before_it_is_done() {
    let bench = Bench::new();
    let copy = format!(
        "for journal in {}/sessions/*/journal.jsonl; do :; done
        while IFS= read -r line; do printf '%s\\n' \"$line\"; done <\"$journal\" >\"$dir/seen\"",
        bench.home.path().display()
    );
    let bench = bench.that("naosu-shaker", &copy).fixed("shake-gear");
    bench.undo(&["--yes"]).went_well();
    let seen = fs::read_to_string(bench.fakes.path().join("seen")).expect("the journal was there");
    let last: Value = serde_json::from_str(seen.lines().last().expect("a line")).expect("JSON");
    assert_eq!(last["record"], "undoing");
    assert_eq!(last["argv"], serde_json::json!(["naosu-shaker", "--back"]));
}

#[test]
fn there_may_be_nothing_to_undo() {
    for (lang, text) in [
        ("en", "Nothing to undo.\n"),
        ("ja", "元に戻すものはありません。\n"),
    ] {
        let args = ["undo", "--yes", "--lang", lang];
        Case::new().args(args).stdout(text).exit(0);
    }
    let json = Case::new().args(["undo", "--json"]).went_well().json();
    assert_eq!(json["changes"], serde_json::json!([]));
    Case::new()
        .args(["undo", "20200101-000000"])
        .stderr_has("error: there is no session `20200101-000000`\n")
        .exit(2);
    let none = Bench::new().that("naosu-shaker", "").fixed("no-such-fix");
    none.undo(&[]).stdout("Nothing to undo.\n").exit(0);
}

#[test]
fn a_broken_pack_is_no_hindrance() {
    let bench = Bench::new().fixed("shake-gear");
    let gone = bench.home.path().join("no-such-pack");
    let case = bench.undo(&["--yes", "--no-builtin", "--knowledge"]);
    case.args([gone]).went_well();
    assert_eq!(bench.undone(2), [BACK]);
}

#[test]
fn an_undo_that_fails_is_named_and_can_be_tried_again() {
    let broken = "[ \"$1\" != --back ] || [ -e \"$dir/mended\" ] || exit 3";
    let bench = Bench::new()
        .that("naosu-shaker", broken)
        .fixed("shake-gear");
    bench
        .undo(&["--yes"])
        .stdout_has("naosu-shaker --back")
        .stderr_has("step 1: `naosu-shaker` failed\nerror: not everything was taken back\n")
        .stderr_has("tries again what is left")
        .exit(4);
    fs::write(bench.fakes.path().join("mended"), "").unwrap();
    bench.undo(&["--yes"]).went_well();
    assert_eq!(bench.undone(2), [BACK, BACK]);
}

#[test]
fn switched_off_the_undo_is_a_line_to_type() {
    let bench = Bench::new().fixed("shake-gear");
    bench
        .undo(&["--yes", "--no-exec"])
        .stdout_has("running programs is switched off")
        .stderr_has("left to be done by hand")
        .exit(4);
    Terminal::start(bench.undo(&["--no-exec"]))
        .expect("naosu-shaker --back")
        .expect("Press Enter when it is done")
        .send("")
        .expect("was taken back")
        .exit(0);
    assert!(bench.undone(2).is_empty());
    let ran = bench.undo(&["--yes"]).went_well();
    assert!(ran.stdout.contains("is left to undo"), "{ran:?}");
}

#[test]
fn what_was_never_begun_is_not_taken_back() {
    let bench = Bench::new().that("naosu-keeper", "exit 1");
    let bench = bench.fixed("replace-gear");
    bench.undo(&["--yes"]).stdout("Nothing to undo.\n").exit(0);
    assert_eq!(bench.undone(1), [""; 0]);
}

#[test]
fn a_fix_that_stops_half_way_names_the_undo() {
    let bench = Bench::new().that("naosu-counter", "exit 3");
    let args = ["fix", "shake-gear", "--yes"];
    let ran = bench.trusted().args(args).ran();
    assert!(ran.stderr.contains("type: naosu undo\n"), "{ran:?}");
    let ran = bench.undo(&["--yes"]).went_well();
    assert!(ran.stdout.contains("This did not go well"), "{ran:?}");
    assert_eq!(bench.undone(2), [BACK]);
}

#[test]
fn a_conversation_takes_back_what_it_changed() {
    let bench = Bench::new();
    Terminal::start(bench.trusted())
        .say("/undo")
        .expect("to undo")
        .say("machine is stuck")
        .expect("[1] do it now")
        .say("1")
        .expect("Do this? (yN) ")
        .send("y")
        .expect("Is it working now?")
        .send("n")
        .say("/undo")
        .expect("naosu-shaker --back")
        .expect("Do this? (yN) ")
        .send("y")
        .expect("was taken back")
        .say("/quit")
        .exit(0);
    assert_eq!(bench.undone(2), [BACK]);
}

#[test]
fn whenever_a_fix_is_killed_it_can_be_taken_back() {
    let tally = kill_at_moments(20, 7);
    assert!(tally.unknown > 0 && tally.ended > 0, "{tally:?}");
}

#[test]
fn a_step_of_unknown_outcome_is_told_and_not_run_again() {
    let ledger = Ledger::new();
    ledger.fix().went_well();
    let sessions = fs::read_dir(ledger.fix().home().join("sessions")).expect("sessions");
    let path = sessions.flatten().next().expect("a session").path();
    let path = path.join("journal.jsonl");
    let text = fs::read_to_string(&path).expect("a journal");
    let cut = text.rfind("{\"time\"").expect("the event");
    let cut = text[..cut].rfind("{\"time\"").expect("the last end");
    fs::write(&path, &text[..cut]).expect("a journal");
    let n_ran = ledger.ran().len();
    for (lang, part) in [
        ("en", "Write the lines, step 3: it is not known"),
        ("ja", "行を書くの手順3は、行われたかどうか分かりません"),
    ] {
        let resumed = ledger.with_pack().args(["resume", "--lang", lang]);
        let resumed = resumed.went_well().stdout.replace('\n', " ");
        assert!(resumed.contains(part), "{resumed}");
        assert!(resumed.contains("naosu undo"), "{resumed}");
    }
    let shown = ledger.undo(&["--dry-run"]).went_well().stdout;
    assert!(
        shown.contains("It is not known whether this was done"),
        "{shown}"
    );
    assert_eq!(ledger.ran().len(), n_ran);
    ledger.undo(&["--yes"]).went_well();
    assert_eq!(ledger.text(), "first\nsecond\n");
}
