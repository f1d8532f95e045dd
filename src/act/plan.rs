use std::path::PathBuf;
use std::time::Duration;

use crate::journal::{KeptSiteData, Undo};
use crate::knowledge::{FactId, FixId, Risk, Span, Text};
use crate::system::{Finish, Platform};

use super::site_data::SiteData;
use super::{Admin, Demand, Elevation};

/// A fix as it would be carried out on one platform: every step with its exact command.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    /// The fix.
    pub(crate) fix: FixId,
    /// What is done, in a few words.
    pub(crate) title: Text,
    /// Where it is done.
    pub(crate) platform: Platform,
    /// The person's time.
    pub(crate) takes: Span,
    /// Time that passes without the person.
    pub(crate) wait: Span,
    /// What may go wrong.
    pub(crate) risk: Risk,
    /// What the person loses.
    pub(crate) loses: Option<Text>,
    /// Whether the device is restarted.
    pub(crate) reboot: bool,
    /// Why there is no way back, where that is said of the whole fix.
    pub(crate) irreversible: Option<Text>,
    /// Where this is written down.
    pub(crate) source: Option<String>,
    /// What programs may be run.
    pub(crate) rights: Rights,
    /// The steps, in order.
    pub(crate) steps: Vec<PlannedStep>,
    /// Facts that would decide whether further steps belong here, and are not known.
    pub(crate) undecided: Vec<FactId>,
    /// The steps on which those facts decide; numbered for themselves.
    pub(crate) possible: Vec<PlannedStep>,
    /// The folder that backups go to, where a step makes one.
    pub(crate) backups: Option<PathBuf>,
}

/// What programs may be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    /// Whether they can have the rights of an administrator.
    pub(crate) admin: Admin,
    /// Whether the knowledge may run programs.
    pub(crate) trusted: bool,
    /// Whether anything may be run or opened at all.
    pub(crate) exec: bool,
}

impl Rights {
    /// Returns why a program is not run but shown as a line to type; `admin` says whether it needs an administrator's rights.
    pub(super) fn by_hand(self, admin: bool) -> Option<ByHand> {
        if !self.exec {
            Some(ByHand::SwitchedOff)
        } else if !self.trusted {
            Some(ByHand::Untrusted)
        } else if admin && self.admin == Admin::Lacking {
            Some(ByHand::NotAdmin)
        } else {
            None
        }
    }

    /// Returns whether naosu itself opens the address; what is not trusted may open pages of the web and nothing else.
    pub(super) fn may_open(self, address: &str) -> bool {
        self.exec && (self.trusted || is_https(address))
    }
}

fn is_https(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedStep {
    /// Counts from 1.
    pub(crate) number: usize,
    /// What is done.
    pub(crate) what: What,
    /// What takes it back, in order.
    pub(crate) undo: Vec<Undo>,
    /// Why there is no way back, where there is none.
    pub(crate) irreversible: Option<Text>,
}

/// How sure it is, before anything is run, that a step is taken as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty<'a> {
    /// It is, once the plan is agreed to.
    Certain,
    /// It is if the step with this number goes well.
    DependsOn(usize),
    /// The values of these facts stand in it and are not known.
    Unknowable(&'a [FactId]),
}

impl PlannedStep {
    /// Returns whether the steps after it are not taken where it does not go well.
    fn can_end_the_fix(&self) -> bool {
        match &self.what {
            What::Run(command) => !command.may_fail || command.backup.is_some(),
            What::Type(command, _) => !command.may_fail,
            What::Open(_)
            | What::Visit(_)
            | What::Tell { .. }
            | What::ClearSiteData(_)
            | What::RestoreSiteData(_) => true,
        }
    }

    /// Returns whether naosu itself does something: runs a program, opens an address, or changes a browser's store.
    pub(super) fn acts(&self) -> bool {
        match &self.what {
            What::Run(_) | What::Open(_) | What::RestoreSiteData(_) => true,
            What::ClearSiteData(data) => data.acts(),
            What::Type(..) | What::Visit(_) | What::Tell { .. } => false,
        }
    }
}

/// What a planned step does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A program is run.
    Run(Command),
    /// The person types the line.
    Type(Command, ByHand),
    /// An address is opened.
    Open(String),
    /// The person opens the address.
    Visit(String),
    /// The person acts.
    Tell {
        /// What to do.
        text: Text,
        /// An address that is shown, not opened.
        link: Option<String>,
    },
    /// What some sites have left in browsers is removed.
    ClearSiteData(SiteData),
    /// It is put back.
    RestoreSiteData(KeptSiteData),
}

/// A program with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Command {
    /// The program and its arguments, behind what elevates it; an unknown one stands as `<fact-id>`.
    pub(crate) argv: Vec<String>,
    /// What gives the program the rights of an administrator where naosu has them not; the backup runs without.
    pub(crate) elevation: Option<Elevation>,
    /// What runs first; its failure stops the fix.
    pub(crate) backup: Option<Vec<String>>,
    /// Whether it needs the rights of an administrator.
    pub(crate) admin: bool,
    /// After this it is stopped.
    pub(crate) timeout: Duration,
    /// Whether the fix goes on when it fails.
    pub(crate) may_fail: bool,
}

impl Command {
    /// Returns the command as it is run with these rights.
    pub(super) fn with(mut self, rights: Rights) -> Self {
        self.elevation = rights.admin.elevation(self.admin);
        if let Some(elevation) = self.elevation {
            self.argv = elevation.argv(&self.argv);
        }
        self
    }

    /// Returns the program, whatever elevates it.
    pub(super) fn program(&self) -> String {
        let argv = match self.elevation {
            Some(elevation) => elevation.inner(&self.argv),
            None => &self.argv,
        };
        argv.first().cloned().unwrap_or_default()
    }

    /// Returns whether an end says that it was not begun, since the rights were not given.
    pub(super) fn is_refused(&self, finish: Finish) -> bool {
        let elevation = self.elevation;
        elevation.is_some_and(|elevation| elevation.is_refusal(finish))
    }
}

/// Why a program is not run but shown as a line to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ByHand {
    /// Running programs is switched off.
    SwitchedOff,
    /// The knowledge is not trusted.
    Untrusted,
    /// There are no rights of an administrator.
    NotAdmin,
    /// These facts stand in it and are not known.
    Unknown(Vec<FactId>),
}

impl Plan {
    /// Returns how sure it is, before anything is run, that a step of the plan is taken as it is shown.
    pub(crate) fn certainty<'a>(&self, step: &'a PlannedStep) -> Certainty<'a> {
        if let What::Type(_, ByHand::Unknown(facts)) = &step.what {
            return Certainty::Unknowable(facts);
        }
        let before = self.steps.iter().rev();
        let mut before = before.filter(|other| other.number < step.number);
        before
            .find(|other| other.can_end_the_fix())
            .map_or(Certainty::Certain, |other| {
                Certainty::DependsOn(other.number)
            })
    }

    /// Returns whether naosu itself would do something: run a program or open an address.
    pub(crate) fn acts(&self) -> bool {
        self.steps.iter().any(PlannedStep::acts)
    }

    /// Returns whether some step needs the rights of an administrator.
    pub(crate) fn needs_admin(&self) -> bool {
        self.commands().any(|command| command.admin)
    }

    /// Returns what the person has to do to agree.
    pub(crate) fn demand(&self) -> Demand {
        if !self.acts() {
            Demand::Nothing
        } else if self.loses.is_some() || self.risk == Risk::High {
            Demand::Id
        } else {
            Demand::Yes
        }
    }

    fn commands(&self) -> impl Iterator<Item = &Command> {
        self.steps.iter().filter_map(|step| match &step.what {
            What::Run(command) | What::Type(command, _) => Some(command),
            What::Open(_)
            | What::Visit(_)
            | What::Tell { .. }
            | What::ClearSiteData(_)
            | What::RestoreSiteData(_) => None,
        })
    }
}
