//! A fix in YAML, carried out in a scripted world, with all that was shown, run and written down.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::journal::{Heading, Journal};
use crate::knowledge::{FactId, Pack, PackFile, PackSource, load};
use crate::session::Outcome;
use crate::system::{Call, Ending, Finish, Platform, Scripted, ScriptedSystem};

use crate::act::sample::line;
use crate::act::site_data::{SiteData, Treated};
use crate::act::*;

const MANIFEST: &str = r#"
id: tap
version: "1.0.0"
title: {en: "A tap"}
languages: [en]
license: MIT
"#;

/// A pack whose one fix is not complete.
const PACK: &str = r#"
facts:
  side: {ask: {en: "Which side?"}, values: [left, right], baseline: {left: 0.5}}
  valve-name: {values: text, pattern: "[ -~\e\u202E]*"}
causes:
  worn-washer: {title: "A worn washer", expect: {side: {left: 0.9}}}
checks:
  valve:
    command: {linux: [uname, -s]}
    takes: 1s
    read: {name: {text: "name=(.*)"}}
    observe: {valve-name: {is: name}}
problems:
  wet-floor:
    title: "A wet floor"
    said: {en: ["wet floor"]}
    causes: {worn-washer: 1}
    refer: [change-washer]
fixes:
  change-washer:
    title: "Change the washer"
    cures: {worn-washer: usually}
    takes: 5m
    verify: ask
"#;

/// Returns the pack with the rest of its fix.
pub(super) fn pack(fix: &str) -> Pack {
    let indented = fix.trim().replace('\n', "\n    ");
    let source = PackSource {
        name: "tap".to_owned(),
        files: vec![
            PackFile {
                path: "tap/pack.yaml".to_owned(),
                text: MANIFEST.to_owned(),
            },
            PackFile {
                path: "tap/tap.yaml".to_owned(),
                text: format!("{PACK}    {indented}\n"),
            },
        ],
    };
    let (pack, defects) = load(&[source]);
    pack.unwrap_or_else(|| panic!("{defects:#?}"))
}

/// A fix to carry out, with everything that may decide its course.
pub(super) struct Case {
    pub(super) pack: Pack,
    pub(super) facts: BTreeMap<FactId, String>,
    pub(super) platform: Platform,
    pub(super) rights: Rights,
    pub(super) granted: Granted,
    pub(super) typed: Vec<Option<&'static str>>,
    pub(super) system: ScriptedSystem,
    pub(super) keeps_journal: bool,
    /// What a check sees afterwards.
    pub(super) verified: Option<Outcome>,
    pub(super) home: TempDir,
}

/// What came of a case.
pub(super) struct Course {
    pub(super) result: Result<Carried, ActError>,
    /// What the screen was told and asked, a line each.
    pub(super) screen: Vec<String>,
    /// What the programs printed, as it was shown.
    pub(super) output: String,
    pub(super) calls: Vec<Call>,
    pub(super) records: Vec<Value>,
    pub(super) plan: Plan,
}

impl Case {
    /// A trusted fix without an administrator's rights, on its own platform; nobody is at the terminal.
    pub(super) fn new(fix: &str) -> Self {
        Self {
            pack: pack(fix),
            facts: BTreeMap::new(),
            platform: Platform::Linux,
            rights: Rights {
                admin: Admin::Lacking,
                trusted: true,
                exec: true,
            },
            granted: Granted::default(),
            typed: Vec::new(),
            system: ScriptedSystem::default(),
            keeps_journal: true,
            verified: None,
            home: tempfile::tempdir().unwrap(),
        }
    }

    pub(super) fn fact(mut self, fact: &str, value: &str) -> Self {
        let fact = FactId::parse(fact).unwrap();
        self.facts.insert(fact, value.to_owned());
        self
    }

    /// Types this at the questions, in order.
    pub(super) fn typed(mut self, lines: &[&'static str]) -> Self {
        self.typed = lines.iter().copied().map(Some).collect();
        self
    }

    pub(super) fn yes(mut self) -> Self {
        self.granted.yes = true;
        self
    }

    pub(super) fn accept_loss(mut self) -> Self {
        self.granted.accept_loss = true;
        self
    }

    pub(super) fn admin(mut self) -> Self {
        self.rights.admin = Admin::Held;
        self
    }

    pub(super) fn untrusted(mut self) -> Self {
        self.rights.trusted = false;
        self
    }

    pub(super) fn result(mut self, said: &str, ending: Ending) -> Self {
        let result = Scripted::Ends(said.as_bytes().to_vec(), ending);
        self.system.results.push_back(result);
        self
    }

    pub(super) fn plan(&self, backups: Option<&Path>) -> Plan {
        let fix = &self.pack.fixes[0];
        let situation = Situation {
            platform: self.platform,
            facts: &self.facts,
            rights: self.rights,
            backups,
        };
        plan(&self.pack, fix, &situation).expect("the fix has steps for this platform")
    }

    pub(super) fn run(mut self) -> Course {
        let verified = self.verified;
        let mut journal = Journal::create(self.home.path(), heading(), self.system.now);
        let backups = journal.backup_folder(&self.pack.fixes[0].id);
        let plan = self.plan(Some(&backups));
        let mut screen = ScriptedScreen {
            typed: self.typed.into(),
            ..ScriptedScreen::default()
        };
        let mut hands = Hands {
            system: &mut self.system,
            journal: self.keeps_journal.then_some(&mut journal),
            screen: &mut screen,
            granted: self.granted,
            knowledge: "0123",
            verify: &mut || Ok(verified),
        };
        let result = carry_out(plan.clone(), "the plan", &mut hands).map_err(|stop| stop.error);
        Course {
            result,
            screen: screen.lines,
            output: screen.output,
            calls: self.system.calls,
            records: records(self.home.path()),
            plan,
        }
    }
}

impl Course {
    /// Returns the programs that were run, with their arguments.
    pub(super) fn ran(&self) -> Vec<String> {
        let runs = self.calls.iter().map(|call| match call {
            Call::Run { argv, .. } => argv.join(" "),
            Call::Open(address) => format!("open {address}"),
        });
        runs.collect()
    }

    /// Returns the names of the records.
    pub(super) fn recorded(&self) -> Vec<&str> {
        let records = self.records.iter();
        records
            .map(|record| record["record"].as_str().expect("a name"))
            .collect()
    }

    /// Checks that only the person did something.
    #[track_caller]
    pub(super) fn left_it_to_the_person(&self) {
        assert_eq!(self.ran(), Vec::<String>::new());
        assert_eq!(self.recorded(), ["opened", "consent"]);
    }

    #[track_caller]
    pub(super) fn did_nothing(&self) {
        assert_eq!(self.ran(), Vec::<String>::new());
        assert_eq!(self.recorded(), Vec::<&str>::new());
    }
}

fn heading() -> Heading {
    Heading {
        program: "0.1.0".to_owned(),
        pack: "tap".to_owned(),
        pack_version: "1.0.0".to_owned(),
        knowledge: "0123".to_owned(),
        platform: Platform::Linux,
        lang: None,
    }
}

/// Returns what the one session's journal holds; nothing where it has not begun.
pub(super) fn records(state_dir: &Path) -> Vec<Value> {
    let text = journal_file(state_dir).map_or_else(String::new, |path| {
        fs::read_to_string(path).expect("the journal is a text")
    });
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

fn journal_file(state_dir: &Path) -> Option<PathBuf> {
    let mut sessions = fs::read_dir(state_dir.join("sessions")).ok()?;
    let session = sessions.next()?.ok()?;
    Some(session.path().join("journal.jsonl"))
}

/// A screen that types what it was given and notes what it is told.
#[derive(Default)]
struct ScriptedScreen {
    typed: VecDeque<Option<&'static str>>,
    lines: Vec<String>,
    output: String,
}

impl ScriptedScreen {
    fn note(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

impl Screen for ScriptedScreen {
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        self.note(match question {
            Question::Consent => "consent?",
            Question::TypeId(_) => "id?",
            Question::Done => "done?",
            Question::Close(_) => "closed?",
            Question::Working => "working?",
        });
        Ok(self.typed.pop_front().flatten().map(str::to_owned))
    }

    fn elevate(&mut self) -> io::Result<()> {
        self.note("password?");
        Ok(())
    }

    fn begin(&mut self, step: &PlannedStep, n_steps: usize) -> io::Result<()> {
        self.note(format!("step {} of {n_steps}", step.number));
        Ok(())
    }

    fn backup(&mut self, _folder: Option<&Path>) -> io::Result<()> {
        self.note("backup");
        Ok(())
    }

    fn output(&mut self, text: &str) -> io::Result<()> {
        self.output.push_str(text);
        Ok(())
    }

    fn end(&mut self, finish: &Finish) -> io::Result<()> {
        self.note(format!("{:?}", finish.ending));
        Ok(())
    }

    fn cleared(&mut self, treated: &[Treated], _data: &SiteData) -> io::Result<()> {
        let results = treated
            .iter()
            .map(|treated| format!("{:?}", treated.result));
        self.note(format!(
            "cleared {}",
            results.collect::<Vec<_>>().join(", ")
        ));
        Ok(())
    }

    fn restored(&mut self, treated: &[Treated]) -> io::Result<()> {
        let results = treated
            .iter()
            .map(|treated| format!("{:?}", treated.result));
        self.note(format!(
            "restored {}",
            results.collect::<Vec<_>>().join(", ")
        ));
        Ok(())
    }

    fn forgive(&mut self, step: &PlannedStep) -> io::Result<()> {
        self.note(format!("forgiven {}", step.number));
        Ok(())
    }

    fn not_opened(&mut self, address: &str) -> io::Result<()> {
        self.note(format!("not opened {address}"));
        Ok(())
    }
    fn stopped(&mut self, ran: &[&PlannedStep], _journal: Option<&Path>) -> io::Result<()> {
        for step in ran {
            self.note(format!("take back {}", line(step)));
        }
        Ok(())
    }

    fn is_attended(&self) -> bool {
        !self.typed.is_empty()
    }
}
