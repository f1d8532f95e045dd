//! What checks found as JSON: its own shapes, so that nothing else can change it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::knowledge::Lang;
use crate::probe::{Report, Unseen, Verdict};

use super::Shown;

/// The version of the object.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct FoundObject<'a> {
    v: u32,
    wrong: usize,
    checks: Vec<CheckObject<'a>>,
}

#[derive(Serialize)]
struct CheckObject<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'a str,
    hosts: BTreeSet<String>,
    ran: bool,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    report: Option<ReportObject<'a>>,
}

#[derive(Serialize)]
struct ReportObject<'a> {
    verdict: &'a str,
    facts: BTreeMap<&'a str, &'a str>,
    fields: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unseen: Option<String>,
    at: String,
    seconds: f64,
}

/// Returns what was found as one JSON object on a line of its own.
pub(crate) fn json(shown: &[Shown<'_>], lang: Lang) -> String {
    let is_wrong = |report: &&Report| report.observation.verdict == Verdict::Broken;
    let object = FoundObject {
        v: VERSION,
        wrong: shown
            .iter()
            .filter_map(|shown| shown.report)
            .filter(is_wrong)
            .count(),
        checks: shown.iter().map(|shown| check(shown, lang)).collect(),
    };
    serde_json::to_string(&object).expect("texts and numbers become JSON") + "\n"
}

fn check<'a>(shown: &Shown<'a>, lang: Lang) -> CheckObject<'a> {
    let check = shown.check;
    let title = check.title.as_ref();
    CheckObject {
        id: check.id.as_str(),
        title: title.map_or(check.id.as_str(), |title| title.get(lang)),
        kind: check.kind.name(),
        hosts: check.hosts(),
        ran: shown.report.is_some(),
        report: shown.report.map(report),
    }
}

fn report(report: &Report) -> ReportObject<'_> {
    let facts = report.observation.facts.iter();
    ReportObject {
        verdict: match report.observation.verdict {
            Verdict::Fixed => "fixed",
            Verdict::Broken => "broken",
            Verdict::Unknown => "unknown",
        },
        facts: facts
            .map(|(fact, value)| (fact.as_str(), value.as_str()))
            .collect(),
        fields: report.seen.iter().collect(),
        unseen: report.unseen.as_ref().map(unseen),
        at: report.at.to_string(),
        seconds: (report.took.as_secs_f64() * 1e3).round() / 1e3,
    }
}

fn unseen(unseen: &Unseen) -> String {
    match unseen {
        Unseen::NotHere => "not-here".to_owned(),
        Unseen::Missing { program } => format!("missing: {program}"),
        Unseen::TimedOut => "timed-out".to_owned(),
        Unseen::Cancelled => "cancelled".to_owned(),
        Unseen::Net(error) => format!("network: {error}"),
        Unseen::Strange => "strange".to_owned(),
        Unseen::RedirectsElsewhere { host } => format!("redirects-elsewhere: {host}"),
        Unseen::RedirectsInside => "redirects-inside".to_owned(),
        Unseen::RedirectsToNoPage => "redirects-to-no-page".to_owned(),
        Unseen::RedirectsTooOften => "redirects-too-often".to_owned(),
        Unseen::CannotRun { program } => format!("cannot-run: {program}"),
        Unseen::CannotRead { path } => format!("cannot-read: {path}"),
    }
}
