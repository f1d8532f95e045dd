use serde::Serialize;

use crate::act::{Command, Plan, PlannedStep, What};
use crate::knowledge::{Lang, Risk};

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
    steps: Vec<StepJson<'a>>,
}

/// One step of a plan.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum StepJson<'a> {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    irreversible: Option<&'a str>,
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
            .map(|step| step_json(step, lang))
            .collect(),
    };
    serde_json::to_string(&json).expect("every key is a string")
}

fn step_json(step: &PlannedStep, lang: Lang) -> StepJson<'_> {
    match &step.what {
        What::Run(command) => StepJson::Run {
            command: command_json(command, lang),
        },
        What::Type(command, _) => StepJson::Type {
            command: command_json(command, lang),
        },
        What::Open(address) => StepJson::Open { address },
        What::Visit(address) => StepJson::Visit { address },
        What::Tell { text, link } => StepJson::Tell {
            text: text.get(lang),
            link: link.as_deref(),
        },
    }
}

fn command_json(command: &Command, lang: Lang) -> CommandJson<'_> {
    CommandJson {
        argv: &command.argv,
        admin: command.admin,
        backup: command.backup.as_deref(),
        may_fail: command.may_fail,
        irreversible: command.irreversible.as_ref().map(|why| why.get(lang)),
    }
}
