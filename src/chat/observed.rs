use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::knowledge::{Check, CheckId, FactId, Pack};
use crate::probe::Report;
use crate::render::Sighting;
use crate::session::{Event, Session, Source, State};

/// Returns the event of what checks saw, at the time of the first of them or `now` where there is none, and of those that
/// were lost; of two that saw the same fact the first in the pack counts.
pub(crate) fn observed_here(
    pack: &Pack,
    reports: &[Report],
    lost: Vec<CheckId>,
    now: Timestamp,
) -> Event {
    let mut in_order: Vec<&Report> = reports.iter().collect();
    in_order.sort_by_key(|report| pack.checks.position(report.check.as_str()));
    let mut facts: BTreeMap<FactId, String> = BTreeMap::new();
    for report in &in_order {
        for (fact, value) in &report.observation.facts {
            facts.entry(fact.clone()).or_insert_with(|| value.clone());
        }
    }
    let ran = in_order.iter().map(|report| report.check.clone());
    Event::Observed {
        facts,
        checks: ran.chain(lost).collect(),
        at: reports.iter().map(|report| report.at).min().or(Some(now)),
    }
}

/// Returns what of an event of checks is worth telling: evidence that was not known before, or known otherwise. Of this
/// machine, what is as it mostly is goes without saying; `/facts` has it.
pub(super) fn worth_telling(session: &Session<'_>, before: &State, event: &Event) -> Vec<Sighting> {
    let Event::Observed { facts, checks, .. } = event else {
        return Vec::new();
    };
    let base = session.base();
    let ran = checks.iter();
    let ran: Vec<&Check> = ran
        .filter_map(|id| base.pack.checks.get(id.as_str()))
        .collect();
    let is_news = |(fact, value): &(&FactId, &String)| {
        let position = base.pack.facts.position(fact.as_str());
        let is_evidence = position.is_some_and(|at| base.tables.facts[at].is_evidence());
        let known = before.value(fact.as_str(), session.setting().platform);
        is_evidence && known != Some(value.as_str())
    };
    let news = facts.iter().filter(is_news);
    let told = news.map(|(fact, value)| {
        let known = before.facts.get(fact);
        let is_seen_here =
            |check: &&Check| !check.uses_network() && check.observes().contains(fact);
        Sighting {
            fact: fact.clone(),
            value: value.clone(),
            over_network: !ran.iter().copied().any(|check| is_seen_here(&check)),
            is_contrary: known.is_some_and(|known| known.from != Source::Check),
        }
    });
    let is_usual = |sighting: &Sighting| {
        let fact = base.pack.facts.get(sighting.fact.as_str());
        fact.is_some_and(|fact| fact.is_usual(&sighting.value))
    };
    told.filter(|told| told.over_network || told.is_contrary || !is_usual(told))
        .collect()
}
