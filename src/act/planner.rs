use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::journal::Undo;
use crate::knowledge::{Action, Argument, BuiltIn, FactId, Fix, Pack, Step, UndoStep};
use crate::system::Platform;

use super::known::Known;
use super::site_data::{Catalogue, SiteData};
use super::{ByHand, Command, Plan, PlannedStep, Rights, What};

/// What a plan is made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation<'a> {
    /// Where it is done.
    pub(crate) platform: Platform,
    /// What is known now. Values of facts that hold free text must come from a check, never from something typed.
    pub(crate) facts: &'a BTreeMap<FactId, String>,
    /// What programs may be run.
    pub(crate) rights: Rights,
    /// The folder for backups; without one, `<backup>` stands where it would.
    pub(crate) backups: Option<&'a Path>,
}

/// Returns how a fix would be carried out; `None` where it has no steps for the platform.
pub(crate) fn plan(pack: &Pack, fix: &Fix, situation: &Situation<'_>) -> Option<Plan> {
    let planner = Planner {
        known: Known {
            pack,
            facts: situation.facts,
            platform: situation.platform,
        },
        situation,
    };
    let steps = fix.steps_on(situation.platform)?;
    Some(Plan {
        fix: fix.id.clone(),
        title: fix.title.clone(),
        platform: situation.platform,
        takes: fix.takes,
        wait: fix.wait,
        risk: fix.risk,
        loses: fix.loses.clone(),
        reboot: fix.reboot,
        irreversible: fix.irreversible.clone(),
        source: fix.provenance.sources.first().cloned(),
        rights: situation.rights,
        steps: planner.steps(planner.taken(steps)),
        possible: planner.steps(planner.possible(steps)),
        undecided: planner.undecided(steps),
        backups: planner.backups(steps),
    })
}

struct Planner<'a> {
    known: Known<'a>,
    situation: &'a Situation<'a>,
}

impl Planner<'_> {
    fn steps<'s>(&self, steps: impl Iterator<Item = &'s Step>) -> Vec<PlannedStep> {
        steps
            .enumerate()
            .map(|(step_idx, step)| PlannedStep {
                number: step_idx + 1,
                what: self.what(step),
                undo: step.undo.iter().map(|undo| self.undo(undo)).collect(),
                irreversible: step.irreversible.clone(),
            })
            .collect()
    }

    /// Returns the steps that are known to belong to the plan.
    fn taken<'s>(&self, steps: &'s [Step]) -> impl Iterator<Item = &'s Step> {
        steps.iter().filter(|step| self.holds(step) == Some(true))
    }

    /// Returns the steps of which it is not known whether they belong to the plan.
    fn possible<'s>(&self, steps: &'s [Step]) -> impl Iterator<Item = &'s Step> {
        steps.iter().filter(|step| self.holds(step).is_none())
    }

    fn holds(&self, step: &Step) -> Option<bool> {
        step.when
            .as_ref()
            .map_or(Some(true), |when| when.truth(&self.known))
    }

    fn undecided(&self, steps: &[Step]) -> Vec<FactId> {
        let names: BTreeSet<_> = self
            .possible(steps)
            .filter_map(|step| step.when.as_ref())
            .flat_map(|when| when.names())
            .filter_map(FactId::parse)
            .filter(|fact| !self.situation.facts.contains_key(fact))
            .collect();
        names.into_iter().collect()
    }

    fn backups(&self, steps: &[Step]) -> Option<std::path::PathBuf> {
        let folder = self.situation.backups?;
        self.taken(steps)
            .any(|step| self.uses_backup(step))
            .then(|| folder.to_owned())
    }

    fn what(&self, step: &Step) -> What {
        match &step.action {
            Action::Open(address) if self.situation.rights.may_open(address) => {
                What::Open(address.clone())
            }
            Action::Open(address) => What::Visit(address.clone()),
            Action::Tell { text, link } => What::Tell {
                text: text.clone(),
                link: link.clone(),
            },
            Action::Do {
                built_in: BuiltIn::ClearSiteData { sites },
                by_hand,
                link,
            } if self.may_do() => What::ClearSiteData(SiteData {
                sites: sites.clone(),
                by_hand: by_hand.clone(),
                link: link.clone(),
                found: None,
            }),
            Action::Do { by_hand, link, .. } => What::Tell {
                text: by_hand.clone(),
                link: link.clone(),
            },
            Action::Run(arguments) => {
                let command = self.command(step, arguments);
                match self.by_hand(step, arguments) {
                    Some(reason) => What::Type(command, reason),
                    None => What::Run(command.with(self.situation.rights)),
                }
            }
        }
    }

    /// Returns whether naosu itself does what needs no program.
    fn may_do(&self) -> bool {
        let Rights { exec, trusted, .. } = self.situation.rights;
        exec && trusted && !Catalogue::get().names(self.situation.platform).is_empty()
    }

    fn command(&self, step: &Step, arguments: &[Argument]) -> Command {
        Command {
            argv: self.argv(arguments),
            elevation: None,
            backup: step.backup.as_deref().map(|backup| self.argv(backup)),
            admin: step.admin,
            timeout: step.timeout.duration(),
            may_fail: step.may_fail,
        }
    }

    fn by_hand(&self, step: &Step, arguments: &[Argument]) -> Option<ByHand> {
        let mut unknown = self.unknown(arguments);
        unknown.extend(self.unknown(step.backup.as_deref().unwrap_or_default()));
        unknown.sort();
        unknown.dedup();
        if unknown.is_empty() {
            self.situation.rights.by_hand(step.admin)
        } else {
            Some(ByHand::Unknown(unknown))
        }
    }

    fn undo(&self, undo: &UndoStep) -> Undo {
        match &undo.action {
            Action::Run(arguments) if self.unknown(arguments).is_empty() => Undo::Run {
                argv: self.argv(arguments),
                admin: undo.admin,
                timeout: undo.timeout.duration(),
            },
            Action::Run(arguments) => Undo::Type {
                argv: self.argv(arguments),
            },
            Action::Open(address) => Undo::Open {
                address: address.clone(),
            },
            Action::Tell { text, link }
            | Action::Do {
                by_hand: text,
                link,
                ..
            } => Undo::Tell {
                text: text.clone(),
                link: link.clone(),
            },
        }
    }

    fn unknown(&self, arguments: &[Argument]) -> Vec<FactId> {
        let facts = arguments.iter().filter_map(|argument| match argument {
            Argument::Fact(fact) => Some(fact),
            Argument::Literal(_) | Argument::Backup(_) => None,
        });
        facts
            .filter(|fact| self.known.argument(fact).is_none())
            .cloned()
            .collect()
    }

    fn argv(&self, arguments: &[Argument]) -> Vec<String> {
        arguments
            .iter()
            .map(|argument| match argument {
                Argument::Literal(text) => text.clone(),
                Argument::Fact(fact) => self
                    .known
                    .argument(fact)
                    .map_or_else(|| format!("<{fact}>"), ToOwned::to_owned),
                Argument::Backup(rest) => self.in_backups(rest),
            })
            .collect()
    }

    /// Returns a path in the folder for backups; `rest` is what stands behind `<backup>`, with its separator.
    fn in_backups(&self, rest: &str) -> String {
        self.situation.backups.map_or_else(
            || format!("<backup>{rest}"),
            |folder| {
                let inner = rest.trim_start_matches(['/', '\\']);
                folder.join(inner).display().to_string()
            },
        )
    }

    fn uses_backup(&self, step: &Step) -> bool {
        let arguments = match &step.action {
            Action::Run(arguments) => arguments,
            Action::Do { .. } => return self.may_do(),
            Action::Open(_) | Action::Tell { .. } => return false,
        };
        let backup = step.backup.as_deref().unwrap_or_default();
        arguments
            .iter()
            .chain(backup)
            .any(|argument| matches!(argument, Argument::Backup(_)))
    }
}
