//! The clock against that of a server.

use std::time::Instant;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::knowledge::HttpCheck;
use crate::system::{Response, Surroundings};

use super::look::Looked;
use super::{Unseen, http};

/// Returns by how many seconds the clock is ahead.
pub(super) fn look(page: &HttpCheck, world: &dyn Surroundings, until: Instant) -> Looked {
    let (looked, answer) = http::ask(page, world, until);
    let Some(answer) = answer else { return looked };
    let Some(date) = date(&answer) else {
        return looked.but(Unseen::Strange);
    };
    let skew = world.now().as_second() - date;
    let mut looked = looked;
    looked.seen.set("skew", skew.to_string());
    looked.seen.set("off", skew.abs().to_string());
    looked
}

/// Returns the time at which an answer left, in seconds since 1970; one that was kept somewhere says how old it is.
fn date(answer: &Response) -> Option<i64> {
    let date: Timestamp = DateTimeParser::new()
        .parse_zoned(answer.header("date")?)
        .ok()?
        .timestamp();
    let age = answer.header("age").map_or("0", str::trim);
    Some(date.as_second() + age.parse::<u32>().ok().map_or(0, i64::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&str, &str)], expected: Option<i64>) {
        let headers = headers.iter();
        let answer = Response {
            headers: headers
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            ..Response::default()
        };
        assert_eq!(date(&answer), expected, "{answer:?}");
    }

    #[test]
    fn a_date_of_a_server_is_read() {
        let date = ("date", "Thu, 01 Jan 1970 00:01:00 GMT");
        check(&[date], Some(60));
        check(&[date, ("age", "30")], Some(90));
        check(&[date, ("age", "x")], Some(60));
        check(&[("date", "yesterday")], None);
        check(&[], None);
    }
}
