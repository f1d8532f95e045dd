//! What was read of what a text states.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Base;
use crate::infer::Lookup;
use crate::session::Understood;

use super::Row;
use super::implied::{Implied, Stated};
use super::labels::Labels;
use super::retrieval::Retrieval;

/// What was found of the facts, or of the fixes, of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// How much.
    pub(super) retrieval: Retrieval,
    /// What was wrong: `+` before what was read and is not labelled, `-` before what is labelled and was not read.
    pub(super) wrong: Vec<String>,
}

/// Counts the facts of a row.
pub(super) fn facts(
    base: &Base,
    implied: &Implied<'_>,
    labels: &Labels,
    row: &Row,
    understood: &Understood,
) -> Found {
    let read = read_facts(base, labels, understood);
    let counted: BTreeSet<Stated> = implied.independent(&row.facts).into_iter().collect();
    let neutral = implied.closure(&row.facts);
    let mut found = Found::default();
    for stated @ (fact, value) in &read {
        if counted.contains(stated) {
            found.retrieval.right += 1;
        } else if labels.facts.contains(fact)
            && !neutral.contains(stated)
            && applies(base, row, fact)
        {
            found.retrieval.wrong += 1;
            found.wrong.push(format!("+{fact}={value}"));
        }
    }
    for (fact, value) in counted.difference(&read) {
        found.retrieval.missed += 1;
        found.wrong.push(format!("-{fact}={value}"));
    }
    found
}

/// Returns whether a fact is about something that may be: what its `when` needs is not known, by the labels, to fail.
fn applies(base: &Base, row: &Row, fact: &str) -> bool {
    let known = |name: &str| row.facts.get(name).map(String::as_str);
    let lookup = Lookup {
        pack: &base.pack,
        known: &known,
    };
    let when = base
        .pack
        .facts
        .get(fact)
        .and_then(|fact| fact.when.as_ref());
    when.is_none_or(|when| when.truth(&lookup) != Some(false))
}

/// Returns the facts that were read, with each way of speaking whose whole meaning was read where no row labels that.
fn read_facts(base: &Base, labels: &Labels, understood: &Understood) -> BTreeSet<Stated> {
    let mut read: BTreeMap<String, String> = understood
        .facts
        .iter()
        .map(|(fact, value)| (fact.to_string(), value.clone()))
        .collect();
    for fact in &labels.facts {
        let Some(way) = base.pack.facts.get(fact) else {
            continue;
        };
        let is_read = way.means.iter().find(|(_, meant)| {
            let mut meant = meant.iter();
            meant.len() > 0
                && meant.all(|(meant, value)| {
                    !labels.facts.contains(meant.as_str())
                        && understood.facts.get(meant) == Some(value)
                })
        });
        if let Some((value, _)) = is_read
            && !read.contains_key(fact)
        {
            read.insert(fact.clone(), value.clone());
        }
    }
    read.into_iter().collect()
}

/// Counts the fixes that a row says were tried; what a fix includes was tried with it.
pub(super) fn tried(
    base: &Base,
    labels: &Labels,
    labelled: &[String],
    understood: &Understood,
) -> Found {
    let labelled: BTreeSet<String> = labelled.iter().cloned().collect();
    let mut neutral = BTreeSet::new();
    for fix in &labelled {
        include(base, fix, &mut neutral);
    }
    let read: BTreeSet<String> = understood.tried.iter().map(ToString::to_string).collect();
    let mut found = Found::default();
    for fix in &read {
        if labelled.contains(fix) {
            found.retrieval.right += 1;
        } else if labels.tried.contains(fix) && !neutral.contains(fix) {
            found.retrieval.wrong += 1;
            found.wrong.push(format!("+tried:{fix}"));
        }
    }
    for fix in labelled.difference(&read) {
        found.retrieval.missed += 1;
        found.wrong.push(format!("-tried:{fix}"));
    }
    found
}

fn include(base: &Base, fix: &str, included: &mut BTreeSet<String>) {
    for fix in base
        .pack
        .fixes
        .get(fix)
        .iter()
        .flat_map(|fix| &fix.includes)
    {
        if included.insert(fix.to_string()) {
            include(base, fix.as_str(), included);
        }
    }
}
