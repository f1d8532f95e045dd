//! A fix of three steps that write into a file, killed at moments drawn by chance.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::fakes::Fakes;
use super::{Case, Ran, home, start};

/// A pack whose fix writes three lines.
const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/ledger");
/// What stands in the file before.
const BEFORE: &str = "first\nsecond\n";
/// What each step writes.
const LINES: [&str; 3] = ["one", "two", "three"];
/// A program takes a while before it has written, and after.
const WRITER: &str = "i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done
printf 'begin %s\\n' \"$1\" >>\"$dir/course\"
printf '%s\\n' \"$1\" >>\"$HOME/ledger\"
while [ $i -lt 20000 ]; do i=$((i+1)); done
printf 'end %s\\n' \"$1\" >>\"$dir/course\"";
/// Takes a line out, in one step.
const ERASER: &str = "while IFS= read -r line; do
[ \"$line\" = \"$1\" ] || printf '%s\\n' \"$line\"
done <\"$HOME/ledger\" >\"$HOME/ledger.new\"
/bin/mv \"$HOME/ledger.new\" \"$HOME/ledger\"";
const COPIER: &str =
    "while IFS= read -r line; do printf '%s\\n' \"$line\"; done <\"$HOME/ledger\" >\"$1\"";
const RESTORER: &str =
    "while IFS= read -r line; do printf '%s\\n' \"$line\"; done <\"$1\" >\"$HOME/ledger.new\"
/bin/mv \"$HOME/ledger.new\" \"$HOME/ledger\"";
/// What a program that was left behind needs at most to come to its end.
const TO_END: Duration = Duration::from_secs(20);

/// A file that a fix writes into.
pub(crate) struct Ledger {
    home: Arc<TempDir>,
    fakes: Fakes,
}

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    /// naosu and the program that it runs, as by a power cut.
    Both,
    /// naosu alone: the program goes on to its end.
    Alone,
}

/// How many steps were found in each state.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) not_started: usize,
    pub(crate) ended: usize,
    pub(crate) unknown: usize,
}

impl Ledger {
    pub(crate) fn new() -> Self {
        let home = home();
        fs::write(home.path().join("ledger"), BEFORE).expect("a file");
        let programs = [
            ("naosu-writer", WRITER),
            ("naosu-eraser", ERASER),
            ("naosu-copier", COPIER),
            ("naosu-restorer", RESTORER),
        ];
        let fakes = Fakes::new(&programs.map(|(name, _)| name));
        let fakes = programs
            .into_iter()
            .fold(fakes, |fakes, (name, script)| fakes.that(name, script));
        Self { home, fakes }
    }

    /// Returns a run of the fix.
    pub(crate) fn fix(&self) -> Case {
        self.with_pack().args(["fix", "write-lines", "--yes"])
    }

    /// Returns a run that knows the pack.
    pub(crate) fn with_pack(&self) -> Case {
        self.case(&["--no-builtin", "--knowledge", PACK, "--trust-knowledge"])
    }

    /// Returns a run of the undo, which knows nothing of the pack.
    pub(crate) fn undo(&self, args: &[&str]) -> Case {
        self.case(&["undo"]).args(args.iter().copied())
    }

    /// Returns a run with the programs of the ledger alone.
    fn case(&self, args: &[&str]) -> Case {
        let case = Case::at(&self.home).args(args.iter().copied());
        self.fakes.only_in(case)
    }

    /// Returns what stands in the file.
    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.home.path().join("ledger")).expect("a file")
    }

    /// Returns what ran, a line each.
    pub(crate) fn ran(&self) -> Vec<String> {
        self.fakes.ran()
    }

    /// Returns the lines that were begun, or ended, to be written.
    fn in_course(&self, mark: &str) -> Vec<String> {
        let course = fs::read_to_string(self.fakes.path().join("course")).unwrap_or_default();
        let lines = course.lines().filter_map(|line| line.strip_prefix(mark));
        lines.map(|line| line.trim().to_owned()).collect()
    }

    /// Compares what the journal says of each step with what was done.
    fn classify(&self, tally: &mut Tally) {
        let listed = self.case(&["sessions"]).went_well();
        assert!(!listed.stderr.contains("warning"), "{listed:?}");
        let plan = self.undo(&["--dry-run", "--json"]).went_well().json();
        let changes = plan["changes"].as_array().expect("changes");
        let (begun, ended) = (self.in_course("begin"), self.in_course("end"));
        for line in LINES {
            let change = changes.iter().find(|change| change["argv"][1] == line);
            match change.map(|change| change["state"].as_str().expect("a state")) {
                None => {
                    tally.not_started += 1;
                    assert!(!begun.contains(&line.to_owned()), "{line}: {plan}");
                }
                Some("ended") => {
                    tally.ended += 1;
                    assert!(ended.contains(&line.to_owned()), "{line}: {plan}");
                }
                Some("unknown") => tally.unknown += 1,
                Some(state) => panic!("{state}: {plan}"),
            }
        }
    }

    /// Takes everything back. As long as a program runs that was left behind, that is refused.
    fn undone(&self) -> Ran {
        let started = Instant::now();
        loop {
            let ran = self.undo(&["--yes"]).ran();
            if ran.code == Some(0) {
                return ran;
            }
            let is_busy = ran.code == Some(5) && ran.stderr.contains("is in use");
            assert!(is_busy && started.elapsed() < TO_END, "{ran:?}");
        }
    }

    /// Takes everything back, and finds the file as it was; once more changes nothing.
    fn is_restored(&self) {
        let undone = self.undone();
        assert_eq!(self.text(), BEFORE, "{undone:?}");
        let n_ran = self.ran().len();
        let again = self.undo(&["--yes"]).went_well();
        assert_eq!(self.ran().len(), n_ran, "{again:?}");
    }
}

/// Kills runs of the fix, and of every third undo too, at moments drawn from a seed; each time the journal is read, each
/// step is classified, and the undo brings the file back.
pub(crate) fn kill_at_moments(n_moments: usize, seed: u64) -> Tally {
    let mut random = fastrand::Rng::with_seed(seed);
    let fix_time = time_of(&Ledger::new().fix());
    let undo_time = {
        let ledger = Ledger::new();
        ledger.fix().went_well();
        time_of(&ledger.undo(&["--yes"]))
    };
    let mut tally = Tally::default();
    for number in 0..n_moments {
        let ledger = Ledger::new();
        let victim = if number % 4 == 0 {
            Victim::Alone
        } else {
            Victim::Both
        };
        kill(&ledger.fix(), fix_time.mul_f64(random.f64()), victim);
        ledger.classify(&mut tally);
        if number % 3 == 0 {
            let after = undo_time.mul_f64(random.f64());
            kill(&ledger.undo(&["--yes"]), after, victim);
        }
        ledger.is_restored();
    }
    tally
}

/// Has a run killed after a while.
fn kill(case: &Case, after: Duration, victim: Victim) {
    let mut child = case.spawn_in_group();
    drop(child.stdin.take());
    thread::sleep(after);
    match victim {
        Victim::Both => kill_group(&child),
        // It may have ended by itself.
        Victim::Alone => drop(child.kill()),
    }
    child.wait().expect("it has ended");
}

fn time_of(case: &Case) -> Duration {
    let started = Instant::now();
    let Ran { .. } = case.went_well();
    started.elapsed()
}

fn kill_group(child: &Child) {
    let line = format!("kill -s KILL -- -{}", child.id());
    let mut kill = start(Path::new("/bin/sh"));
    // A group that has ended by itself cannot be killed any more.
    drop(kill.args(["-c", &line]).output());
}

impl Case {
    /// Starts the binary in a process group of its own.
    fn spawn_in_group(&self) -> Child {
        let mut command = self.command();
        command.process_group(0).spawn().expect("the binary starts")
    }
}
