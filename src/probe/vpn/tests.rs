//! Outputs of the platforms' programs; each sample says where its form is documented.

use std::collections::BTreeMap;

use crate::probe::look::Looked;
use crate::system::{Output, Platform, ScriptedSurroundings};

use super::{linux, macos, windows};

/// Returns a sample without the lines that say where it comes from.
macro_rules! sample {
    ($path:literal) => {
        super::super::samples::body(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/samples/",
            $path
        )))
    };
}

const TUNNELS: [&str; 2] = ["TAP-Windows Adapter", "Wintun"];

/// Looks in a world where programs say this.
fn look(platform: Platform, programs: &[(&str, &str)]) -> Looked {
    let said = |text: &str| Output {
        code: Some(0),
        text: text.to_owned(),
    };
    let programs = programs.iter();
    let world = ScriptedSurroundings {
        platform,
        programs: programs
            .map(|(argv, text)| ((*argv).to_owned(), said(text)))
            .collect::<BTreeMap<_, _>>(),
        ..ScriptedSurroundings::default()
    };
    let tunnels = TUNNELS.map(str::to_owned);
    super::look(None, &tunnels, &world, std::time::Instant::now())
}

const GET: &str = "ip route get 192.0.2.1";
const LINKS: &str = "ip -json -details link show";
const CONNECTIONS: &str = "nmcli -t -f TYPE,DEVICE,STATE,NAME connection show --active";

#[test]
fn on_linux_the_interface_of_the_route_decides() {
    let links = sample!("linux/ip-link.json.txt");
    let by_tunnel = look(
        Platform::Linux,
        &[
            (GET, "192.0.2.1 dev tun0 src 10.8.0.2 uid 1000\n    cache\n"),
            (LINKS, links),
            (CONNECTIONS, sample!("linux/nmcli-active.txt")),
        ],
    );
    assert_eq!(by_tunnel.seen.get("active"), Some("yes"));
    assert_eq!(by_tunnel.seen.get("interface"), Some("tun0"));
    assert_eq!(by_tunnel.seen.get("name"), Some("Work: north"));
    let direct = look(
        Platform::Linux,
        &[
            (
                GET,
                "192.0.2.1 via 192.168.1.1 dev wlan0 src 192.168.1.7 uid 1000\n",
            ),
            (LINKS, links),
        ],
    );
    assert_eq!(direct.seen.get("active"), Some("no"));
    assert_eq!(direct.seen.get("idle"), Some("tun0"));
}

#[test]
fn on_linux_a_tunnel_without_a_header_of_its_own_kind_counts() {
    let link = r#"[{"ifname": "anything", "flags": ["UP"], "link_type": "none"}]"#;
    let seen = look(
        Platform::Linux,
        &[(GET, "192.0.2.1 dev anything\n"), (LINKS, link)],
    )
    .seen;
    assert_eq!(seen.get("active"), Some("yes"));
}

#[test]
fn without_a_route_or_a_tool_nothing_is_said() {
    let offline = look(
        Platform::Linux,
        &[
            (GET, "RTNETLINK answers: Network is unreachable\n"),
            (LINKS, sample!("linux/ip-link.json.txt")),
        ],
    );
    assert_eq!(offline.seen.get("active"), None);
    assert!(offline.unseen.is_some());
    for platform in Platform::ALL {
        let nothing = look(platform, &[]);
        assert_eq!(nothing.seen.get("active"), None, "{platform}");
        assert!(nothing.unseen.is_some(), "{platform}");
    }
}

#[test]
fn text_that_is_something_else_says_nothing() {
    for (platform, first, second) in [
        (Platform::Linux, GET, LINKS),
        (
            Platform::Macos,
            "route -n get 192.0.2.1",
            "scutil --nc list",
        ),
        (Platform::Windows, "route print -4 0.0.0.0", "ipconfig /all"),
    ] {
        for text in ["", "error", "???\n???: ???\n", "\u{fffd}\u{fffd} : 1"] {
            let seen = look(platform, &[(first, text), (second, text)]).seen;
            assert_eq!(seen.get("active"), None, "{platform} {text}");
        }
    }
}

#[test]
fn on_macos_the_interface_of_the_route_decides() {
    let tunnel = look(
        Platform::Macos,
        &[
            (
                "route -n get 192.0.2.1",
                sample!("macos/route-get-tunnel.txt"),
            ),
            ("scutil --nc list", sample!("macos/scutil-nc-list.txt")),
        ],
    );
    assert_eq!(tunnel.seen.get("active"), Some("yes"));
    assert_eq!(tunnel.seen.get("name"), Some("Work"));
    let direct = sample!("macos/route-get-direct.txt");
    let direct = look(Platform::Macos, &[("route -n get 192.0.2.1", direct)]);
    assert_eq!(direct.seen.get("active"), Some("no"));
    assert!(macos::is_tunnel("ppp0") && !macos::is_tunnel("en0") && !macos::is_tunnel("tunnel"));
}

#[test]
fn on_windows_the_adapter_of_the_route_decides_in_any_language() {
    let routes = sample!("windows/route-print-tunnel.txt");
    for adapters in [
        sample!("windows/ipconfig-all-en.txt"),
        sample!("windows/ipconfig-all-ja.txt"),
    ] {
        let programs = |routes| {
            [
                ("route print -4 0.0.0.0", routes),
                ("ipconfig /all", adapters),
            ]
        };
        let tunnel = look(Platform::Windows, &programs(routes));
        assert_eq!(tunnel.seen.get("active"), Some("yes"), "{adapters}");
        let direct = sample!("windows/route-print-direct.txt");
        let direct = look(Platform::Windows, &programs(direct));
        assert_eq!(direct.seen.get("active"), Some("no"), "{adapters}");
    }
}

#[test]
fn on_windows_a_dialled_connection_is_a_tunnel() {
    let adapters = "PPP adapter Work:\r\n\r\n   IPv4 Address. . . : 10.9.0.2(Preferred)\r\n";
    let adapter = windows::adapter(adapters, "10.9.0.2").unwrap();
    assert!(adapter.is_tunnel(&[]));
    assert_eq!(windows::adapter(adapters, "10.9.0.20"), None);
}

#[test]
fn the_output_of_iproute2_that_is_no_list_is_refused() {
    assert!(linux::links_of("{}").is_none());
    assert!(linux::links_of("[]").is_some_and(|links| links.is_empty()));
    assert_eq!(linux::interface("192.0.2.1 dev"), None);
    assert_eq!(
        linux::connection("vpn:eth0:activated:a\\:b\\\\\n", "tun0"),
        Some("a:b\\".to_owned())
    );
}

proptest::proptest! {
    #[test]
    fn whatever_programs_say_there_is_an_answer(
        first in "(.|\n|dev |interface: |0\\.0\\.0\\.0 |10\\.0\\.0\\.1|[:\\[\\]{}\" ]){0,40}",
        second in "(.|\n|vpn:|: |\\(Connected\\)|10\\.0\\.0\\.1|[:\\[\\]{}\" ]){0,40}",
    ) {
        for (platform, one, other) in [
            (Platform::Linux, GET, LINKS),
            (Platform::Macos, "route -n get 192.0.2.1", "scutil --nc list"),
            (Platform::Windows, "route print -4 0.0.0.0", "ipconfig /all"),
        ] {
            look(platform, &[(one, &first), (other, &second)]);
        }
        linux::connection(&second, "tun0");
    }
}
