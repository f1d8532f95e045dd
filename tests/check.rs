//! Checks against servers of the tests' own: the right facts, or a clear "could not tell", always within the limits.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use naosu::knowledge::{Check, CheckKind, FactId, PackSource, Span, load};
use naosu::probe::{Observation, Report, Seen, Unseen, Verdict, look, observe, run};
use naosu::system::{Cancel, RealSurroundings, Surroundings};

use crate::support::Case;
use crate::support::certificate::{Authority, self_signed};
use crate::support::server::{Server, answer};

/// Longer than any check of these tests may take.
const LIMIT: Duration = Duration::from_secs(4);

/// Returns a check of the built-in pack.
fn builtin(id: &str) -> Check {
    let source = PackSource::read(Path::new("knowledge")).expect("the built-in pack");
    let (pack, defects) = load(&[source]);
    assert_eq!(defects, []);
    let pack = pack.expect("a pack without defects");
    pack.checks.get(id).expect("a check of the pack").clone()
}

/// Returns the check with another address to ask, and two seconds for it.
fn at(check: &Check, url: String) -> Check {
    let mut check = check.clone();
    check.timeout = Span::seconds(2);
    match &mut check.kind {
        CheckKind::Http(page) | CheckKind::Clock { page, .. } => page.url = url,
        kind => panic!("no page is asked for: {kind:?}"),
    }
    check
}

/// Runs a check, within its time.
#[track_caller]
fn looked(check: &Check) -> Report {
    let started = Instant::now();
    let report = look(check, &RealSurroundings::default());
    assert!(started.elapsed() < LIMIT, "{report:?}");
    report
}

fn fact<'a>(report: &'a Report, id: &str) -> Option<&'a str> {
    let id = FactId::parse(id).expect("an id");
    report.observation.facts.get(&id).map(String::as_str)
}

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
fn a_port_that_nobody_listens_at_is_broken() {
    let report = looked(&at(
        &builtin("site-opens"),
        "http://127.0.0.1:1/".to_owned(),
    ));
    assert_eq!(report.seen.get("tcp"), Some("refused"), "{report:?}");
    assert_eq!(report.observation.verdict, Verdict::Broken);
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

#[test]
fn many_checks_run_at_once_and_can_be_called_off() {
    let silent = Server::new(|_, _| thread::sleep(Duration::from_secs(30)));
    let check = at(&builtin("site-opens"), silent.url("/"));
    let checks = vec![check; 8];
    let world: Arc<dyn Surroundings> = Arc::new(RealSurroundings::default());
    let started = Instant::now();
    let reports = run(checks.clone(), &world);
    assert_eq!(reports.len(), 8);
    assert!(started.elapsed() < LIMIT, "they wait together");
    let cancel = Cancel::default();
    let world: Arc<dyn Surroundings> = Arc::new(RealSurroundings {
        cancel: cancel.clone(),
        ..RealSurroundings::default()
    });
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        cancel.cancel();
    });
    let started = Instant::now();
    let reports = run(checks, &world);
    assert!(started.elapsed() < Duration::from_millis(1_500));
    for report in reports {
        assert_eq!(report.unseen, Some(Unseen::Cancelled));
    }
}

/// Returns the small pack with checks of its own, in a folder of their own.
fn with_checks(case: Case, checks: &str) -> (Case, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("checks.yaml");
    std::fs::write(&file, checks).expect("a file of one's own");
    let case = case.args(["--knowledge".into(), folder.path().as_os_str().to_owned()]);
    (case, folder)
}

/// A status check and one of the machine itself, for the small pack.
fn lamp_checks(server: Server) -> String {
    let url = server.url("/");
    format!(
        r#"
facts:
  power: {{values: {{"on": {{en: "there is power", ja: "電気は来ている"}}, "off": {{en: "there is no power", ja: "停電している"}}}}}}
checks:
  mains:
    title: {{en: "The power company", ja: "電力会社"}}
    http: "{url}"
    read: {{power: {{line: power}}}}
    observe: {{power: {{"on": 'power == "on"', "off": 'power == "off"'}}, mains-state: {{live: 'power == "on"'}}, lamp-name: {{is: power}}}}
    fixed-when: power == on
    broken-when: power == off
    if-broken: {{en: "Wait for it.", ja: "復旧を待ちましょう。"}}
"#
    )
}

#[test]
fn a_check_that_uses_the_network_takes_consent() {
    let server = Server::saying("");
    let host = server.address.to_string();
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    case.args(["check"])
        .stdout(format!(
            "\nNot run, because these would speak to the network; add --online to agree:\n  - The power company ({host})\n"
        ))
        .exit(0);
    let online = "agree with `--online`";
    let back_online = "leave `--offline` out and agree with `--online`";
    for (args, hint) in [
        (&["status"][..], online),
        (&["check", "mains"], online),
        (&["check", "mains", "--offline"], back_online),
        (&["status", "--offline"], back_online),
    ] {
        let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
        case.args(args.iter().copied())
            .stderr(format!(
                "error: this would speak to {host}, and nobody agreed to that\nhint: {hint}\n"
            ))
            .exit(2);
    }
}

#[test]
fn what_is_wrong_is_said_and_is_the_exit_code() {
    let server = Server::saying(answer("200 OK", "", "power=off\n"));
    let case = |args: &[&str]| {
        let (case, folder) = with_checks(Case::lamp(), &lamp_checks(server));
        (case.args(args.iter().copied()), folder)
    };
    let (run, _folder) = case(&["check", "--online"]);
    run.stdout("!!  The power company  off; there is no power\n    Wait for it.\n")
        .exit(1);
    let (run, _folder) = case(&["check", "--online", "--lang", "ja"]);
    run.stdout("!!  電力会社  off、停電している\n    復旧を待ちましょう。\n")
        .exit(1);
    let (run, _folder) = case(&["status", "--online"]);
    run.stdout("The power company: Wait for it.\n").exit(1);
    let (run, _folder) = case(&["check", "mains", "mains", "--online", "--json"]);
    let json = run.ran().json();
    assert_eq!(json["checks"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["wrong"], 1);
    assert_eq!(json["checks"][0]["verdict"], "broken");
    assert_eq!(json["checks"][0]["facts"]["power"], "off");
    assert_eq!(json["checks"][0]["fields"]["status"], "200");
}

#[test]
fn what_fields_mean_is_told_with_what_they_hold() {
    let server = Server::saying(answer("429 Too Many Requests", "retry-after: 7200\r\n", ""));
    let checks = format!(
        r#"
checks:
  mains:
    title: {{en: "The socket", ja: "コンセント"}}
    http: "{}"
    read: {{wait: {{header: retry-after}}}}
    observe: {{mains-state: {{live: 'status == 200'}}, lamp-name: {{is: host}}}}
    fixed-when: status == 200
    tells:
      'status == 500': {{en: "Not this one.", ja: "これではない。"}}
      'status == 429 and whole == "no"': {{en: "Nor this.", ja: "これでもない。"}}
      'status == 429': {{en: "Told to wait for {{wait:time}} ({{status}}).", ja: "{{wait:time}}待つよう言われました({{status}})。"}}
"#,
        server.url("/")
    );
    for (lang, told) in [
        ("en", "Told to wait for about 2 hours (429)."),
        ("ja", "約2時間待つよう言われました(429)。"),
    ] {
        let (case, _folder) = with_checks(Case::lamp(), &checks);
        let ran = case
            .args(["check", "mains", "--online", "--lang", lang])
            .ran();
        assert!(ran.stdout.contains(told), "{ran:?}");
        assert_eq!(ran.code, Some(0));
    }
}

#[test]
fn a_telling_of_an_unknown_field_is_a_defect() {
    let checks = "checks:\n  mains:\n    hosts: [lamp.example]\n    observe: {mains-state: {dead: override}}\n    tells: {override: {en: \"It is {addres}.\"}}\n";
    let (case, _folder) = with_checks(Case::lamp(), checks);
    case.args(["check"])
        .stderr_has("unknown field `addres`")
        .exit(3);
}

/// Returns what a check of the built-in pack says of these fields.
fn observed(id: &str, fields: &[(&str, &str)]) -> Observation {
    let mut seen = Seen::default();
    for (name, value) in fields {
        seen.set(name, *value);
    }
    observe(&builtin(id), &seen)
}

#[test]
fn what_a_proxy_does_is_not_judged_by_what_happens_past_it() {
    for (id, fields) in [
        (
            "site-names",
            &[("system", "no-such-name"), ("filtered", "yes")][..],
        ),
        (
            "site-connects",
            &[("connected", "no"), ("ipv4", "ok"), ("ipv6", "timed-out")],
        ),
        (
            "site-certificate",
            &[("tls", "untrusted"), ("public", "untrusted")],
        ),
    ] {
        let via = |via| {
            let mut fields = fields.to_vec();
            fields.push(("via", via));
            observed(id, &fields)
        };
        assert_eq!(via("proxy"), Observation::default(), "{id}");
        let direct = via("direct");
        assert_eq!(direct.verdict, Verdict::Broken, "{id}");
        assert_eq!(direct.facts.len(), 1, "{id}");
    }
}

#[test]
fn a_proxy_that_is_dead_is_said_and_no_sign_in_page() {
    let ran = Case::new()
        .env("http_proxy", "http://127.0.0.1:1")
        .env("https_proxy", "http://127.0.0.1:1")
        .args([
            "check",
            "network-portal",
            "site-opens",
            "--online",
            "--json",
        ])
        .ran();
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for check in ran.json()["checks"].as_array().expect("checks") {
        assert_eq!(check["fields"]["proxy"], "refused", "{check}");
        assert_eq!(check["facts"], serde_json::json!({"proxy-answers": "no"}));
        assert_eq!(check["verdict"], "broken");
    }
    Case::new()
        .env("http_proxy", "http://127.0.0.1:1")
        .args(["check", "network-portal", "--online"])
        .stdout_has("The proxy that is set does not answer")
        .stdout_lacks("until you sign in")
        .exit(1);
}

#[test]
fn a_tunnel_beside_the_way_and_a_dialled_line_leave_it_open() {
    let verdict = |fields: &[(&str, &str)]| observed("local-vpn", fields).verdict;
    assert_eq!(
        verdict(&[("active", "no"), ("idle", "none")]),
        Verdict::Fixed
    );
    assert_eq!(
        verdict(&[("active", "no"), ("idle", "tun0")]),
        Verdict::Unknown
    );
    assert_eq!(
        verdict(&[("dialled", "yes"), ("idle", "none")]),
        Verdict::Unknown
    );
    for (interface, description, kind) in [
        ("CloudflareWARP", "Cloudflare WARP Interface Tunnel", "warp"),
        (
            "Ethernet 3",
            "Cisco AnyConnect Virtual Miniport Adapter for Windows x64",
            "company",
        ),
        ("イーサネット 2", "TAP-NordVPN Windows Adapter V9", "app"),
    ] {
        let fields = [
            ("active", "yes"),
            ("interface", interface),
            ("description", description),
        ];
        let facts = observed("local-vpn", &fields).facts;
        let id = FactId::parse("vpn-kind").expect("an id");
        assert_eq!(
            facts.get(&id).map(String::as_str),
            Some(kind),
            "{description}"
        );
    }
}

#[test]
fn an_unknown_check_is_a_wrong_usage() {
    Case::new()
        .args(["check", "local-vnp"])
        .stderr("error: there is no check `local-vnp`\nhint: did you mean `local-vpn`?\n")
        .exit(2);
}

#[test]
fn a_program_of_knowledge_that_is_not_trusted_does_not_run() {
    let ran = Case::lamp().args(["check"]).ran();
    assert!(ran.stdout.contains("not trusted"), "{ran:?}");
    assert_eq!(ran.code, Some(0));
    Case::lamp()
        .args(["check", "mains"])
        .stderr("error: this would start a program for knowledge that is not trusted\nhint: agree with `--trust-knowledge`\n")
        .exit(2);
}

/// Returns what the check of the site's certificate says of the server at this address.
fn certificate(address: std::net::SocketAddr) -> Report {
    let mut check = builtin("site-certificate");
    check.timeout = Span::seconds(2);
    match &mut check.kind {
        CheckKind::Tls(target) => {
            "localhost".clone_into(&mut target.host);
            target.port = address.port();
        }
        kind => panic!("no certificate is looked at: {kind:?}"),
    }
    looked(&check)
}

#[test]
fn certificates_that_are_not_in_order_are_told_apart() {
    let authority = Authority::new("Lamp Works");
    let cases = [
        (self_signed("localhost"), "untrusted", "yes"),
        (authority.sign("localhost", 2020, 2120), "untrusted", "no"),
        (authority.sign("localhost", 2020, 2021), "expired", "no"),
        (
            authority.sign("localhost", 2119, 2120),
            "not-yet-valid",
            "no",
        ),
        (
            authority
                .sign("localhost", 2020, 2120)
                .with_key_of(self_signed("localhost")),
            "unproven",
            "no",
        ),
    ];
    for (shown, fault, is_self_signed) in cases {
        let report = certificate(shown.serve());
        assert_eq!(report.seen.get("tls"), Some(fault), "{report:?}");
        assert_eq!(
            report.seen.get("self-signed"),
            Some(is_self_signed),
            "{report:?}"
        );
        assert_eq!(report.observation.verdict, Verdict::Broken, "{report:?}");
        if is_self_signed == "no" {
            assert_eq!(report.seen.get("issuer"), Some("Lamp Works"));
        }
    }
}

#[test]
fn a_server_that_shows_no_certificate_says_nothing() {
    let report = certificate(Server::saying("220 lamp.example ready\r\n").address);
    assert!(report.observation.facts.is_empty(), "{report:?}");
    assert!(report.unseen.is_some());
    assert_eq!(report.observation.verdict, Verdict::Unknown);
}

#[test]
fn an_authority_that_only_this_machine_trusts_is_seen() {
    let authority = Authority::new("Lamp Works");
    let trusted = tempfile::NamedTempFile::new().expect("a file of one's own");
    std::fs::write(trusted.path(), authority.pem()).expect("a file of one's own");
    for (host, expected, public) in [
        ("localhost", "ok", "untrusted"),
        ("lamp.example", "wrong-name", "untrusted"),
    ] {
        let address = authority.sign(host, 2020, 2120).serve();
        let checks = format!(
            "checks:\n  mains: {{tls: \"localhost:{}\", fixed-when: 'tls == \"ok\"', observe: {{mains-state: {{live: 'public == \"ok\"'}}, lamp-name: {{is: issuer}}}}}}\n",
            address.port()
        );
        let (case, _folder) = with_checks(Case::lamp(), &checks);
        let case = case.env("SSL_CERT_FILE", trusted.path());
        let json = case
            .args(["check", "mains", "--online", "--json"])
            .ran()
            .json();
        let fields = &json["checks"][0]["fields"];
        assert_eq!(fields["tls"], expected, "{json}");
        assert_eq!(fields["public"], public, "{json}");
        assert_eq!(fields["issuer"], "Lamp Works", "{json}");
    }
}

#[test]
fn what_was_found_fits_a_narrow_terminal_in_both_languages() {
    for lang in ["en", "ja"] {
        for columns in ["40", "60", "80", "100"] {
            let case = Case::new().env("COLUMNS", columns);
            let ran = case.args(["check", "--lang", lang]).ran();
            let width: usize = columns.parse().expect("a number");
            for line in ran.stdout.lines() {
                assert!(
                    unicode_width::UnicodeWidthStr::width(line) <= width,
                    "{line}"
                );
            }
            assert!(ran.stdout.contains("chatgpt.com"), "{ran:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_left_in_the_home_of_the_person() {
    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder of one's own");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let below = paths.flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        });
        below.collect()
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let case = Case::new().env("PATH", path).args(["check"]);
    case.went_well();
    for file in files(case.home()) {
        assert!(
            file.to_string_lossy().contains("naosu"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn another_device_cannot_be_looked_at() {
    Case::new()
        .args(["check", "local-vpn", "--platform", "ios"])
        .stderr(
            "error: checks look at this machine, which is no iOS\nhint: leave `--platform` out\n",
        )
        .exit(2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_checks_at_once() {
    use crate::support::terminal::Terminal;
    let (sender, asked) = std::sync::mpsc::channel();
    let server = Server::new(move |_, _| {
        // Whoever waited may have gone away.
        let _ = sender.send(());
        thread::sleep(Duration::from_secs(30));
    });
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    let terminal = Terminal::start(case.args(["check", "--online"]));
    asked
        .recv_timeout(Duration::from_secs(20))
        .expect("the server is asked");
    let started = Instant::now();
    terminal.control('c').expect("interrupted").exit(130);
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_progress_line_that_is_wider_than_the_terminal_does_not_pile_up() {
    use crate::support::terminal::Terminal;
    let server = Server::new(|_, _| thread::sleep(Duration::from_secs(2)));
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    let case = case.args(["check", "mains", "--online", "--lang", "ja"]);
    // In columns it is wider than that, in characters it is not.
    let shown = Terminal::wide(case, 36).exit(0);
    let (_, after) = shown
        .split_once("通信して確認しています")
        .expect("the line");
    assert!(
        after.contains("通信して確認しています"),
        "it moves: {shown:?}"
    );
    assert!(after.contains("\u{1b}[1A"), "it goes back up: {shown:?}");
}

/// The object of `--json`: other programs rely on it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Contract {
    v: u32,
    wrong: usize,
    checks: Vec<CheckContract>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckContract {
    id: String,
    title: String,
    kind: String,
    hosts: Vec<String>,
    ran: bool,
    verdict: Option<String>,
    facts: Option<BTreeMap<String, String>>,
    fields: Option<BTreeMap<String, String>>,
    unseen: Option<String>,
    at: Option<String>,
    seconds: Option<f64>,
}

#[test]
fn the_object_for_programs_is_as_promised() {
    let ran = Case::new().args(["check", "--json"]).ran();
    let object: Contract = serde_json::from_str(&ran.stdout).expect("the promised object");
    assert_eq!((object.v, object.wrong), (1, 0), "{ran:?}");
    assert!(object.checks.len() > 10);
    for check in object.checks {
        assert!(
            !check.title.is_empty() && !check.kind.is_empty(),
            "{}",
            check.id
        );
        // What speaks to nobody is run, and everything else is left alone.
        assert_eq!(check.ran, check.hosts.is_empty(), "{}", check.id);
        let told = [
            check.verdict.is_some(),
            check.facts.is_some(),
            check.fields.is_some(),
        ];
        assert_eq!(told, [check.ran; 3], "{}", check.id);
        assert_eq!(
            [check.at.is_some(), check.seconds.is_some()],
            [check.ran; 2]
        );
        assert!(check.ran || check.unseen.is_none(), "{}", check.id);
    }
}

#[test]
fn a_safe_page_is_read_where_its_authority_is_trusted() {
    let authority = Authority::new("Lamp Works");
    let trusted = tempfile::NamedTempFile::new().expect("a file of one's own");
    std::fs::write(trusted.path(), authority.pem()).expect("a file of one's own");
    let page = |host: &str, trusts: bool| {
        let address = authority.sign(host, 2020, 2120).serve();
        let checks = format!(
            "checks:\n  mains: {{http: \"https://localhost:{}/\", read: {{power: {{line: power}}}}, observe: {{mains-state: {{live: 'power == \"on\"'}}, lamp-name: {{is: power}}}}, fixed-when: power == on}}\n",
            address.port()
        );
        let (mut case, _folder) = with_checks(Case::lamp(), &checks);
        if trusts {
            case = case.env("SSL_CERT_FILE", trusted.path());
        }
        case.args(["check", "mains", "--online", "--json"])
            .ran()
            .json()["checks"][0]
            .clone()
    };
    let read = page("localhost", true);
    assert_eq!(read["facts"]["mains-state"], "live", "{read}");
    assert_eq!(read["fields"]["tls"], "ok", "{read}");
    for (refused, fault) in [
        (page("localhost", false), "untrusted"),
        (page("lamp.example", true), "wrong-name"),
    ] {
        assert_eq!(refused["fields"]["tls"], fault, "{refused}");
        assert_eq!(refused["facts"], serde_json::json!({}), "{refused}");
    }
}
