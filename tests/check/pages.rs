//! Pages of servers of the tests' own: the right facts, or a clear "could not tell".

use super::*;

/// A page of the kind that the edge of a network writes.
fn block_page(title: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>")
}

const EDGE: &str = "server: cloudflare\r\ncf-ray: a1b2c3d4e5f60000-NRT\r\ncontent-type: text/html; charset=UTF-8\r\n";

const SHORT: &str = "server: cloudflare\r\ncf-ray: a1b2c3d4e5f60000-NRT\r\ncontent-type: text/plain; charset=UTF-8\r\n";

#[test]
fn a_block_page_is_read_in_each_of_its_forms() {
    let site = builtin("site-opens");
    let stock = block_page(
        "Access denied | lamp.example used Cloudflare to restrict access",
        "<span class=\"cf-error-type\">Error</span><span class=\"cf-error-code\">1020</span>",
    );
    let json = r#"{"title":"Error 1020: Access denied","status":403,"error_code":1020,"error_name":"firewall_rule_blocked"}"#;
    for (name, answer) in [
        ("HTML", answer("403 Forbidden", EDGE, &stock)),
        ("text", answer("403 Forbidden", SHORT, "error code: 1020")),
        ("JSON", answer("403 Forbidden", SHORT, json)),
    ] {
        let report = looked(&at(&site, Server::saying(answer).url("/")));
        assert_eq!(
            fact(&report, "error-code"),
            Some("1020"),
            "{name}: {report:?}"
        );
        assert_eq!(fact(&report, "edge-reached"), Some("yes"), "{name}");
        // What this program is refused may be open to the person's browser.
        assert_eq!(report.observation.verdict, Verdict::Unknown, "{name}");
    }
}

#[test]
fn pages_without_a_number_state_no_number() {
    let site = builtin("site-opens");
    let unable = block_page(
        "chatgpt.com",
        "<h1>Unable to load site</h1><p>[IP:192.0.2.7 | Ray ID:a1b2c3d4e5f60000]</p>",
    );
    let blocked = block_page(
        "Attention Required! | Cloudflare",
        "<h1>Sorry, you have been blocked</h1>",
    );
    let challenge = block_page(
        "Just a moment...",
        "Enable JavaScript and cookies to continue",
    );
    let challenged = format!("{EDGE}cf-mitigated: challenge\r\n");
    for (answer, field, value) in [
        (
            answer("403 Forbidden", EDGE, &unable),
            "blocked",
            "Unable to load site",
        ),
        (
            answer("403 Forbidden", EDGE, &blocked),
            "blocked",
            "Sorry, you have been blocked",
        ),
        (
            answer("403 Forbidden", &challenged, &challenge),
            "challenge",
            "challenge",
        ),
    ] {
        let report = looked(&at(&site, Server::saying(answer).url("/")));
        assert_eq!(report.seen.get(field), Some(value), "{report:?}");
        assert_eq!(fact(&report, "error-code"), None);
        assert_eq!(report.observation.verdict, Verdict::Unknown);
    }
}

#[test]
fn too_many_requests_and_trouble_at_the_server_are_told_apart() {
    let site = builtin("site-opens");
    let limited = answer(
        "429 Too Many Requests",
        &format!("{SHORT}retry-after: 30\r\n"),
        "error code: 1015",
    );
    let report = looked(&at(&site, Server::saying(limited).url("/")));
    assert_eq!(fact(&report, "error-code"), Some("1015"));
    assert_eq!(report.seen.get("retry-after"), Some("30"));
    assert_eq!(report.observation.verdict, Verdict::Unknown);
    for status in ["500", "503", "522"] {
        let trouble = answer(&format!("{status} Trouble"), EDGE, "<html></html>");
        let report = looked(&at(&site, Server::saying(trouble).url("/")));
        assert_eq!(fact(&report, "error-code"), Some(status));
        assert_eq!(report.observation.verdict, Verdict::Broken, "{report:?}");
    }
}

#[test]
fn what_comes_slowly_or_never_ends_is_cut_off() {
    let mut site = builtin("site-opens");
    let head = "HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\n";
    let slow = Server::new(move |_, stream| {
        let begun = format!("{head}content-length: 100000\r\n\r\nerror code: 1020 ");
        if stream.write_all(begun.as_bytes()).is_ok() {
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(100));
            }
        }
    });
    site = at(&site, slow.url("/"));
    let report = looked(&site);
    assert_eq!(fact(&report, "error-code"), Some("1020"), "{report:?}");
    assert_eq!(report.seen.get("whole"), Some("no"));
    let endless = Server::new(move |_, stream| {
        let begun = format!("{head}transfer-encoding: chunked\r\n\r\n");
        let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
        if stream.write_all(begun.as_bytes()).is_ok() {
            while stream.write_all(chunk.as_bytes()).is_ok() {}
        }
    });
    let report = looked(&at(&site, endless.url("/")));
    assert_eq!(report.seen.get("status"), Some("403"), "{report:?}");
    assert_eq!(report.seen.get("whole"), Some("no"));
    assert!(report.took < Duration::from_secs(2), "{report:?}");
    let silent = Server::new(|_, _| thread::sleep(Duration::from_secs(30)));
    let report = looked(&at(&site, silent.url("/")));
    assert_eq!(report.unseen, Some(Unseen::TimedOut));
    assert!(report.observation.facts.is_empty());
}

#[test]
fn of_a_hundred_megabytes_only_the_beginning_is_kept() {
    let site = builtin("site-opens");
    let large = Server::new(|_, stream| {
        let begun = "HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n";
        let block = vec![b'x'; 1 << 20];
        let mut n_blocks = 0;
        let mut goes_on = stream.write_all(begun.as_bytes()).is_ok();
        while goes_on && n_blocks < 100 {
            goes_on = stream.write_all(&block).is_ok();
            n_blocks += 1;
        }
    });
    let report = looked(&at(&site, large.url("/")));
    assert_eq!(report.seen.get("status"), Some("200"));
    assert_eq!(report.seen.get("whole"), Some("no"));
    assert!(report.took < Duration::from_secs(2), "{report:?}");
}

#[test]
fn what_cannot_be_unpacked_is_not_guessed_at() {
    let site = builtin("site-opens");
    let headers = format!("{EDGE}content-encoding: gzip\r\n");
    let packed = answer("403 Forbidden", &headers, "error code: 1020");
    let report = looked(&at(&site, Server::saying(packed).url("/")));
    assert_eq!(fact(&report, "error-code"), None, "{report:?}");
    assert_eq!(report.seen.get("status"), Some("403"));
    assert_eq!(fact(&report, "edge-reached"), Some("yes"));
    for rubbish in [
        "",
        "\0\0\0\0",
        "HTTP/1.1 999999 x\r\n\r\n",
        "SSH-2.0-lamp\r\n",
    ] {
        let report = looked(&at(&site, Server::saying(rubbish).url("/")));
        assert!(
            report.observation.facts.is_empty(),
            "{rubbish:?} {report:?}"
        );
        assert!(report.unseen.is_some(), "{rubbish:?}");
        assert_eq!(report.observation.verdict, Verdict::Unknown);
    }
}

#[test]
fn redirects_are_followed_but_not_for_ever() {
    let site = builtin("site-opens");
    let round = Server::new(|path, stream| {
        let next = if path.len() > 4 {
            "/"
        } else {
            &format!("{path}x")
        };
        let location = format!("location: {next}\r\n");
        drop(stream.write_all(answer("302 Found", &location, "").as_bytes()));
    });
    let report = looked(&at(&site, round.url("/")));
    assert_eq!(report.unseen, Some(Unseen::RedirectsTooOften));
    assert!(report.observation.facts.is_empty());
    let once = Server::new(|path, stream| {
        let found = answer("403 Forbidden", SHORT, "error code: 1009");
        let next = answer("307 Temporary Redirect", "location: there\r\n", "");
        let answer = if path == "/there" { found } else { next };
        drop(stream.write_all(answer.as_bytes()));
    });
    let report = looked(&at(&site, once.url("/here")));
    assert_eq!(fact(&report, "error-code"), Some("1009"));
}

#[test]
fn the_status_page_says_how_things_are_or_nothing() {
    let status = builtin("openai-status");
    let page = |conversations: &str, login: &str| {
        format!(
            r#"{{"page": {{"name": "OpenAI"}}, "components": [
            {{"name": "Conversations", "status": "{conversations}"}}, {{"name": "Login", "status": "{login}"}},
            {{"name": "Video generation", "status": "major_outage"}}]}}"#
        )
    };
    let json = "content-type: application/json\r\n";
    let good = Verdict::Fixed;
    let cases = [
        (
            answer("200 OK", json, &page("operational", "operational")),
            Some("ok"),
            good,
        ),
        (
            answer("200 OK", json, &page("partial_outage", "operational")),
            Some("bad"),
            Verdict::Broken,
        ),
        (
            answer("200 OK", json, &page("operational", "under_maintenance")),
            None,
            Verdict::Unknown,
        ),
        (
            answer("200 OK", json, &page("degraded_performance", "operational")),
            None,
            Verdict::Unknown,
        ),
        (
            answer(
                "200 OK",
                json,
                &page("operational", "major_outage").replace("Login", "LOGIN"),
            ),
            Some("bad"),
            Verdict::Broken,
        ),
        (
            answer("200 OK", json, &page("operational", "brand_new_word")),
            None,
            Verdict::Unknown,
        ),
        (
            answer("200 OK", json, r#"{"components": []}"#),
            None,
            Verdict::Unknown,
        ),
        (
            answer(
                "200 OK",
                "content-type: text/html\r\n",
                "<html>Sign in</html>",
            ),
            None,
            Verdict::Unknown,
        ),
        (
            answer(
                "503 Unavailable",
                json,
                &page("major_outage", "operational"),
            ),
            None,
            Verdict::Unknown,
        ),
        (answer("404 Not Found", json, "{}"), None, Verdict::Unknown),
    ];
    for (answer, expected, verdict) in cases {
        let report = looked(&at(&status, Server::saying(answer.clone()).url("/")));
        assert_eq!(
            fact(&report, "status-page"),
            expected,
            "{answer}\n{report:?}"
        );
        assert_eq!(report.observation.verdict, verdict, "{answer}");
    }
    let report = looked(&at(&status, "http://127.0.0.1:1/".to_owned()));
    assert_eq!(fact(&report, "status-page"), None);
    assert_eq!(
        report.observation.verdict,
        Verdict::Unknown,
        "unreachable is no outage"
    );
}

#[test]
fn the_clock_is_compared_with_a_servers() {
    let clock = builtin("clock");
    let past = answer(
        "204 No Content",
        "date: Mon, 01 Jan 2024 00:00:00 GMT\r\n",
        "",
    );
    let report = looked(&at(&clock, Server::saying(past).url("/")));
    assert_eq!(fact(&report, "clock-wrong"), Some("yes"), "{report:?}");
    assert_eq!(report.observation.verdict, Verdict::Broken);
    let none = answer("204 No Content", "", "");
    let report = looked(&at(&clock, Server::saying(none).url("/")));
    assert_eq!(report.unseen, Some(Unseen::Strange));
    assert_eq!(fact(&report, "clock-wrong"), None);
}
