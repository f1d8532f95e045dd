//! What follows from what a text states.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::Base;
use crate::knowledge::Fact;
use crate::maintain::test::session;
use crate::session::Event;
use crate::system::Platform;

/// A fact with a value.
pub(super) type Stated = (String, String);

/// What follows from facts.
#[derive(Clone, Default)]
struct Following {
    /// As it was when it failed, the facts themselves included.
    then: BTreeSet<Stated>,
    /// As a fix that was tried made it since.
    now: BTreeSet<Stated>,
}

/// Tells what follows from facts, by the knowledge alone.
pub(super) struct Implied<'a> {
    base: &'a Base,
    platform: Platform,
    /// What each fact makes known by itself; worked out once.
    alone: RefCell<BTreeMap<Stated, Following>>,
}

impl<'a> Implied<'a> {
    /// Returns one for a pack on a platform.
    pub(super) fn new(base: &'a Base, platform: Platform) -> Self {
        Self {
            base,
            platform,
            alone: RefCell::default(),
        }
    }

    /// Returns the facts with everything that follows from them; one may come with several values.
    pub(super) fn closure(&self, facts: &BTreeMap<String, String>) -> BTreeSet<Stated> {
        let labelled: BTreeSet<Stated> = facts
            .iter()
            .map(|(fact, value)| (fact.clone(), value.clone()))
            .collect();
        // A rule may need several of them.
        let Following { mut then, mut now } = self.answered(&labelled);
        // Each by itself too, since of contrary ones the last takes the others back.
        for stated in labelled {
            let following = self.alone(&stated);
            then.insert(stated);
            then.extend(following.then);
            now.extend(following.now);
        }
        // That it is none of the others follows; what it would mean by itself does not.
        then.extend(self.only_left(&then));
        then.extend(now);
        then
    }

    /// Returns those of the facts that do not follow from the others. A way of speaking gives way to what it means.
    pub(super) fn independent(&self, facts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let is_way = |fact: &str| {
            let entry = self.base.pack.facts.get(fact);
            entry.is_some_and(|entry| !entry.means.is_empty())
        };
        let (ways, plain): (Vec<_>, Vec<_>) = facts.keys().rev().partition(|fact| is_way(fact));
        let mut kept = facts.clone();
        for fact in ways.into_iter().chain(plain) {
            let Some(value) = kept.remove(fact) else {
                continue;
            };
            if !self.closure(&kept).contains(&(fact.clone(), value.clone())) {
                kept.insert(fact.clone(), value);
            }
        }
        kept
    }

    fn alone(&self, stated: &Stated) -> Following {
        if let Some(following) = self.alone.borrow().get(stated) {
            return following.clone();
        }
        let following = self.answered(&BTreeSet::from([stated.clone()]));
        self.alone
            .borrow_mut()
            .insert(stated.clone(), following.clone());
        following
    }

    /// Returns what is known once these were answered; answers that the pack does not know are passed over.
    fn answered(&self, facts: &BTreeSet<Stated>) -> Following {
        let mut session = session(self.base, self.platform, None);
        for (fact, value) in facts {
            let entry = self.base.pack.facts.get(fact);
            if let Some(entry) = entry.filter(|entry| entry.values.position(value).is_some()) {
                session.push(Event::Answered {
                    fact: entry.id.clone(),
                    value: Some(value.clone()),
                });
            }
        }
        let state = session.state();
        let then = state.facts.into_iter();
        let now = state.current.into_iter();
        Following {
            then: then
                .map(|(fact, known)| (fact.to_string(), known.value))
                .collect(),
            now: now.map(|(fact, value)| (fact.to_string(), value)).collect(),
        }
    }

    /// Returns the value of each way of speaking whose other values mean something contrary to what is known.
    fn only_left(&self, known: &BTreeSet<Stated>) -> Vec<Stated> {
        let facts = self.base.pack.facts.iter();
        let is_open = |way: &&Fact| known.iter().all(|(fact, _)| fact != way.id.as_str());
        let ways = facts.filter(|fact| !fact.means.is_empty()).filter(is_open);
        ways.filter_map(|way| {
            let (contrary, left): (Vec<_>, Vec<_>) = way
                .values
                .list()
                .iter()
                .map(|value| value.id.as_str())
                .partition(|value| is_contrary(way, value, known));
            match left.as_slice() {
                [only] if !contrary.is_empty() => Some((way.id.to_string(), (*only).to_owned())),
                _ => None,
            }
        })
        .collect()
    }
}

/// Returns whether a way of speaking means, by this value, something else than what is known.
fn is_contrary(way: &Fact, value: &str, known: &BTreeSet<Stated>) -> bool {
    way.means
        .get(value)
        .into_iter()
        .flatten()
        .any(|(meant, value)| {
            let same = known.iter().filter(|(fact, _)| fact == meant.as_str());
            let mut values = same.map(|(_, known)| known).peekable();
            values.peek().is_some() && values.all(|known| known != value)
        })
}
