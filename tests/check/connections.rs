//! Connections and certificates.

use super::*;

#[test]
fn a_port_that_nobody_listens_at_is_broken() {
    let report = looked(&at(
        &builtin("site-opens"),
        "http://127.0.0.1:1/".to_owned(),
    ));
    assert_eq!(report.seen.get("tcp"), Some("refused"), "{report:?}");
    assert_eq!(report.observation.verdict, Verdict::Broken);
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
