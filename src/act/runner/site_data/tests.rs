//! Browsers' stores cleared by a fix before a scripted person, and brought back from its journal.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::act::sample::{ScriptedScreen, fix, pack, step, tell, text};
use crate::act::show::plan_text;
use crate::act::site_data::{Home, look_for};
use crate::act::{
    ActError, Admin, Carried, Demand, Granted, Hands, Plan, Rights, Situation, TakenBack,
    UndoHands, UndoPlan, carry_out, plan, take_back,
};
use crate::journal::{Heading, Journal};
use crate::knowledge::{Action, BuiltIn, HostName, Lang, Step};
use crate::render::sample::paper;
use crate::session::Outcome;
use crate::system::{Platform, ScriptedSystem};

const PROFILE: &str = ".mozilla/firefox/a.default";
const RIGHTS: Rights = Rights {
    admin: Admin::Lacking,
    trusted: true,
    exec: true,
};

/// A person's home with one profile of one browser.
struct Desk {
    home: TempDir,
    screen: ScriptedScreen,
    system: ScriptedSystem,
    journal: Journal,
}

impl Desk {
    fn new(typed: &[&'static str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(PROFILE)).unwrap();
        let store = Connection::open(home.path().join(PROFILE).join("cookies.sqlite")).unwrap();
        store
            .execute_batch(
                "CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER, CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes));
                INSERT INTO moz_cookies (name, host) VALUES ('a', 'one.test'), ('b', '.one.test'), ('a', 'two.test'), ('a', 'three.test');",
            )
            .unwrap();
        let heading = Heading {
            program: "0.1.0".to_owned(),
            pack: "lamps".to_owned(),
            pack_version: "1".to_owned(),
            knowledge: "k".to_owned(),
            platform: Platform::Linux,
            lang: None,
        };
        let system = ScriptedSystem::default();
        Self {
            journal: Journal::create(&home.path().join("state"), heading, system.now),
            screen: ScriptedScreen::typing(typed),
            system,
            home,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(PROFILE).join(name)
    }

    fn plan(&mut self, rights: Rights) -> Plan {
        let steps = vec![clear(&["one.test", "two.test"]), tell("Look again.")];
        let fix = fix(steps);
        let backups = self.journal.backup_folder(&fix.id);
        let situation = Situation {
            platform: Platform::Linux,
            facts: &BTreeMap::new(),
            rights,
            backups: Some(&backups),
        };
        let pack = pack(vec![fix.clone()]);
        let mut plan = plan(&pack, &fix, &situation).unwrap();
        let own = self.home.path().as_os_str().to_owned();
        let variable = |name: &str| (name == "HOME").then(|| OsString::from(&own));
        look_for(
            &mut plan,
            &Home {
                variable: &variable,
            },
        );
        plan
    }

    fn run(&mut self) -> Result<Carried, ActError> {
        let plan = self.plan(RIGHTS);
        let mut hands = Hands {
            system: &mut self.system,
            journal: Some(&mut self.journal),
            screen: &mut self.screen,
            granted: Granted {
                yes: true,
                accept_loss: false,
            },
            knowledge: "k",
            verify: &mut || Ok(Some(Outcome::Fixed)),
        };
        carry_out(plan, "the plan", &mut hands).map_err(|stop| stop.error)
    }

    fn undo(&mut self) -> Result<TakenBack, ActError> {
        let changes = self.journal.changes().unwrap();
        let plan = UndoPlan::new(self.journal.id().clone(), &changes, RIGHTS);
        let mut hands = UndoHands {
            system: &mut self.system,
            journal: &mut self.journal,
            screen: &mut self.screen,
            granted: Granted {
                yes: true,
                accept_loss: false,
            },
        };
        take_back(plan, "the plan", &mut hands)
    }

    fn hosts(&self) -> Vec<String> {
        let store = Connection::open(self.path("cookies.sqlite")).unwrap();
        let mut query = store
            .prepare("SELECT host FROM moz_cookies ORDER BY host")
            .unwrap();
        let hosts = query.query_map([], |row| row.get(0)).unwrap();
        hosts.map(Result::unwrap).collect()
    }

    fn records(&self) -> Vec<String> {
        let text = self.journal.path().map(fs::read_to_string);
        let text = text.map(Result::unwrap).unwrap_or_default();
        let name = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["record"].as_str().unwrap().to_owned()
        };
        text.lines().map(name).collect()
    }
}

fn clear(sites: &[&str]) -> Step {
    step(Action::Do {
        built_in: BuiltIn::ClearSiteData {
            sites: sites
                .iter()
                .map(|site| HostName::parse(site).unwrap())
                .collect(),
        },
        by_hand: text("Clear them by hand."),
        link: None,
    })
}

const ALL: [&str; 4] = [".one.test", "one.test", "three.test", "two.test"];

#[test]
fn what_a_fix_has_cleared_is_brought_back_from_its_journal() {
    let mut desk = Desk::new(&[""]);
    assert!(matches!(desk.run(), Ok(Carried::Tried(Outcome::Fixed))));
    assert_eq!(desk.hosts(), ["three.test"]);
    assert_eq!(
        desk.screen.shown,
        ["1/2", "backup", "cleared Ok(3)", "2/2", "done?"]
    );
    assert_eq!(desk.records(), ["opened", "consent", "started", "ended"]);
    let taken = desk.undo();
    assert!(matches!(taken, Ok(TakenBack::Tried { failures }) if failures.is_empty()));
    assert_eq!(desk.hosts(), ALL);
    assert_eq!(desk.records()[4..], ["undo-consent", "undoing", "undone"]);
    assert_eq!(desk.screen.shown[5..], ["1/1", "restored Ok(3)"]);
}

#[cfg(unix)]
#[test]
fn a_browser_that_is_open_is_closed_or_nothing_is_done() {
    let open = |desk: &Desk| {
        let target = format!("127.0.0.1:{}", std::process::id());
        std::os::unix::fs::symlink(target, desk.path("lock")).unwrap();
    };
    let closing = |desk: &mut Desk| {
        let lock = desk.path("lock");
        desk.screen.on_close = Some(Box::new(move || drop(fs::remove_file(&lock))));
    };
    for typed in [&[""][..], &["n"], &[]] {
        let mut desk = Desk::new(typed);
        open(&desk);
        let refused = desk.run();
        assert!(
            matches!(&refused, Err(ActError::StillOpen { step: 1, browsers }) if browsers == &["Firefox"]),
            "{refused:?}"
        );
        assert_eq!(desk.hosts(), ALL);
        assert_eq!(desk.records(), ["opened", "consent"]);
        assert_eq!(desk.screen.shown, ["1/2", "closed?"]);
    }
    let mut desk = Desk::new(&["", "", ""]);
    open(&desk);
    closing(&mut desk);
    assert!(desk.run().is_ok());
    assert_eq!(desk.hosts(), ["three.test"]);
    open(&desk);
    desk.screen.on_close = None;
    let taken = desk.undo();
    assert!(
        matches!(&taken, Ok(TakenBack::Tried { failures }) if matches!(failures[..], [ActError::StillOpen { .. }])),
        "{taken:?}"
    );
    assert_eq!(desk.hosts(), ["three.test"]);
    closing(&mut desk);
    desk.screen.typed.push_back("");
    let taken = desk.undo();
    assert!(matches!(taken, Ok(TakenBack::Tried { failures }) if failures.is_empty()));
    assert_eq!(desk.hosts(), ALL);
}

#[test]
fn a_store_that_is_left_alone_is_left_to_the_person() {
    for (typed, is_done) in [(&["", ""][..], true), (&[], false)] {
        let mut desk = Desk::new(typed);
        let lock = Connection::open(desk.path("cookies.sqlite")).unwrap();
        lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let done = desk.run();
        drop(lock);
        if is_done {
            assert!(done.is_ok(), "{done:?}");
        } else {
            assert!(matches!(done, Err(ActError::LeftToPerson { step: 1 })));
        }
        assert_eq!(desk.hosts(), ALL);
        assert_eq!(
            desk.screen.shown[..4],
            ["1/2", "backup", "cleared Err(Locked)", "done?"]
        );
        // Nothing was changed, so nothing is there to take back.
        assert!(!desk.journal.changes().unwrap()[0].may_have_happened());
    }
}

#[test]
fn what_was_cut_off_is_brought_back() {
    let mut desk = Desk::new(&[""]);
    desk.run().unwrap();
    let journal = desk.journal.path().unwrap().to_owned();
    let text = fs::read_to_string(&journal).unwrap();
    let cut: Vec<_> = text
        .lines()
        .filter(|line| !line.contains("\"ended\""))
        .collect();
    fs::write(&journal, cut.join("\n") + "\n").unwrap();
    let changes = desk.journal.changes().unwrap();
    assert!(changes[0].may_have_happened());
    desk.undo().unwrap();
    assert_eq!(desk.hosts(), ALL);
}

#[test]
fn where_nothing_is_to_be_done_or_may_be_the_person_is_told() {
    for rights in [
        Rights {
            exec: false,
            ..RIGHTS
        },
        Rights {
            trusted: false,
            ..RIGHTS
        },
    ] {
        let plan = Desk::new(&[]).plan(rights);
        assert_eq!(plan.demand(), Demand::Nothing);
        assert_eq!(plan.backups, None);
    }
    let mut desk = Desk::new(&["", ""]);
    fs::remove_dir_all(desk.home.path().join(".mozilla")).unwrap();
    let plan = desk.plan(RIGHTS);
    assert_eq!((plan.demand(), plan.backups), (Demand::Nothing, None));
    assert!(desk.run().is_ok());
    assert_eq!(desk.records(), ["opened", "consent"]);
}

#[test]
fn a_plan_shows_what_would_go_in_both_languages() {
    let mut desk = Desk::new(&[]);
    let spoilt = desk.home.path().join(".mozilla/firefox/b.spoilt");
    fs::create_dir(&spoilt).unwrap();
    fs::write(spoilt.join("cookies.sqlite"), "no database").unwrap();
    let shown = |plan: &Plan, lang| {
        let pack = pack(Vec::new());
        plan_text(paper(&pack, 100), plan, lang)
    };
    let has = |text: &str, parts: &[&str]| {
        for part in parts {
            assert!(text.contains(part), "no {part:?} in:\n{text}");
        }
        assert!(!text.contains("three.test"), "{text}");
    };
    let plan = desk.plan(RIGHTS);
    let (en, ja) = (shown(&plan, Lang::En), shown(&plan, Lang::Ja));
    has(
        &en,
        &[
            "1. removes what one.test and two.test left in these browsers, and nothing else:",
            "Firefox, profile a.default: 2 cookies of one.test, 1 cookie of two.test",
            "Firefox, profile b.spoilt: left alone: its file is damaged",
            "By hand, in any other browser: Clear them by hand.",
            "put back from copies, which hold your sign-ins:",
        ],
    );
    has(
        &ja,
        &[
            "1. 次のブラウザに残っている one.test・two.test のデータだけを削除します:",
            "Firefox(プロファイル a.default): one.test のCookie 2件、two.test のCookie 1件",
            "Firefox(プロファイル b.spoilt): 変更しません: ファイルが壊れています",
        ],
    );
    let elsewhere = Plan {
        platform: Platform::Macos,
        ..desk.plan(RIGHTS)
    };
    let mut elsewhere = elsewhere;
    for step in &mut elsewhere.steps {
        if let crate::act::What::ClearSiteData(data) = &mut step.what {
            data.found = None;
        }
    }
    has(
        &shown(&elsewhere, Lang::En),
        &["looks in Chrome, Chromium, Edge"],
    );
    assert_eq!(elsewhere.demand(), Demand::Yes);
}
