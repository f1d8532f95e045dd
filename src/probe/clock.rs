//! The clock against that of a server.

use std::time::Instant;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use crate::knowledge::HttpCheck;
use crate::system::{Response, Surroundings};

use super::look::Looked;
use super::{Unseen, http};

/// Returns by how many seconds the clock is ahead. An answer of another status may come from whoever stands in between,
/// whose clock nobody knows.
pub(super) fn look(
    page: &HttpCheck,
    status: Option<u16>,
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let (looked, answer) = http::ask(page, world, until);
    let Some(answer) = answer else { return looked };
    if status.is_some_and(|status| status != answer.status) {
        return looked.but(Unseen::Strange);
    }
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
    fn only_the_servers_own_answer_counts() {
        let url = "http://192.0.2.1/";
        let skew = |status: u16| {
            let mut world = crate::system::ScriptedSurroundings::default();
            let date = "Thu, 01 Jan 1970 01:00:00 GMT".to_owned();
            let answer = Response {
                status,
                headers: vec![("date".to_owned(), date)],
                ..Response::default()
            };
            world.pages.insert(url.to_owned(), Ok(answer));
            let page = HttpCheck {
                url: url.to_owned(),
                accept: None,
                by_proxy: true,
                follow: false,
            };
            let looked = look(&page, Some(204), &world, Instant::now());
            looked.seen.get("skew").map(str::to_owned)
        };
        assert_eq!(skew(204).as_deref(), Some("-3600"));
        // A portal of the network says what it likes.
        assert_eq!(skew(302), None);
        assert_eq!(skew(200), None);
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
