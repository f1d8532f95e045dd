//! Every fix of the built-in pack that runs something, rehearsed on a machine that is a table: its first steps are taken,
//! taken back from the journal, and the machine compared with what it was.

mod browsers;
mod built_in;
mod table;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use crate::act::*;
use crate::journal::{Heading, Journal, Reopened};
use crate::knowledge::{Action, Argument, FactId, Fix, Pack, PackSource, Step, UndoStep, load};
use crate::system::{Platform, System};

use browsers::Browsers;
use table::{Machine, Table};
use world::{Person, Programs, World};

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let (pack, defects) = load(&[PackSource::builtin()]);
    pack.unwrap_or_else(|| panic!("{defects:#?}"))
});
static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

const ALL_RIGHTS: Rights = Rights {
    admin: Admin::Held,
    trusted: true,
    exec: true,
};

/// A fix on a platform, in a situation.
struct Stage<'a> {
    platform: Platform,
    machine: &'a Machine,
    facts: BTreeMap<FactId, String>,
    /// What is made of a plan before it is agreed to.
    mutate: fn(&mut Plan),
}

/// What becomes of the last step that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// It ends, and its end is on record.
    Ends,
    /// It is done, and the crash comes before its end is on record.
    DoneUnrecorded,
    /// The crash comes before it is done.
    NotDone,
}

/// What the crash of a rehearsal can do to a step.
const LASTS: [Last; 3] = [Last::Ends, Last::DoneUnrecorded, Last::NotDone];

impl Stage<'_> {
    fn plan(&self, fix: &Fix, backups: &Path) -> Option<Plan> {
        let situation = Situation {
            platform: self.platform,
            facts: &self.facts,
            rights: ALL_RIGHTS,
            backups: Some(backups),
        };
        plan(&PACK, fix, &situation).filter(|plan| plan.steps.iter().any(changes))
    }

    /// Takes the first steps of a fix, takes them back, and compares; an error says what differs, or what went wrong.
    fn rehearse(&self, fix: &Fix, n_steps: usize, last: Last) -> Result<(), String> {
        let home = tempfile::tempdir().expect("a temporary folder");
        let world = Rc::new(RefCell::new(World::new(self.platform, self.machine)));
        let planned = self.plan(fix, home.path()).ok_or("nothing runs")?;
        let browsers = Browsers::new(home.path(), self.platform, &planned);
        let plan = self.apply(fix, n_steps, home.path(), &world, &browsers)?;
        if plan.steps.iter().any(clears) == browsers.are_as_before() {
            return Err("the browsers' stores do not show what was done".to_owned());
        }
        if last != Last::Ends {
            forget_the_end(home.path());
        }
        if last == Last::NotDone {
            if plan.steps.last().is_some_and(clears) {
                browsers.undo_at_once();
            } else {
                let mut world = world.borrow_mut();
                world.state = world.before_last.clone();
            }
        }
        let went_well = undo(home.path(), &world)?;
        // An undo of what was never done may well fail; it must not harm.
        if !went_well && last != Last::NotDone {
            return Err("the undo did not go well".to_owned());
        }
        if !browsers.are_as_before() {
            return Err("the browsers' stores are not as before".to_owned());
        }
        let world = world.borrow();
        if !world.unknown.is_empty() {
            return Err(format!("not in the table: {:?}", world.unknown));
        }
        let expected = self.expected(&plan, last);
        if world.state == expected {
            return Ok(());
        }
        Err(format!("{:?}, expected {expected:?}", world.state))
    }

    fn apply(
        &self,
        fix: &Fix,
        n_steps: usize,
        home: &Path,
        world: &Rc<RefCell<World>>,
        browsers: &Browsers,
    ) -> Result<Plan, String> {
        let mut system = Programs(Rc::clone(world));
        let mut journal = Journal::create(home, self.heading(), system.now());
        let backups = journal.backup_folder(&fix.id);
        let mut plan = self.plan(fix, &backups).ok_or("nothing runs")?;
        plan.steps.truncate(n_steps);
        browsers.look_for(&mut plan);
        (self.mutate)(&mut plan);
        let mut hands = Hands {
            system: &mut system,
            journal: Some(&mut journal),
            screen: &mut person(world),
            granted: Granted::default(),
            knowledge: "0123",
            verify: &mut || Ok(None),
        };
        let carried = carry_out(plan.clone(), "the plan", &mut hands);
        carried.map_err(|stop| format!("{:?}", stop.error))?;
        Ok(plan)
    }

    /// Returns the state that is left: the first one, but for what the steps did for which there is no way back.
    fn expected(&self, plan: &Plan, last: Last) -> table::State {
        let mut world = World::new(self.platform, self.machine);
        let last_run = plan.steps.iter().rev().find(|step| runs(step));
        let not_done = last_run.filter(|_| last == Last::NotDone);
        for step in &plan.steps {
            let What::Run(command) = &step.what else {
                continue;
            };
            let stays = step.irreversible.is_some() || plan.irreversible.is_some();
            if stays && step.undo.is_empty() && not_done != Some(step) {
                world.run(&command.argv);
            }
        }
        world.state
    }

    fn heading(&self) -> Heading {
        Heading {
            program: "0.1.0".to_owned(),
            pack: PACK.id.clone(),
            pack_version: PACK.version.clone(),
            knowledge: "0123".to_owned(),
            platform: self.platform,
            lang: None,
        }
    }

    /// Rehearses every beginning of a fix, with every end of its last step, and returns what goes wrong, as it is asked for.
    fn rehearse_all(&self, fix: &Fix) -> impl Iterator<Item = String> {
        let plan = self.plan(fix, Path::new("backups"));
        let steps = plan.map_or_else(Vec::new, |plan| plan.steps);
        let beginnings = (1..).zip(steps).flat_map(|(n_steps, step)| {
            let lasts = LASTS.into_iter();
            let lasts = lasts.filter(move |last| *last == Last::Ends || changes(&step));
            lasts.map(move |last| (n_steps, last))
        });
        beginnings.filter_map(move |(n_steps, last)| {
            let why = self.rehearse(fix, n_steps, last).err()?;
            let (id, platform) = (&fix.id, self.platform);
            Some(format!(
                "{id} on {platform}, {n_steps} steps, {last:?}: {why}"
            ))
        })
    }
}

/// Takes back what the only session changed; returns whether all of it went well.
fn undo(home: &Path, world: &Rc<RefCell<World>>) -> Result<bool, String> {
    let reopened = Journal::open(home, None).map_err(|error| error.to_string())?;
    let Reopened {
        mut journal,
        opened,
        changes,
        ..
    } = reopened;
    let plan = UndoPlan::new(opened.id, &changes, ALL_RIGHTS);
    let mut hands = UndoHands {
        system: &mut Programs(Rc::clone(world)),
        journal: &mut journal,
        screen: &mut person(world),
        granted: Granted::default(),
    };
    match take_back(plan, "the plan", &mut hands) {
        Ok(TakenBack::Tried { failures }) => Ok(failures.is_empty()),
        other => Err(format!("{other:?}")),
    }
}

fn person(world: &Rc<RefCell<World>>) -> Person {
    Person {
        world: Rc::clone(world),
        told: None,
    }
}

fn runs(step: &PlannedStep) -> bool {
    matches!(step.what, What::Run(_))
}

fn clears(step: &PlannedStep) -> bool {
    matches!(step.what, What::ClearSiteData(_))
}

fn changes(step: &PlannedStep) -> bool {
    runs(step) || clears(step)
}

/// Cuts the end of the last step off the only session's journal, as a crash does.
fn forget_the_end(home: &Path) {
    let sessions = fs::read_dir(home.join("sessions")).expect("sessions");
    let session = sessions.flatten().next().expect("a session");
    let path = session.path().join("journal.jsonl");
    let text = fs::read_to_string(&path).expect("a journal");
    let mut lines: Vec<_> = text.lines().collect();
    let end = lines.pop().expect("a record");
    assert!(end.contains("\"record\":\"ended\""), "{end}");
    fs::write(&path, lines.join("\n") + "\n").expect("a journal");
}

fn stages() -> impl Iterator<Item = Stage<'static>> {
    TABLE.machines().flat_map(|(platform, machine)| {
        machine.facts().map(move |facts| Stage {
            platform,
            machine,
            facts,
            mutate: |_| (),
        })
    })
}

#[test]
fn every_fix_is_taken_back_to_the_state_from_before() {
    let wrong = stages().flat_map(|stage| {
        let fixes = PACK.fixes.iter();
        fixes
            .flat_map(|fix| stage.rehearse_all(fix))
            .collect::<Vec<_>>()
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_step_that_runs_something_is_rehearsed() {
    let mut rehearsed = Vec::new();
    for stage in stages() {
        for fix in &PACK.fixes {
            let plan = stage.plan(fix, Path::new("backups"));
            for step in plan.iter().flat_map(|plan| &plan.steps) {
                if let What::Run(command) = &step.what {
                    rehearsed.push((stage.platform, &fix.id, command.argv.clone()));
                }
            }
        }
    }
    for fix in &PACK.fixes {
        for (platform, step) in on_platforms(fix) {
            let Action::Run(arguments) = &step.action else {
                continue;
            };
            let mut rehearsed = rehearsed.iter();
            let is_rehearsed = rehearsed
                .any(|(on, id, argv)| (*on, *id) == (platform, &fix.id) && is_of(argv, arguments));
            assert!(is_rehearsed, "{} on {platform}: {arguments:?}", fix.id);
        }
    }
}

/// Returns whether an argument vector is one of these arguments.
fn is_of(argv: &[String], arguments: &[Argument]) -> bool {
    let mut pairs = argv.iter().zip(arguments);
    let fits = pairs.all(|(given, argument)| match argument {
        Argument::Literal(text) => given == text,
        Argument::Fact(_) | Argument::Backup(_) => true,
    });
    fits && argv.len() == arguments.len()
}

/// The table says of each command whether it needs the rights of an administrator, and so must the steps.
#[test]
fn steps_and_their_undo_declare_the_rights_they_need() {
    for stage in stages() {
        for fix in &PACK.fixes {
            let plan = stage.plan(fix, Path::new("backups"));
            for step in plan.iter().flat_map(|plan| &plan.steps) {
                let of_step = match &step.what {
                    What::Run(command) => Some((&command.argv, command.admin)),
                    _ => None,
                };
                let of_undo = step.undo.iter().filter_map(|undo| match undo {
                    crate::journal::Undo::Run { argv, admin, .. } => Some((argv, *admin)),
                    _ => None,
                });
                for (argv, admin) in of_step.into_iter().chain(of_undo) {
                    let effect = stage.machine.effect(argv);
                    let effect = effect
                        .unwrap_or_else(|| panic!("not in the table: {argv:?}"))
                        .0;
                    assert!(admin || !effect.admin, "{argv:?} needs an administrator");
                }
            }
        }
    }
}

/// Returns the steps of a fix with their platforms. What runs everywhere would be rehearsed nowhere.
fn on_platforms(fix: &Fix) -> impl Iterator<Item = (Platform, &Step)> {
    let mut anywhere = fix.steps_any.iter().flatten();
    let runs = anywhere.any(|step| matches!(step.action, Action::Run(_)));
    assert!(!runs, "{} runs the same program everywhere", fix.id);
    let steps = fix.steps.iter();
    steps.flat_map(|(platform, steps)| steps.iter().map(|step| (*platform, step)))
}

/// Returns every undo step of a platform that takes back something that runs.
fn undo_steps(platform: Platform) -> Vec<UndoStep> {
    let steps = PACK.fixes.iter().filter_map(|fix| fix.steps.get(&platform));
    let steps = steps
        .flatten()
        .filter(|step| matches!(step.action, Action::Run(_)));
    steps.flat_map(|step| step.undo.clone()).collect()
}

/// Returns a fix in every way in which one undo step of it is missing, or another one stands in its place, or those of a
/// step stand the other way round; each with a word about it.
fn mutations(fix: &Fix, platform: Platform) -> Vec<(String, Fix)> {
    let mut mutations = Vec::new();
    let n_steps = fix.steps.get(&platform).map_or(0, Vec::len);
    let others = undo_steps(platform);
    for step_idx in 0..n_steps {
        let step = &fix.steps[&platform][step_idx];
        let mut mutate = |what: String, undo: Vec<UndoStep>| {
            let mut mutated = fix.clone();
            mutated.steps.get_mut(&platform).expect("steps")[step_idx].undo = undo;
            mutations.push((format!("{} on {platform}, {what}", fix.id), mutated));
        };
        if !matches!(step.action, Action::Run(_)) {
            continue;
        }
        for undo_idx in 0..step.undo.len() {
            let mut without = step.undo.clone();
            without.remove(undo_idx);
            mutate(format!("step {step_idx} without undo {undo_idx}"), without);
            for other in others.iter().filter(|other| !step.undo.contains(other)) {
                let mut swapped = step.undo.clone();
                swapped[undo_idx] = other.clone();
                let what = format!("step {step_idx}, undo {undo_idx} is {:?}", other.action);
                mutate(what, swapped);
            }
        }
        if step.undo.len() > 1 {
            let backwards = step.undo.iter().rev().cloned().collect();
            mutate(format!("undo of step {step_idx} backwards"), backwards);
        }
    }
    mutations
}

#[test]
fn a_missing_or_swapped_undo_is_found_out() {
    let mut n_mutations = 0;
    let mut unseen = Vec::new();
    for (platform, _) in TABLE.machines() {
        for fix in &PACK.fixes {
            for (what, mutated) in mutations(fix, platform) {
                n_mutations += 1;
                let mut stages = stages().filter(|stage| stage.platform == platform);
                if !stages.any(|stage| stage.rehearse_all(&mutated).next().is_some()) {
                    unseen.push(what);
                }
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
    assert!(n_mutations > 20, "{n_mutations}");
}
