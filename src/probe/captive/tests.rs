use std::time::Duration;

use super::*;
use crate::system::{NetError, ProxyAddress, ScriptedSurroundings};

const FIRST: &str = "http://192.0.2.1/";
const SECOND: &str = "http://192.0.2.2/";

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside answers that never came"
)]
fn page(status: u16, body: &str) -> Result<Response, NetError> {
    Ok(Response {
        status,
        body: body.as_bytes().to_vec(),
        whole: true,
        ..Response::default()
    })
}

/// Checks what is seen where the two pages answer so: the portal, and whether anything gets through.
#[track_caller]
fn check(
    first: Result<Response, NetError>,
    second: Result<Response, NetError>,
    portal: Option<&str>,
    online: Option<&str>,
) {
    let mut world = ScriptedSurroundings::default();
    world.pages.insert(FIRST.to_owned(), first);
    world.pages.insert(SECOND.to_owned(), second);
    let pages = [
        (FIRST.to_owned(), vec!["fine".to_owned()]),
        (SECOND.to_owned(), Vec::new()),
    ];
    let seen = look(&pages, &world, Instant::now()).seen;
    assert_eq!(seen.get("portal"), portal, "{seen:?}");
    assert_eq!(seen.get("online"), online, "{seen:?}");
}

#[test]
fn the_known_answer_means_that_nobody_stands_in_between() {
    check(
        page(200, "all fine"),
        page(500, ""),
        Some("no"),
        Some("yes"),
    );
    check(
        Err(NetError::Refused),
        page(204, ""),
        Some("no"),
        Some("yes"),
    );
}

#[test]
fn another_answer_is_somebody_elses() {
    check(page(200, "sign in"), page(204, ""), Some("yes"), None);
    check(page(302, ""), page(204, ""), Some("yes"), None);
    check(page(511, ""), page(204, ""), Some("yes"), None);
}

#[test]
fn trouble_at_their_server_and_silence_say_nothing_of_a_portal() {
    check(page(503, ""), page(503, ""), None, None);
    let silence = || Err(NetError::TimedOut);
    check(silence(), silence(), None, Some("no"));
    check(silence(), page(503, ""), None, None);
}

#[test]
fn a_silent_page_leaves_the_other_all_the_time_and_one_sign_of_life_is_enough() {
    check(page(503, ""), Err(NetError::Refused), None, None);
    let mut world = ScriptedSurroundings::default();
    world.pages.insert(SECOND.to_owned(), page(204, ""));
    // The first never answers, the second only after half of the time.
    for (url, delay) in [(FIRST, 60_000), (SECOND, 100)] {
        let delay = Duration::from_millis(delay);
        world.delays.insert(url.to_owned(), delay);
    }
    let pages = [FIRST, SECOND].map(|url| (url.to_owned(), Vec::new()));
    let until = Instant::now() + Duration::from_millis(400);
    let seen = look(&pages, &world, until).seen;
    assert_eq!(seen.get("online"), Some("yes"), "{seen:?}");
    assert_eq!(seen.get("portal"), Some("no"), "{seen:?}");
}

#[test]
fn a_proxy_that_is_dead_is_no_portal_and_no_lack_of_network() {
    let world = ScriptedSurroundings {
        proxy: Some(ProxyAddress {
            host: "127.0.0.1".to_owned(),
            port: 1,
        }),
        ..ScriptedSurroundings::default()
    };
    let pages = [FIRST, SECOND].map(|url| (url.to_owned(), Vec::new()));
    let seen = look(&pages, &world, Instant::now()).seen;
    assert_eq!(seen.get("proxy"), Some("refused"), "{seen:?}");
    assert_eq!(seen.get("portal"), None);
    assert_eq!(seen.get("online"), None);
}
