//! The shapes of rules and checks.

use serde::Deserialize;

use crate::knowledge::decode::{List, Pairs};

use super::{Phrases, Text, Word};

/// An entry of `rules:`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Rule {
    pub(in crate::knowledge) when: Option<Word>,
    pub(in crate::knowledge) then: Option<Pairs<Word>>,
    pub(in crate::knowledge) rules_out: Option<List<Word>>,
    pub(in crate::knowledge) because: Option<Text>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// An entry of `checks:`. What a kind needs is a text, a list, or lists by platform.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Check {
    pub(in crate::knowledge) title: Option<Text>,
    pub(in crate::knowledge) http: Option<Phrases>,
    pub(in crate::knowledge) dns: Option<Phrases>,
    pub(in crate::knowledge) tcp: Option<Phrases>,
    pub(in crate::knowledge) tls: Option<Phrases>,
    pub(in crate::knowledge) vpn: Option<Phrases>,
    pub(in crate::knowledge) proxy: Option<Phrases>,
    pub(in crate::knowledge) clock: Option<Phrases>,
    pub(in crate::knowledge) hosts: Option<Phrases>,
    pub(in crate::knowledge) browser: Option<Phrases>,
    pub(in crate::knowledge) captive: Option<Phrases>,
    pub(in crate::knowledge) command: Option<Phrases>,
    pub(in crate::knowledge) takes: Option<Word>,
    pub(in crate::knowledge) timeout: Option<Word>,
    pub(in crate::knowledge) read: Pairs<Read>,
    pub(in crate::knowledge) observe: Pairs<Pairs<Word>>,
    pub(in crate::knowledge) fixed_when: Option<Word>,
    pub(in crate::knowledge) broken_when: Option<Word>,
    pub(in crate::knowledge) tells: Pairs<Text>,
    pub(in crate::knowledge) if_fixed: Option<Text>,
    pub(in crate::knowledge) if_broken: Option<Text>,
    pub(in crate::knowledge) source: Option<List<Word>>,
    pub(in crate::knowledge) reviewed: Option<Word>,
    pub(in crate::knowledge) status: Option<Word>,
}

/// How a check reads one field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a mapping"
)]
pub(in crate::knowledge) struct Read {
    pub(in crate::knowledge) json: Option<Word>,
    pub(in crate::knowledge) header: Option<Word>,
    pub(in crate::knowledge) line: Option<Word>,
    pub(in crate::knowledge) text: Option<Word>,
}

impl Check {
    /// Returns each kind that is written, by its name.
    pub(in crate::knowledge) fn kinds(&self) -> impl Iterator<Item = (&'static str, &Phrases)> {
        let kinds = [
            ("http", &self.http),
            ("dns", &self.dns),
            ("tcp", &self.tcp),
            ("tls", &self.tls),
            ("vpn", &self.vpn),
            ("proxy", &self.proxy),
            ("clock", &self.clock),
            ("hosts", &self.hosts),
            ("browser", &self.browser),
            ("captive", &self.captive),
            ("command", &self.command),
        ];
        kinds
            .into_iter()
            .filter_map(|(name, kind)| Some((name, kind.as_ref()?)))
    }
}
