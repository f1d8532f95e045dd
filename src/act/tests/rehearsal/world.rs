use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;

use crate::act::site_data::{SiteData, Treated};
use crate::act::{PlannedStep, Question, Screen, What};
use crate::knowledge::Lang;
use crate::system::{Ending, Finish, Invocation, Platform, RunError, System};

use super::table::{Machine, State};

/// A machine with a state that programs and people change as the table says.
pub(super) struct World {
    machine: Machine,
    platform: Platform,
    pub(super) state: State,
    /// The state before the last program ran.
    pub(super) before_last: State,
    files: BTreeMap<String, State>,
    /// What the table does not know.
    pub(super) unknown: Vec<String>,
    /// What ran, in order.
    pub(super) ran: Vec<Vec<String>>,
}

/// The world as the program touches it.
pub(super) struct Programs(pub(super) Rc<RefCell<World>>);

/// A person who agrees to everything, does what they are told, and cannot tell whether it helped.
pub(super) struct Person {
    pub(super) world: Rc<RefCell<World>>,
    pub(super) told: Option<String>,
}

impl World {
    pub(super) fn new(platform: Platform, machine: &Machine) -> Self {
        Self {
            machine: machine.clone(),
            platform,
            state: machine.before.clone(),
            before_last: machine.before.clone(),
            files: BTreeMap::new(),
            unknown: Vec::new(),
            ran: Vec::new(),
        }
    }

    /// Runs a program and returns its exit code.
    pub(super) fn run(&mut self, argv: &[String]) -> i32 {
        self.before_last = self.state.clone();
        self.ran.push(argv.to_vec());
        let Some((effect, file)) = self.machine.effect(argv) else {
            self.unknown.push(argv.join(" "));
            return 127;
        };
        let holds = |(name, value): (&String, &String)| self.state.get(name) == Some(value);
        if !effect.needs.iter().all(holds) || effect.forbids.iter().any(holds) {
            return 1;
        }
        if let Some(file) = file.filter(|_| !effect.keeps.is_empty()) {
            let kept = effect.keeps.iter();
            let kept = kept.map(|name| (name.clone(), self.state[name].clone()));
            let is_new = self.files.insert(file.to_owned(), kept.collect()).is_none();
            return i32::from(!is_new);
        }
        let sets = match file {
            // A file holds what was kept in it, whatever the command would like to find there.
            Some(file) => match self.files.get(file) {
                Some(kept) if effect.loads.iter().all(|name| kept.contains_key(name)) => kept,
                _ => return 1,
            },
            None => &effect.sets,
        };
        self.state.extend(sets.clone());
        0
    }

    fn follow(&mut self, told: &str) {
        let by_hand = self.machine.told.iter();
        let Some(by_hand) = by_hand.clone().find(|known| told.contains(&known.text)) else {
            return;
        };
        let copied = by_hand.copies.iter();
        let copied: State = copied
            .map(|(to, from)| (to.clone(), self.state[from].clone()))
            .collect();
        self.state.extend(by_hand.sets.clone());
        self.state.extend(copied);
    }
}

impl System for Programs {
    fn run(
        &mut self,
        invocation: &Invocation<'_>,
        _output: &mut dyn FnMut(&[u8]),
    ) -> Result<Finish, RunError> {
        let code = self.0.borrow_mut().run(invocation.argv);
        Ok(Finish {
            ending: Ending::Exited { code },
            duration: Duration::ZERO,
        })
    }

    fn open(&mut self, _address: &str) -> io::Result<()> {
        Ok(())
    }

    fn is_admin(&self) -> bool {
        true
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn is_interrupted(&self) -> bool {
        false
    }

    fn platform(&self) -> Platform {
        self.0.borrow().platform
    }
}

impl Screen for Person {
    fn ask(&mut self, question: &Question<'_>) -> io::Result<Option<String>> {
        Ok(Some(match question {
            Question::Consent => "y".to_owned(),
            Question::TypeId(fix) => fix.to_string(),
            Question::Done => {
                if let Some(told) = self.told.take() {
                    self.world.borrow_mut().follow(&told);
                }
                String::new()
            }
            Question::Close(_) => "n".to_owned(),
            Question::Working => "?".to_owned(),
        }))
    }

    fn elevate(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn begin(&mut self, step: &PlannedStep, _n_steps: usize) -> io::Result<()> {
        self.told = match &step.what {
            What::Tell { text, .. } => Some(text.get(Lang::En).to_owned()),
            What::Run(_)
            | What::Type(..)
            | What::Open(_)
            | What::Visit(_)
            | What::ClearSiteData(_)
            | What::RestoreSiteData(_) => None,
        };
        Ok(())
    }

    fn backup(&mut self, _folder: Option<&Path>) -> io::Result<()> {
        Ok(())
    }

    fn output(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _finish: &Finish) -> io::Result<()> {
        Ok(())
    }

    fn cleared(&mut self, _treated: &[Treated], _data: &SiteData) -> io::Result<()> {
        Ok(())
    }

    fn restored(&mut self, _treated: &[Treated]) -> io::Result<()> {
        Ok(())
    }

    fn forgive(&mut self, _step: &PlannedStep) -> io::Result<()> {
        Ok(())
    }

    fn not_opened(&mut self, _address: &str) -> io::Result<()> {
        Ok(())
    }

    fn stopped(&mut self, _ran: &[&PlannedStep], _journal: Option<&Path>) -> io::Result<()> {
        Ok(())
    }

    fn is_attended(&self) -> bool {
        true
    }
}
