//! The turn object of the JSON protocol: its own shapes, so that nothing else can change it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::knowledge::{Check, FactId, FixId, PROBLEM};
use crate::session::{Act, Evidence, Known, Move, PlannedFix, Reason, Source, Turn};
use crate::text::private::Lifted;

use super::{Choice, Page, check_title, choices, fix_title, question};

/// The version of the protocol.
const VERSION: u32 = 1;
/// The name of the cause that nobody wrote down.
const OTHER: &str = "other";

#[derive(Serialize)]
struct TurnObject<'a> {
    v: u32,
    turn: usize,
    lang: &'static str,
    understood: UnderstoodObject<'a>,
    facts: BTreeMap<&'a str, FactObject<'a>>,
    problems: Vec<Weighed<'a>>,
    causes: Vec<Weighed<'a>>,
    next: NextObject<'a>,
    expected_minutes: f64,
    waiting_minutes: f64,
    expected_cost: f64,
    why: Vec<WhyObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    works: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    contradiction: bool,
}

#[derive(Serialize)]
struct UnderstoodObject<'a> {
    facts: BTreeMap<&'a str, &'a str>,
    tried: Vec<&'a str>,
    codes: &'a [String],
    act: Option<Act>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    read_as: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageObject<'a>>,
}

/// What a pasted page holds: of its private parts only that they are there.
#[derive(Serialize)]
struct PageObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'a str>,
    ray: bool,
    ip: bool,
    mail: bool,
}

#[derive(Serialize)]
struct FactObject<'a> {
    value: &'a str,
    from: Source,
    /// When a check saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

#[derive(Serialize)]
struct Weighed<'a> {
    id: &'a str,
    p: f64,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum NextObject<'a> {
    Ask {
        fact: &'a str,
        text: &'a str,
        choices: Vec<ChoiceObject>,
    },
    Check {
        check: &'a str,
        text: &'a str,
        #[serde(skip_serializing_if = "BTreeSet::is_empty")]
        hosts: BTreeSet<String>,
    },
    Try {
        fix: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        with: Vec<&'a str>,
        text: &'a str,
        p: f64,
        minutes: f64,
        waiting_minutes: f64,
    },
    Refer {
        fix: &'a str,
        text: &'a str,
    },
    Unknown {
        nearest: Vec<&'a str>,
    },
    Done,
}

#[derive(Serialize)]
struct ChoiceObject {
    value: String,
    text: String,
}

#[derive(Serialize)]
struct WhyObject<'a> {
    evidence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    because: Option<&'a str>,
    from: Source,
    cause: &'a str,
    factor: f64,
}

/// Returns the turn as one line of JSON, without its line break.
pub(crate) fn json(page: &Page<'_>, turn: &Turn) -> String {
    serde_json::to_string(&turn_object(page, turn))
        .expect("keys are text and numbers are finite or null")
}

fn turn_object<'a>(page: &Page<'a>, turn: &'a Turn) -> TurnObject<'a> {
    TurnObject {
        v: VERSION,
        turn: turn.number,
        lang: turn.lang.id(),
        understood: understood(turn),
        facts: turn
            .facts
            .iter()
            .map(|(id, known)| (id.as_str(), fact(turn, id, known)))
            .collect(),
        problems: turn
            .problems
            .iter()
            .map(|(id, p)| weighed(id.as_str(), *p))
            .collect(),
        causes: turn
            .causes
            .iter()
            .map(|(id, p)| weighed(id.as_ref().map_or(OTHER, |id| id.as_str()), *p))
            .collect(),
        next: next(page, turn),
        expected_minutes: rounded(turn.outlook.minutes),
        waiting_minutes: rounded(turn.outlook.waiting),
        expected_cost: rounded(turn.outlook.cost),
        why: turn.why.iter().map(why).collect(),
        works: turn
            .works
            .iter()
            .map(crate::knowledge::FixId::as_str)
            .collect(),
        contradiction: turn.contradiction,
    }
}

fn understood(turn: &Turn) -> UnderstoodObject<'_> {
    let understood = &turn.understood;
    UnderstoodObject {
        facts: understood
            .facts
            .iter()
            .map(|(id, value)| (id.as_str(), value.as_str()))
            .collect(),
        tried: understood
            .tried
            .iter()
            .map(crate::knowledge::FixId::as_str)
            .collect(),
        codes: &understood.codes,
        act: understood.act,
        read_as: understood
            .corrections
            .iter()
            .map(|(typed, read)| (typed.as_str(), read.as_str()))
            .collect(),
        page: understood.page.as_ref().map(lifted),
    }
}

fn lifted(page: &Lifted) -> PageObject<'_> {
    PageObject {
        host: page.host.as_deref(),
        time: page.time.as_deref(),
        ray: page.ray,
        ip: page.ip,
        mail: page.mail,
    }
}

fn fact<'a>(turn: &Turn, id: &FactId, known: &'a Known) -> FactObject<'a> {
    let at = turn.seen_at.get(id).filter(|_| known.from == Source::Check);
    FactObject {
        value: &known.value,
        from: known.from,
        at: at.map(ToString::to_string),
    }
}

fn weighed(id: &str, p: f64) -> Weighed<'_> {
    Weighed { id, p: rounded(p) }
}

fn next<'a>(page: &Page<'a>, turn: &'a Turn) -> NextObject<'a> {
    match &turn.next {
        Move::Ask(fact) => NextObject::Ask {
            fact: fact.as_str(),
            text: question(page.pack, fact, turn.lang),
            choices: choice_objects(page, turn),
        },
        Move::Check(check) => {
            let entry = page.pack.checks.get(check.as_str());
            NextObject::Check {
                check: check.as_str(),
                text: check_title(page.pack, check, turn.lang),
                hosts: entry.map(Check::hosts).unwrap_or_default(),
            }
        }
        Move::AskProblem(_) => NextObject::Ask {
            fact: PROBLEM,
            text: super::next_move::WHICH.get(turn.lang),
            choices: choice_objects(page, turn),
        },
        Move::Try { fix, with, p } => {
            let planned = turn.plan.iter().find(|planned| planned.fix == *fix);
            NextObject::Try {
                fix: fix.as_str(),
                with: with.iter().map(FixId::as_str).collect(),
                text: fix_title(page.pack, fix, turn.lang),
                p: rounded(*p),
                minutes: rounded(planned.map_or(0.0, |planned| planned.minutes)),
                waiting_minutes: rounded(
                    planned.map_or(0.0, |planned: &PlannedFix| planned.waiting),
                ),
            }
        }
        Move::Refer(fix) => NextObject::Refer {
            fix: fix.as_str(),
            text: fix_title(page.pack, fix, turn.lang),
        },
        Move::Unknown { nearest } => NextObject::Unknown {
            nearest: nearest
                .iter()
                .map(crate::knowledge::ProblemId::as_str)
                .collect(),
        },
        Move::Done => NextObject::Done,
    }
}

fn choice_objects(page: &Page<'_>, turn: &Turn) -> Vec<ChoiceObject> {
    choices(page, &turn.next)
        .into_iter()
        .map(|Choice { value, text }| ChoiceObject { value, text })
        .collect()
}

fn why(reason: &Reason) -> WhyObject<'_> {
    let (evidence, value) = match &reason.evidence {
        Evidence::Fact(fact, value) => (fact.as_str(), Some(value.as_str())),
        Evidence::Tried(fix) => (fix.as_str(), None),
    };
    WhyObject {
        evidence,
        value,
        because: reason.because.as_deref(),
        from: reason.from,
        cause: reason.cause.as_str(),
        factor: rounded(reason.factor),
    }
}

/// Returns a number with its first four significant digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.3e}").parse().unwrap_or(number)
}
