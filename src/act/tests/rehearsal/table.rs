use std::collections::BTreeMap;

use serde::Deserialize;

use crate::knowledge::FactId;
use crate::system::Platform;

/// What stands for a file's path in the table.
const FILE: &str = "<file>";

/// A machine's state: values by name.
pub(super) type State = BTreeMap<String, String>;

/// What programs and people do to a machine, by platform.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Table(BTreeMap<Platform, Machine>);

/// One platform's machine.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Machine {
    /// Its state before anything was done.
    pub(super) before: State,
    /// What may be known when a fix is planned.
    pub(super) situations: Vec<BTreeMap<String, String>>,
    /// What its programs do.
    pub(super) commands: Vec<Effect>,
    /// What a person does by hand.
    pub(super) told: Vec<ByHand>,
}

/// What a command does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Effect {
    pub(super) run: Vec<String>,
    pub(super) admin: bool,
    pub(super) needs: State,
    pub(super) forbids: State,
    pub(super) sets: State,
    pub(super) keeps: Vec<String>,
    pub(super) loads: Vec<String>,
}

/// What a person does who is told something.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByHand {
    /// A part of what they are told.
    pub(super) text: String,
    #[serde(default)]
    pub(super) sets: State,
    #[serde(default)]
    pub(super) copies: State,
}

impl Table {
    /// Returns the table, which stands beside the tests since it names what the engine must not know.
    pub(super) fn read() -> Self {
        let text = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/rehearsal/effects.yaml"
        ));
        serde_yaml::from_str(text).expect("a table of effects")
    }

    /// Returns every machine with its platform.
    pub(super) fn machines(&self) -> impl Iterator<Item = (Platform, &Machine)> {
        self.0
            .iter()
            .map(|(platform, machine)| (*platform, machine))
    }
}

impl Machine {
    /// Returns what a command does, and the file among its arguments.
    pub(super) fn effect<'a>(
        &'a self,
        argv: &'a [String],
    ) -> Option<(&'a Effect, Option<&'a str>)> {
        self.commands.iter().find_map(|effect| {
            let known = effect.run.iter().zip(argv);
            let is_it = effect.run.len() == argv.len()
                && known
                    .clone()
                    .all(|(known, given)| known == given || known == FILE);
            let mut files = known.filter(|(known, _)| *known == FILE);
            is_it.then(|| (effect, files.next().map(|(_, given)| given.as_str())))
        })
    }

    /// Returns the facts of every situation.
    pub(super) fn facts(&self) -> impl Iterator<Item = BTreeMap<FactId, String>> {
        self.situations.iter().map(|situation| {
            let facts = situation.iter();
            facts
                .map(|(fact, value)| (FactId::parse(fact).expect("a fact"), value.clone()))
                .collect()
        })
    }
}
