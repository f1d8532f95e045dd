//! What the built-in checks make of what was seen.

use super::*;

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
