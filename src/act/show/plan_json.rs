use serde::Serialize;

use super::site_data_json::{self, ClearJson, KeptJson};
use crate::act::{Certainty, Command, Plan, PlannedStep, What};
use crate::journal::Undo;
use crate::knowledge::{FactId, Lang, Risk};

/// A fix's plan for a program to read.
#[derive(Serialize)]
struct PlanJson<'a> {
    v: u32,
    fix: &'a str,
    platform: &'static str,
    minutes: f64,
    waiting_minutes: f64,
    risk: Risk,
    admin: bool,
    reboot: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    loses: Option<&'a str>,
    steps: Vec<SureStepJson<'a>>,
    /// Facts that decide whether the possible steps belong here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    possible: Vec<StepJson<'a>>,
}

/// One step of a plan and how sure it is beforehand that it is taken.
#[derive(Serialize)]
struct SureStepJson<'a> {
    #[serde(flatten)]
    step: StepJson<'a>,
    #[serde(flatten)]
    certainty: CertaintyJson<'a>,
}

/// How sure it is beforehand that a step is taken.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "certainty")]
enum CertaintyJson<'a> {
    Certain,
    DependsOn { depends_on: usize },
    Unknowable { facts: Vec<&'a str> },
}

/// One step of a plan.
#[derive(Serialize)]
pub(super) struct StepJson<'a> {
    #[serde(flatten)]
    what: WhatJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undo: Vec<UndoJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    irreversible: Option<&'a str>,
}

/// What a step does.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum WhatJson<'a> {
    ClearSiteData {
        #[serde(flatten)]
        site_data: ClearJson<'a>,
    },
    RestoreSiteData {
        #[serde(flatten)]
        site_data: KeptJson<'a>,
    },
    Run {
        #[serde(flatten)]
        command: CommandJson<'a>,
    },
    Type {
        #[serde(flatten)]
        command: CommandJson<'a>,
    },
    Open {
        address: &'a str,
    },
    Visit {
        address: &'a str,
    },
    Tell {
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<&'a str>,
    },
}

/// A program with what surrounds it.
#[derive(Serialize)]
struct CommandJson<'a> {
    argv: &'a [String],
    admin: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<&'a [String]>,
    may_fail: bool,
}

/// What takes a step back.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum UndoJson<'a> {
    RestoreSiteData {
        #[serde(flatten)]
        site_data: KeptJson<'a>,
    },
    Run {
        argv: &'a [String],
        admin: bool,
    },
    Type {
        argv: &'a [String],
    },
    Open {
        address: &'a str,
    },
    Tell {
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<&'a str>,
    },
}

/// Returns a plan as one line of JSON.
pub(crate) fn plan_json(plan: &Plan, lang: Lang) -> String {
    let json = PlanJson {
        v: 1,
        fix: plan.fix.as_str(),
        platform: plan.platform.id(),
        minutes: plan.takes.minutes(),
        waiting_minutes: plan.wait.minutes(),
        risk: plan.risk,
        admin: plan.needs_admin(),
        reboot: plan.reboot,
        loses: plan.loses.as_ref().map(|loses| loses.get(lang)),
        steps: plan
            .steps
            .iter()
            .map(|step| SureStepJson {
                step: step_json(step, lang),
                certainty: certainty_json(plan.certainty(step)),
            })
            .collect(),
        undecided: plan.undecided.iter().map(FactId::as_str).collect(),
        possible: plan
            .possible
            .iter()
            .map(|step| step_json(step, lang))
            .collect(),
    };
    serde_json::to_string(&json).expect("every key is a string")
}

fn certainty_json(certainty: Certainty<'_>) -> CertaintyJson<'_> {
    match certainty {
        Certainty::Certain => CertaintyJson::Certain,
        Certainty::DependsOn(depends_on) => CertaintyJson::DependsOn { depends_on },
        Certainty::Unknowable(facts) => CertaintyJson::Unknowable {
            facts: facts.iter().map(FactId::as_str).collect(),
        },
    }
}

/// Returns a step for a program to read.
pub(super) fn step_json(step: &PlannedStep, lang: Lang) -> StepJson<'_> {
    StepJson {
        what: what_json(&step.what, lang),
        undo: step.undo.iter().map(|undo| undo_json(undo, lang)).collect(),
        irreversible: step.irreversible.as_ref().map(|why| why.get(lang)),
    }
}

fn what_json(what: &What, lang: Lang) -> WhatJson<'_> {
    match what {
        What::Run(command) => WhatJson::Run {
            command: command_json(command),
        },
        What::Type(command, _) => WhatJson::Type {
            command: command_json(command),
        },
        What::Open(address) => WhatJson::Open { address },
        What::Visit(address) => WhatJson::Visit { address },
        What::ClearSiteData(data) => WhatJson::ClearSiteData {
            site_data: site_data_json::cleared(data, lang),
        },
        What::RestoreSiteData(kept) => WhatJson::RestoreSiteData {
            site_data: site_data_json::kept(kept),
        },
        What::Tell { text, link } => WhatJson::Tell {
            text: text.get(lang),
            link: link.as_deref(),
        },
    }
}

fn command_json(command: &Command) -> CommandJson<'_> {
    CommandJson {
        argv: &command.argv,
        admin: command.admin,
        backup: command.backup.as_deref(),
        may_fail: command.may_fail,
    }
}

fn undo_json(undo: &Undo, lang: Lang) -> UndoJson<'_> {
    match undo {
        Undo::Run { argv, admin, .. } => UndoJson::Run {
            argv,
            admin: *admin,
        },
        Undo::Type { argv } => UndoJson::Type { argv },
        Undo::Open { address } => UndoJson::Open { address },
        Undo::RestoreSiteData(kept) => UndoJson::RestoreSiteData {
            site_data: site_data_json::kept(kept),
        },
        Undo::Tell { text, link } => UndoJson::Tell {
            text: text.get(lang),
            link: link.as_deref(),
        },
    }
}
