//! A small pack, plans of it and a scripted person, for tests.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::Path;

use crate::knowledge::{
    Action, Argument, Comparison, Condition, Costs, Entries, Fact, FactId, Fix, FixId, Lang, Pack,
    Probability, Provenance, Reading, Risk, Span, Step, Text, UndoStep, Value, Values, Verify,
};
use crate::system::Finish;

use super::site_data::{SiteData, Treated};
use super::{PlannedStep, Question, Screen, What};

pub(crate) fn text(en: &str) -> Text {
    Text::new(BTreeMap::from([(Lang::En, en.to_owned())]))
}

pub(crate) fn literals(line: &str) -> Vec<Argument> {
    let words = line.split(' ');
    words
        .map(|word| Argument::Literal(word.to_owned()))
        .collect()
}

pub(crate) fn step(action: Action) -> Step {
    Step {
        when: None,
        action,
        backup: None,
        admin: false,
        may_fail: false,
        timeout: Span::seconds(20),
        undo: Vec::new(),
        irreversible: None,
    }
}

/// Returns a step that runs a program; `line` is split at spaces.
pub(crate) fn run(line: &str) -> Step {
    step(Action::Run(literals(line)))
}

/// Returns a step whose program gets the value of `lamp-name`.
pub(crate) fn run_with_name() -> Step {
    let mut argv = literals("lamp off");
    argv.push(Argument::Fact(fact_id("lamp-name")));
    step(Action::Run(argv))
}

/// Returns a step that changes something after a backup, and can be taken back.
pub(crate) fn run_with_backup() -> Step {
    let backup = |rest: &str| Argument::Backup(rest.to_owned());
    let mut undo = literals("lamp load");
    undo.push(backup("/lamp.cfg"));
    Step {
        backup: Some([literals("lamp save"), vec![backup("/lamp.cfg")]].concat()),
        undo: vec![UndoStep {
            action: Action::Run(undo),
            admin: false,
            timeout: Span::seconds(5),
        }],
        ..run("lamp reset")
    }
}

pub(crate) fn tell(en: &str) -> Step {
    step(Action::Tell {
        text: text(en),
        link: None,
    })
}

/// Returns the condition that `lamp-kind` has this value.
pub(crate) fn kind_is(value: &str) -> Condition {
    Condition::Compare {
        name: "lamp-kind".to_owned(),
        comparison: Comparison::Equal,
        value: value.to_owned(),
    }
}

pub(crate) fn fix(steps: Vec<Step>) -> Fix {
    Fix {
        id: FixId::parse("reset-lamp").unwrap(),
        title: text("Reset the lamp"),
        said: Vec::new(),
        tells: BTreeMap::new(),
        sets: BTreeMap::new(),
        cures: BTreeMap::new(),
        cures_other: Probability::new(0.1).unwrap(),
        includes: Vec::new(),
        workaround: false,
        takes: Span::seconds(120),
        wait: Span::seconds(0),
        risk: Risk::None,
        loses: None,
        reboot: false,
        when: None,
        after: Vec::new(),
        steps_any: Some(steps),
        steps: BTreeMap::new(),
        verify: Verify::Ask,
        irreversible: None,
        provenance: Provenance::default(),
    }
}

pub(crate) fn pack(fixes: Vec<Fix>) -> Pack {
    let value = |id: &str| Value {
        id: id.to_owned(),
        title: None,
    };
    let name = Values::Text {
        pattern: "[a-z -]{1,20}".to_owned(),
    };
    let kind = Values::Closed(vec![value("desk"), value("floor")]);
    Pack {
        id: "lamps".to_owned(),
        version: "1".to_owned(),
        title: text("Lamps"),
        languages: vec![Lang::En],
        costs: Costs::default(),
        reading: Reading::default(),
        sources: Vec::new(),
        status: Vec::new(),
        facts: Entries::new(vec![fact("lamp-name", name), fact("lamp-kind", kind)]),
        causes: Entries::default(),
        fixes: Entries::new(fixes),
        problems: Entries::default(),
        rules: Entries::default(),
        checks: Entries::default(),
        terms: Entries::default(),
        words: BTreeMap::new(),
        elsewhere: BTreeMap::new(),
        tests: Vec::new(),
    }
}

fn fact(id: &str, values: Values) -> Fact {
    Fact {
        id: fact_id(id),
        ask: None,
        help: None,
        values,
        baseline: None,
        unsure: Probability::new(0.05).unwrap(),
        said: Vec::new(),
        samples: BTreeMap::new(),
        not: Vec::new(),
        means: BTreeMap::new(),
        when: None,
        takes: Span::seconds(15),
        provenance: Provenance::default(),
    }
}

pub(crate) fn fact_id(id: &str) -> FactId {
    FactId::parse(id).unwrap()
}

/// Returns the line of a step that runs a program.
pub(crate) fn line(step: &PlannedStep) -> String {
    match &step.what {
        What::Run(command) | What::Type(command, _) => command.argv.join(" "),
        _ => String::new(),
    }
}

/// A person who types these lines and is gone after the last, and what was shown to them.
#[derive(Default)]
pub(crate) struct ScriptedScreen {
    pub(crate) typed: VecDeque<&'static str>,
    pub(crate) shown: Vec<String>,
    /// What the person does when they are asked to close something.
    pub(crate) on_close: Option<Box<dyn FnMut()>>,
}

impl ScriptedScreen {
    pub(crate) fn typing(typed: &[&'static str]) -> Self {
        Self {
            typed: typed.iter().copied().collect(),
            ..Self::default()
        }
    }

    fn show(&mut self, text: impl Into<String>) {
        self.shown.push(text.into());
    }
}

impl Screen for ScriptedScreen {
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        let name = match question {
            Question::Consent => "consent?",
            Question::TypeId(_) => "id?",
            Question::Done => "done?",
            Question::Close(_) => "closed?",
            Question::Working => "working?",
        };
        self.show(name);
        if let (Question::Close(_), Some(close)) = (question, &mut self.on_close) {
            close();
        }
        Ok(self.typed.pop_front().map(ToOwned::to_owned))
    }

    fn elevate(&mut self) -> io::Result<()> {
        self.show("password?");
        Ok(())
    }

    fn begin(&mut self, step: &PlannedStep, n_steps: usize) -> io::Result<()> {
        self.show(format!("{}/{n_steps}", step.number));
        Ok(())
    }

    fn backup(&mut self, _folder: Option<&Path>) -> io::Result<()> {
        self.show("backup");
        Ok(())
    }

    fn output(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.show(format!("| {text}"));
        Ok(())
    }

    fn end(&mut self, finish: &Finish) -> io::Result<()> {
        self.show(if finish.ending.is_success() {
            "well"
        } else {
            "badly"
        });
        Ok(())
    }

    fn cleared(&mut self, treated: &[Treated], _data: &SiteData) -> io::Result<()> {
        for treated in treated {
            self.show(format!("cleared {:?}", treated.result));
        }
        Ok(())
    }

    fn restored(&mut self, treated: &[Treated]) -> io::Result<()> {
        for treated in treated {
            self.show(format!("restored {:?}", treated.result));
        }
        Ok(())
    }

    fn forgive(&mut self, _step: &PlannedStep) -> io::Result<()> {
        self.show("forgiven");
        Ok(())
    }

    fn not_opened(&mut self, address: &str) -> io::Result<()> {
        self.show(format!("not opened {address}"));
        Ok(())
    }
    fn stopped(&mut self, ran: &[&PlannedStep], _journal: Option<&Path>) -> io::Result<()> {
        for step in ran {
            self.show(format!("take back {}", line(step)));
        }
        Ok(())
    }

    fn is_attended(&self) -> bool {
        !self.typed.is_empty()
    }
}
