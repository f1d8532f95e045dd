use crate::knowledge::{CheckId, CheckKind, FactId};
use crate::render::naming::check_title;
use crate::render::words::words;

use super::Writer;
use super::line::{Line, time};

words! {
    SEEN_AT: "{fact} ({time})", "{fact}({time})";
    SAW_NOTHING: "{check}: looked, and could not tell", "{check}: 確認したが判断できず";
}

impl Writer<'_> {
    /// Returns what checks saw last, but for the programs of this machine.
    pub(super) fn network(&self) -> Vec<Line> {
        let pack = &self.session.base().pack;
        let seen = self.state.seen.iter();
        let seen = seen.filter(|(fact, _)| !self.is_of_programs(fact));
        let mut lines: Vec<_> = seen
            .map(|(fact, seen)| {
                let mut text = self.statement(fact, &seen.value);
                if let Some(at) = &seen.at {
                    text = SEEN_AT.fill(self.lang, &[("fact", &text), ("time", &time(at))]);
                }
                let value = self.veil.value(pack, fact, &seen.value);
                Line::new(text).of(fact.as_str(), value)
            })
            .collect();
        lines.extend(
            self.state
                .ran
                .iter()
                .filter(|check| self.saw_nothing(check))
                .map(|check| {
                    let title = check_title(pack, check, self.lang);
                    Line::new(SAW_NOTHING.fill(self.lang, &[("check", title)]))
                }),
        );
        lines
    }

    /// Returns the programs that a check found, with their versions.
    pub(super) fn browsers(&self) -> Option<String> {
        let mut seen = self.state.seen.iter();
        let (_, seen) = seen.find(|(fact, _)| self.is_of_programs(fact))?;
        Some(seen.value.clone())
    }

    pub(super) fn is_of_programs(&self, fact: &FactId) -> bool {
        let mut checks = self.session.base().pack.checks.iter();
        checks.any(|check| {
            matches!(check.kind, CheckKind::Browser(_)) && check.observes().contains(fact)
        })
    }

    fn saw_nothing(&self, check: &CheckId) -> bool {
        let check = self.session.base().pack.checks.get(check.as_str());
        check.is_some_and(|check| {
            let mut facts = check.observes().into_iter();
            !facts.any(|fact| self.state.seen.contains_key(fact))
        })
    }
}
