use serde::Serialize;

use crate::act::{Reversal, UndoPlan};
use crate::journal::Progress;
use crate::knowledge::Lang;
use crate::system::Ending;

use super::plan_json::{StepJson, step_json};

/// How changes are taken back, for a program to read.
#[derive(Serialize)]
struct UndoPlanJson<'a> {
    v: u32,
    /// The session; `None` where none has changed anything.
    session: Option<&'a str>,
    admin: bool,
    changes: Vec<ReversalJson<'a>>,
}

/// One step of a fix and what takes it back.
#[derive(Serialize)]
struct ReversalJson<'a> {
    fix: &'a str,
    step: usize,
    argv: &'a [String],
    /// `ended` or `unknown`.
    state: &'static str,
    #[serde(flatten)]
    ending: Option<Ending>,
    undo: Vec<UndoMoveJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    irreversible: Option<&'a str>,
}

/// Something that is done to take a step back.
#[derive(Serialize)]
struct UndoMoveJson<'a> {
    #[serde(flatten)]
    step: StepJson<'a>,
    /// Whether an undo that was cut off may have done it already.
    again: bool,
}

/// Returns a plan to take changes back as one line of JSON.
pub(crate) fn undo_json(plan: &UndoPlan, lang: Lang) -> String {
    let changes = plan.reversals.iter();
    let json = UndoPlanJson {
        v: 1,
        session: Some(plan.session.as_str()),
        admin: plan.needs_admin(),
        changes: changes.map(|reversal| of(reversal, lang)).collect(),
    };
    serde_json::to_string(&json).expect("every key is a string")
}

/// Returns that no session has changed anything, as one line of JSON.
pub(crate) fn no_undo_json() -> String {
    let json = UndoPlanJson {
        v: 1,
        session: None,
        admin: false,
        changes: Vec::new(),
    };
    serde_json::to_string(&json).expect("every key is a string")
}

fn of(reversal: &Reversal, lang: Lang) -> ReversalJson<'_> {
    let Reversal { change, moves } = reversal;
    let (state, ending) = match change.progress {
        Progress::NotStarted => ("not-started", None),
        Progress::Ended(ending) => ("ended", Some(ending)),
        Progress::Unknown => ("unknown", None),
    };
    let moves = moves.iter().map(|undo| UndoMoveJson {
        step: step_json(&undo.step, lang),
        again: undo.again,
    });
    ReversalJson {
        fix: change.started.fix.as_str(),
        step: change.started.step,
        argv: &change.started.argv,
        state,
        ending,
        undo: moves.collect(),
        irreversible: (change.started.irreversible.as_ref()).map(|why| why.get(lang)),
    }
}
