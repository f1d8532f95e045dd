use std::collections::BTreeMap;

use crate::knowledge::{Entry, Fact, FactId, Text, Values, nearest};
use crate::session::{Event, Session, Turn};
use crate::text::normalise;

use super::after;
use super::named::{Named, named};

/// What would follow if facts had values.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIf {
    /// The turn that would follow.
    Supposed {
        /// The facts with their values.
        facts: BTreeMap<FactId, String>,
        /// The turn.
        turn: Box<Turn>,
    },
    /// There is no such fact.
    NoFact {
        /// The id most like it, if one is.
        nearest: Option<String>,
    },
    /// The fact has no such value.
    NoValue {
        /// The fact.
        fact: FactId,
        /// The values that it can have; none where it is free text.
        values: Vec<String>,
    },
}

impl Session<'_> {
    /// Returns what would follow if a fact, named by its id or its question, had a value, named by its id or its title.
    /// The session stays as it is.
    #[must_use]
    pub fn what_if(&self, fact: &str, value: &str) -> WhatIf {
        let pack = &self.base().pack;
        let Some(Named::Fact(position)) = named(pack, fact) else {
            let facts = pack.facts.iter().map(Entry::id);
            return WhatIf::NoFact {
                nearest: nearest(&normalise(fact), facts),
            };
        };
        let fact = &pack.facts[position];
        let Some(value) = value_named(fact, value) else {
            let values = fact.values.list().iter();
            return WhatIf::NoValue {
                fact: fact.id.clone(),
                values: values.map(|value| value.id.clone()).collect(),
            };
        };
        let answered = Event::Answered {
            fact: fact.id.clone(),
            value: Some(value.clone()),
        };
        WhatIf::Supposed {
            facts: BTreeMap::from([(fact.id.clone(), value)]),
            turn: Box::new(after(self, answered).turn()),
        }
    }

    /// Returns what would follow if what these words state were so; `None` where they state nothing. The session stays as
    /// it is.
    #[must_use]
    pub fn suppose(&self, words: &str) -> Option<WhatIf> {
        let said = Event::Said {
            text: words.to_owned(),
        };
        let turn = after(self, said).turn();
        let facts = turn.understood.facts.clone();
        (!facts.is_empty()).then(|| WhatIf::Supposed {
            facts,
            turn: Box::new(turn),
        })
    }
}

/// Yes and no in the other language.
const YES_OR_NO: [(&str, &str); 4] = [("はい", "yes"), ("いいえ", "no"), ("y", "yes"), ("n", "no")];

fn value_named(fact: &Fact, name: &str) -> Option<String> {
    let name = normalise(name);
    let values = fact.values.list();
    let is_titled = |title: &Text| title.iter().any(|(_, title)| normalise(title) == name);
    let named = values
        .iter()
        .find(|value| value.id == name || value.title.as_ref().is_some_and(is_titled));
    let spoken = || {
        let (_, id) = YES_OR_NO.into_iter().find(|(spoken, _)| *spoken == name)?;
        values.iter().find(|value| value.id == id)
    };
    if let Some(value) = named.or_else(spoken) {
        return Some(value.id.clone());
    }
    let is_number = !name.is_empty() && name.chars().all(|digit| digit.is_ascii_digit());
    (is_number && matches!(fact.values, Values::Code(_))).then(|| "other".to_owned())
}
