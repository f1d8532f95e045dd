//! Changes taken back from a journal in a scripted world.

use std::time::Duration;

use tempfile::TempDir;

use crate::act::sample::{ScriptedScreen, text};
use crate::act::*;
use crate::journal::{
    Consent, Ended, Hand, Heading, Journal, Part, Record, Reopened, Started, Undo, Undoing,
};
use crate::knowledge::FixId;
use crate::system::{Call, Ending, Platform, Scripted, ScriptedSystem, System};

const WELL: Option<Ending> = Some(Ending::Exited { code: 0 });
const BADLY: Ending = Ending::Exited { code: 3 };

/// A session that changed something, and the world it is taken back in.
struct Case {
    home: TempDir,
    system: ScriptedSystem,
    screen: ScriptedScreen,
    rights: Rights,
    granted: Granted,
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

fn run(line: &str) -> Undo {
    Undo::Run {
        argv: words(line),
        admin: false,
        timeout: Duration::from_secs(5),
    }
}

fn tell(en: &str) -> Undo {
    Undo::Tell {
        text: text(en),
        link: None,
    }
}

fn consent(trusted: bool) -> Record {
    Record::Consent(Consent {
        fix: FixId::parse("reset-lamp").unwrap(),
        knowledge: "hash".to_owned(),
        shown: "the plan".to_owned(),
        by: "y".to_owned(),
        title: text("Reset the lamp"),
        platform: Some(Platform::Linux),
        trusted,
    })
}

fn started(step: usize, undo: Vec<Undo>) -> Started {
    Started {
        fix: FixId::parse("reset-lamp").unwrap(),
        step,
        hand: Hand::Naosu,
        argv: words("lamp reset"),
        told: None,
        backup: None,
        undo,
        irreversible: None,
    }
}

fn ended(step: usize, part: Part, how: Option<Ending>) -> Record {
    Record::Ended(Ended {
        step,
        part,
        how,
        millis: 1,
        output: String::new(),
    })
}

/// Returns the records of a step that went well.
fn step(number: usize, undo: Vec<Undo>) -> Vec<Record> {
    vec![
        Record::Started(started(number, undo)),
        ended(number, Part::Run, WELL),
    ]
}

impl Case {
    fn new(records: Vec<Record>) -> Self {
        Self::trusting(true, records)
    }

    fn trusting(trusted: bool, records: Vec<Record>) -> Self {
        let case = Self {
            home: tempfile::tempdir().unwrap(),
            system: ScriptedSystem::default(),
            screen: ScriptedScreen::typing(&["y", "", "", "", ""]),
            rights: Rights {
                admin: Admin::Lacking,
                trusted: true,
                exec: true,
            },
            granted: Granted::default(),
        };
        let heading = Heading {
            program: "0".to_owned(),
            pack: "lamps".to_owned(),
            pack_version: "1".to_owned(),
            knowledge: "hash".to_owned(),
            platform: Platform::Linux,
            lang: None,
        };
        let now = case.system.now();
        let mut journal = Journal::create(case.home.path(), heading, now);
        for record in [vec![consent(trusted)], records].concat() {
            journal.append(now, &record).unwrap();
        }
        case
    }

    fn typing(mut self, typed: &[&'static str]) -> Self {
        self.screen = ScriptedScreen::typing(typed);
        self
    }

    /// Agrees beforehand; nobody is at the terminal.
    fn alone(mut self) -> Self {
        self.granted.yes = true;
        self.typing(&[])
    }

    fn reopened(&self) -> (Journal, UndoPlan) {
        let Reopened {
            journal,
            opened,
            changes,
            ..
        } = Journal::open(self.home.path(), None).unwrap();
        (journal, UndoPlan::new(opened.id, &changes, self.rights))
    }

    fn plan(&self) -> UndoPlan {
        self.reopened().1
    }

    fn go(&mut self) -> Result<TakenBack, ActError> {
        let (mut journal, plan) = self.reopened();
        let mut hands = UndoHands {
            system: &mut self.system,
            journal: &mut journal,
            screen: &mut self.screen,
            granted: self.granted,
        };
        take_back(plan, "the plan", &mut hands)
    }

    /// Takes everything back, and returns how many steps did not go well.
    fn n_failures(&mut self) -> usize {
        match self.go() {
            Ok(TakenBack::Tried { failures }) => failures.len(),
            other => panic!("got {other:?}"),
        }
    }

    fn ran(&self) -> Vec<String> {
        let calls = self.system.calls.iter();
        calls
            .map(|call| match call {
                Call::Run { argv, .. } => argv.join(" "),
                Call::Open(address) => format!("open {address}"),
            })
            .collect()
    }
}

fn two_steps() -> Vec<Record> {
    [
        step(1, vec![run("one a"), run("one b")]),
        step(2, vec![run("two a"), run("two b")]),
    ]
    .concat()
}

#[test]
fn the_last_step_is_taken_back_first_and_each_in_its_own_order() {
    let mut case = Case::new(two_steps());
    assert_eq!(case.n_failures(), 0);
    assert_eq!(case.ran(), ["two a", "two b", "one a", "one b"]);
    assert_eq!(case.plan().reversals, []);
    assert_eq!(case.n_failures(), 0);
    assert_eq!(case.ran().len(), 4);
}

#[test]
fn an_undo_that_fails_ends_that_of_its_own_step() {
    let mut case = Case::new(two_steps());
    case.system.results = [Scripted::Ends(Vec::new(), BADLY)].into();
    assert_eq!(case.n_failures(), 1);
    assert_eq!(case.ran(), ["two a", "one a", "one b"]);
    let left: Vec<_> = case.plan().steps().map(crate::act::sample::line).collect();
    assert_eq!(left, ["two a", "two b"]);

    let mut case = Case::new(two_steps());
    case.system.results = [Scripted::Missing].into();
    assert_eq!(case.n_failures(), 1);
}

#[test]
fn ctrl_c_ends_the_undo_and_it_can_be_gone_on_with() {
    let mut case = Case::new(two_steps());
    case.system.interrupted_after = Some(1);
    assert!(matches!(case.go(), Err(ActError::Interrupted { step: 2 })));
    case.system.interrupted_after = None;
    case.screen = ScriptedScreen::typing(&["y"]);
    assert_eq!(case.n_failures(), 0);
    assert_eq!(case.ran(), ["two a", "two b", "one a", "one b"]);
}

#[test]
fn an_undo_that_was_cut_off_is_marked() {
    let cut_off = Record::Undoing(Undoing {
        change: 2,
        undo: 1,
        argv: words("two a"),
    });
    let case = Case::new([two_steps(), vec![cut_off]].concat());
    let again = case.plan().reversals.into_iter();
    let again = again.flat_map(|reversal| reversal.moves.into_iter().map(|undo| undo.again));
    assert_eq!(again.collect::<Vec<_>>(), [true, false, false, false]);
}

#[test]
fn what_was_not_begun_is_not_taken_back() {
    let with_backup = || {
        Record::Started(Started {
            backup: Some(words("lamp save")),
            ..started(1, vec![run("one a")])
        })
    };
    let n_left = |records: Vec<Record>| Case::new(records).plan().steps().count();
    assert_eq!(n_left(vec![with_backup()]), 0);
    let failed = ended(1, Part::Backup, Some(BADLY));
    assert_eq!(n_left(vec![with_backup(), failed]), 0);
    let kept = ended(1, Part::Backup, WELL);
    assert_eq!(n_left(vec![with_backup(), kept.clone()]), 1);
    let missing = ended(1, Part::Run, None);
    assert_eq!(n_left(vec![with_backup(), kept, missing]), 0);
    let unknown = Record::Started(started(1, vec![run("one a")]));
    assert_eq!(n_left(vec![unknown.clone()]), 1);
    assert_eq!(n_left(vec![unknown, ended(1, Part::Run, Some(BADLY))]), 1);
}

#[test]
fn without_consent_nothing_is_taken_back() {
    for typed in [&["n"][..], &[""], &[]] {
        let mut case = Case::new(two_steps()).typing(typed);
        assert!(matches!(case.go(), Ok(TakenBack::Refused(_))));
        assert!(case.ran().is_empty());
    }
}

#[test]
fn a_line_to_type_is_left_to_the_person() {
    let admin = Undo::Run {
        argv: words("lamp load"),
        admin: true,
        timeout: Duration::from_secs(5),
    };
    let records = step(1, vec![admin]);
    let mut alone = Case::new([records.clone(), step(2, vec![run("two a")])].concat()).alone();
    let refused = alone.go();
    assert!(matches!(refused, Err(ActError::LeftToPerson { step: 2 })));
    assert!(alone.ran().is_empty());

    let mut attended = Case::new(records.clone());
    let plan = attended.plan();
    let mut steps = plan.steps();
    assert!(matches!(
        steps.next().map(|step| &step.what),
        Some(What::Type(_, ByHand::NotAdmin))
    ));
    assert_eq!(attended.n_failures(), 0);
    assert!(attended.ran().is_empty() && attended.plan().reversals.is_empty());

    let mut as_admin = Case::new(records);
    as_admin.rights.admin = Admin::Held;
    assert_eq!(as_admin.n_failures(), 0);
    assert_eq!(as_admin.ran(), ["lamp load"]);
}

#[test]
fn what_was_planned_without_trust_is_taken_back_without() {
    let settings = Undo::Open {
        address: "ms-settings:network".to_owned(),
    };
    let records = step(1, vec![run("one a"), settings]);
    let plan = Case::trusting(false, records).plan();
    let what: Vec<_> = plan.steps().map(|step| &step.what).collect();
    assert!(matches!(
        what.as_slice(),
        [What::Type(_, ByHand::Untrusted), What::Visit(_)]
    ));
}

#[test]
fn what_the_person_could_not_do_is_left() {
    let records = || step(1, vec![tell("turn it back"), run("one b")]);
    let mut case = Case::new(records()).typing(&["y", "n", ""]);
    assert_eq!(case.n_failures(), 1);
    assert!(case.ran().is_empty());
    assert_eq!(case.plan().steps().count(), 2);

    let mut told = Case::new(records()).alone();
    assert_eq!(told.n_failures(), 0);
    assert_eq!(told.ran(), ["one b"]);
    assert_eq!(told.plan().reversals, []);
}

#[test]
fn what_was_done_on_another_platform_is_not_taken_back_here() {
    let mut case = Case::new(two_steps());
    case.system.platform = Platform::Windows;
    assert!(matches!(case.go(), Err(ActError::OtherPlatform { .. })));
    assert!(case.ran().is_empty());
}
