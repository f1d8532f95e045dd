//! What checks found, in words and as JSON.

mod json;
mod watch;
mod words;

use std::collections::BTreeSet;

use crate::knowledge::{Check, FactId, Telling, Values, filled};
use crate::render::{Page, number, statement, table, table_lines};
use crate::system::{Harmless, NetError};

use super::{Report, Unseen, Verdict};

pub(crate) use json::json;
pub(crate) use watch::watch;
use words::{
    BETWEEN, CANCELLED, CANNOT_READ, CANNOT_RUN, CLOSED, CUT_OFF, ELSEWHERE, INSIDE, MISSING,
    NAME_FAILED, NO_ANSWER, NO_PAGE, NO_ROUTE, NO_SUCH_NAME, NOT_HERE, NOTHING, NOTHING_SENT,
    OUTSIDE, OVER_NETWORK, REFUSED, STRANGE, TIMED_OUT, TLS, TOO_OFTEN, UNKNOWN, UNREACHABLE,
    UNTRUSTED,
};

/// A check as a list shows it: with what came of it, if it was run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown<'a> {
    /// The check.
    pub(crate) check: &'a Check,
    /// What came of it; `None` where it was left out.
    pub(crate) report: Option<&'a Report>,
}

/// What stands before what is wrong.
const WRONG: &str = "!!";
/// What stands before what cannot be told.
const UNTOLD: &str = "-";
/// From this width on there is room for what it means beside what was found.
const WIDE: usize = 100;
/// What a finding means stands this far in, below it, where there is no room beside it.
const INDENT: &str = "    ";

/// Adds what was found, a row a check, and what was left out, with the hosts that it would have spoken to.
pub(crate) fn found(page: &mut Page<'_>, shown: &[Shown<'_>]) {
    let ran = shown
        .iter()
        .filter_map(|shown| Some((shown.check, shown.report?)));
    // Where there is no network, it is said once.
    let (cut_off, ran): (Vec<_>, Vec<_>) =
        ran.partition(|(check, report)| check.uses_network() && is_cut_off(report));
    let mut rows: Vec<_> = ran
        .into_iter()
        .map(|(check, report)| row(page, check, report))
        .collect();
    if !cut_off.is_empty() {
        let n = cut_off.len().to_string();
        let is_wrong = |report: &Report| report.observation.verdict == Verdict::Broken;
        let is_wrong = cut_off.iter().any(|(_, report)| is_wrong(report));
        rows.push([
            if is_wrong { WRONG } else { UNTOLD }.to_owned(),
            page.say(OUTSIDE).to_owned(),
            page.say(NO_ROUTE).to_owned(),
            page.fill(CUT_OFF, &[("n", &n)]),
        ]);
    }
    if page.width() < WIDE {
        narrow(page, &rows);
    } else {
        table(page, &rows);
    }
    let left_out = || {
        let left_out = shown.iter().filter(|shown| shown.report.is_none());
        left_out.map(|shown| shown.check)
    };
    let over_network: Vec<_> = left_out().filter(|check| check.uses_network()).collect();
    let untrusted: Vec<_> = left_out().filter(|check| !check.uses_network()).collect();
    for (why, checks) in [(OVER_NETWORK, over_network), (UNTRUSTED, untrusted)] {
        if checks.is_empty() {
            continue;
        }
        page.blank();
        page.line(page.say(why));
        for check in checks {
            let hosts = page.colors.quiet(&format!("({})", hosts(&[check])));
            let hosts = if check.uses_network() {
                hosts
            } else {
                String::new()
            };
            page.hang("  - ", format!("{} {hosts}", title(page, check)).trim_end());
        }
    }
}

/// Adds each row with what it means below it; the columns are those of all rows together.
fn narrow(page: &mut Page<'_>, rows: &[[String; 4]]) {
    let columns: Vec<_> = rows
        .iter()
        .map(|[mark, title, found, _]| [mark.clone(), title.clone(), found.clone()])
        .collect();
    for (lines, [.., means]) in table_lines(page, &columns).iter().zip(rows) {
        for line in lines {
            page.as_it_is(line);
        }
        if !means.is_empty() {
            page.hang(INDENT, means);
        }
    }
}

/// Adds what one check came to, in a line; all fields below it where they are wanted.
pub(crate) fn brief(page: &mut Page<'_>, check: &Check, report: &Report, all: bool) {
    let [_, _, found, means] = row(page, check, report);
    let found = if means.is_empty() { found } else { means };
    page.hang("", &format!("{}: {found}", title(page, check)));
    if all {
        for (name, value) in report.seen.iter() {
            page.hang("  ", &format!("{name}: {value}"));
        }
    }
}

/// Returns the hosts that checks speak to, joined.
pub(crate) fn hosts(checks: &[&Check]) -> String {
    let hosts: BTreeSet<String> = checks.iter().flat_map(|check| check.hosts()).collect();
    hosts.into_iter().collect::<Vec<_>>().join(", ")
}

/// Returns that checks over the network got no answer, with the first reason; `None` where each got one.
pub(crate) fn unanswered(page: &Page<'_>, reports: &[Report]) -> Option<String> {
    let over_network = |report: &&Report| {
        let check = page.pack.checks.get(report.check.as_str());
        check.is_some_and(Check::uses_network)
    };
    let all: Vec<_> = reports.iter().filter(over_network).collect();
    if !all.is_empty() && all.iter().all(|report| is_cut_off(report)) {
        let n = all.len().to_string();
        return Some(page.fill(NOTHING_SENT, &[("n", &n)]));
    }
    let reasons = all.iter().filter_map(|report| match &report.unseen {
        Some(Unseen::Net(error)) => Some(net(page, error)),
        Some(Unseen::TimedOut) => Some(page.say(TIMED_OUT).to_owned()),
        _ => None,
    });
    let reasons: Vec<String> = reasons.collect();
    let because = reasons.first()?;
    let (n, all) = (reasons.len().to_string(), all.len().to_string());
    Some(page.fill(NO_ANSWER, &[("n", &n), ("all", &all), ("because", because)]))
}

/// Returns whether there was no network to look over.
fn is_cut_off(report: &Report) -> bool {
    report.unseen == Some(Unseen::Net(NetError::NoRoute))
}

fn row(page: &Page<'_>, check: &Check, report: &Report) -> [String; 4] {
    let mark = match report.observation.verdict {
        Verdict::Fixed => "ok",
        Verdict::Broken => WRONG,
        Verdict::Unknown => UNTOLD,
    };
    let means = meaning(page, check, report);
    let is_silent = report.unseen.is_none() && report.observation.facts.is_empty();
    let (found, means) = if is_silent && !means.is_empty() {
        (means, String::new())
    } else {
        (facts(page, report), means)
    };
    [mark.to_owned(), title(page, check).to_owned(), found, means]
}

fn title<'a>(page: &Page<'_>, check: &'a Check) -> &'a str {
    let title = check.title.as_ref();
    title.map_or(check.id.as_str(), |title| title.get(page.lang))
}

/// Returns what was found, as the knowledge words it; where nothing was, why.
fn facts(page: &Page<'_>, report: &Report) -> String {
    let facts = report.observation.facts.iter();
    // The check is named beside what it found.
    let is_text = |fact: &FactId| {
        let fact = page.pack.facts.get(fact.as_str());
        fact.is_some_and(|fact| matches!(fact.values, Values::Text { .. }))
    };
    let facts: Vec<_> = facts
        .map(|(fact, value)| {
            if is_text(fact) {
                value.clone()
            } else {
                statement(page.pack, fact, value, page.lang)
            }
        })
        .collect();
    match (&report.unseen, facts.is_empty()) {
        (_, false) => facts.join(page.say(BETWEEN)),
        (Some(unseen), true) => why_unseen(page, unseen),
        (None, true) => page.say(NOTHING).to_owned(),
    }
}

/// Returns what it means: the first that the knowledge tells of these fields, or what it says of all of this verdict.
fn meaning(page: &Page<'_>, check: &Check, report: &Report) -> String {
    let mut told = check
        .tells
        .iter()
        .filter(|telling| telling.when.truth(&report.seen) == Some(true));
    if let Some(text) = told.find_map(|telling| with_fields(page, telling, report)) {
        return text;
    }
    let text = match report.observation.verdict {
        Verdict::Fixed => check.if_fixed.as_ref(),
        Verdict::Broken => check.if_broken.as_ref(),
        Verdict::Unknown => None,
    };
    text.map_or("", |text| text.get(page.lang)).to_owned()
}

/// Returns a text with what was seen in it; `None` where some of that was not seen.
fn with_fields(page: &Page<'_>, telling: &Telling, report: &Report) -> Option<String> {
    filled(telling.text.get(page.lang), |slot| {
        let value = report.seen.get(slot.field)?;
        if !slot.is_time {
            return Some(value.to_owned());
        }
        let seconds: f64 = value.parse().ok()?;
        Some(number::time(seconds / 60.0, page.lang))
    })
}

fn why_unseen(page: &Page<'_>, unseen: &Unseen) -> String {
    let because = match unseen {
        Unseen::NotHere => page.say(NOT_HERE).to_owned(),
        Unseen::Missing { program } => page.fill(MISSING, &[("program", program)]),
        Unseen::TimedOut => page.say(TIMED_OUT).to_owned(),
        Unseen::Cancelled => page.say(CANCELLED).to_owned(),
        Unseen::Strange => page.say(STRANGE).to_owned(),
        Unseen::Net(error) => net(page, error),
        Unseen::RedirectsElsewhere { host } => {
            page.fill(ELSEWHERE, &[("host", &Harmless::text(host))])
        }
        Unseen::RedirectsInside => page.say(INSIDE).to_owned(),
        Unseen::RedirectsToNoPage => page.say(NO_PAGE).to_owned(),
        Unseen::RedirectsTooOften => page.say(TOO_OFTEN).to_owned(),
        Unseen::CannotRun { program } => page.fill(CANNOT_RUN, &[("program", program)]),
        Unseen::CannotRead { path } => page.fill(CANNOT_READ, &[("path", path)]),
    };
    page.fill(UNKNOWN, &[("because", &because)])
}

fn net(page: &Page<'_>, error: &NetError) -> String {
    let word = match error {
        NetError::NoSuchName => NO_SUCH_NAME,
        NetError::NameFailed => NAME_FAILED,
        NetError::Refused => REFUSED,
        NetError::NoRoute => NO_ROUTE,
        NetError::Unreachable => UNREACHABLE,
        NetError::Tls(_) => TLS,
        NetError::Closed => CLOSED,
        NetError::TimedOut => TIMED_OUT,
        NetError::Cancelled => CANCELLED,
        NetError::Other(reason) => return Harmless::text(reason),
    };
    page.say(word).to_owned()
}
