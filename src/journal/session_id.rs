use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Names one session: the time at which it began, as `20261122-235959`, and `-2` where that was taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct SessionId(String);

impl SessionId {
    /// Returns the id when `text` is digits joined by `-`, so that it cannot lead out of the sessions' folder.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_id = text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        is_id.then(|| Self(text.to_owned()))
    }

    /// Returns the `number`th id for a session that begins now; numbers count from 1.
    pub(crate) fn of(now: Timestamp, number: usize) -> Self {
        let stamp = now.to_zoned(TimeZone::UTC).strftime("%Y%m%d-%H%M%S");
        Self(if number == 1 {
            stamp.to_string()
        } else {
            format!("{stamp}-{number}")
        })
    }

    /// Returns the id as it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for SessionId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
            .ok_or_else(|| format!("got session `{text}`, expected digits joined by `-`"))
    }
}

impl From<SessionId> for String {
    fn from(id: SessionId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_time_and_a_number_where_that_is_taken() {
        let now = "2026-11-22T23:59:59.7Z".parse().expect("a time");
        assert_eq!(SessionId::of(now, 1).as_str(), "20261122-235959");
        assert_eq!(SessionId::of(now, 2).as_str(), "20261122-235959-2");
    }

    #[test]
    fn an_id_never_leads_elsewhere() {
        for text in ["", "..", "../x", "20261122/..", "2026-", "a-1", "1\\2"] {
            assert_eq!(SessionId::parse(text), None, "{text}");
        }
        assert!(SessionId::parse("20261122-235959-12").is_some());
    }
}
