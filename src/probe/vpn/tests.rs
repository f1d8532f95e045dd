//! Outputs of the platforms' programs; each sample says where its form is documented.

use std::collections::BTreeMap;

use crate::probe::look::Looked;
use crate::system::{Output, Platform, ScriptedSurroundings};

use crate::probe::Seen;

use super::{Way, linux, macos, windows};

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
    super::look(&[], &tunnels, &world, std::time::Instant::now())
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
        (Platform::Windows, "route print -4", "ipconfig /all"),
    ] {
        for text in ["", "error", "???\n???: ???\n", "\u{fffd}\u{fffd} : 1"] {
            let seen = look(platform, &[(first, text), (second, text)]).seen;
            assert_eq!(seen.get("active"), None, "{platform} {text}");
        }
    }
}

/// Constructed; form: the manual of `ifconfig`(8).
const IFCONFIG: &str = "en0: flags=8863<UP,BROADCAST> mtu 1500\n\tinet 192.168.1.7 netmask 0xffffff00\nutun0: flags=8051<UP,POINTOPOINT> mtu 1380\n\tinet6 fe80::1%utun0 prefixlen 64\nutun4: flags=8051<UP,POINTOPOINT> mtu 1400\n\tinet 10.8.0.2 --> 10.8.0.1 netmask 0xffffff00\n";

#[test]
fn on_macos_a_dialled_line_is_a_tunnel_where_it_is_listed_as_one() {
    for (listed, active) in [
        (
            "* (Connected) 1-2 PPP --> L2TP \"Work\" [PPP:L2TP]\n",
            Some("yes"),
        ),
        (
            "* (Connected) 1-2 PPP --> PPPoE \"Line\" [PPP:PPPoE]\n",
            None,
        ),
        ("", None),
    ] {
        let programs = [
            ("route -n get 192.0.2.1", "  interface: ppp0\n"),
            ("scutil --nc list", listed),
            ("ifconfig", ""),
        ];
        let seen = look(Platform::Macos, &programs).seen;
        assert_eq!(seen.get("active"), active, "{listed}");
        assert_eq!(seen.get("interface"), Some("ppp0"));
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
            ("ifconfig", IFCONFIG),
        ],
    );
    assert_eq!(tunnel.seen.get("active"), Some("yes"));
    assert_eq!(tunnel.seen.get("name"), Some("Work"));
    let direct = sample!("macos/route-get-direct.txt");
    let programs = [("route -n get 192.0.2.1", direct), ("ifconfig", IFCONFIG)];
    let direct = look(Platform::Macos, &programs);
    assert_eq!(direct.seen.get("active"), Some("no"));
    assert_eq!(
        direct.seen.get("idle"),
        Some("utun4"),
        "utun0 is the system's own"
    );
    assert!(macos::is_tunnel("utun3") && !macos::is_tunnel("en0") && !macos::is_tunnel("tunnel"));
}

#[test]
fn on_windows_the_adapter_of_the_route_decides_in_any_language() {
    let routes = sample!("windows/route-print-tunnel.txt");
    for adapters in [
        sample!("windows/ipconfig-all-en.txt"),
        sample!("windows/ipconfig-all-ja.txt"),
    ] {
        let programs = |routes| [("route print -4", routes), ("ipconfig /all", adapters)];
        let tunnel = look(Platform::Windows, &programs(routes));
        assert_eq!(tunnel.seen.get("active"), Some("yes"), "{adapters}");
        let direct = sample!("windows/route-print-direct.txt");
        let direct = look(Platform::Windows, &programs(direct));
        assert_eq!(direct.seen.get("active"), Some("no"), "{adapters}");
    }
}

/// Returns what is seen on Windows where everything leaves by 10.9.0.2.
fn on_windows(adapters: &str) -> Seen {
    let routes = "  0.0.0.0  0.0.0.0  On-link  10.9.0.2  25\r\n";
    let programs = [("route print -4", routes), ("ipconfig /all", adapters)];
    look(Platform::Windows, &programs).seen
}

#[test]
fn on_windows_a_dialled_connection_is_a_tunnel_only_where_the_phone_book_says_so() {
    for heading in ["PPP adapter Line", "PPP アダプター Line"] {
        let adapters = format!("{heading}:\r\n\r\n   IPv4 . . . : 10.9.0.2(Preferred)\r\n");
        let seen = on_windows(&adapters);
        assert_eq!(seen.get("active"), None, "{heading}");
        assert_eq!(seen.get("interface"), Some("Line"));
    }
    let adapters = windows::adapters("PPP adapter Work:\n   IPv4. . : 10.9.0.2(Preferred)\n");
    let book = "[Line]\r\nEncoding=1\r\nType=5\r\n[Work]\r\nType=2\r\nTypeOfX=2\r\n";
    let book = windows::tunnels_of(book);
    assert_eq!(book, ["Work"]);
    assert_eq!(adapters[0].way(&[], &book), Way::Tunnel);
    assert_eq!(adapters[0].way(&["work".to_owned()], &[]), Way::Tunnel);
}

#[test]
fn on_windows_an_adapter_has_a_name_and_a_description_in_both_languages() {
    for (adapters, interface, description) in [
        (
            sample!("windows/ipconfig-all-warp-en.txt"),
            "CloudflareWARP",
            "Cloudflare WARP Interface Tunnel",
        ),
        (
            sample!("windows/ipconfig-all-warp-ja.txt"),
            "CloudflareWARP",
            "Cloudflare WARP Interface Tunnel",
        ),
        (
            sample!("windows/ipconfig-all-anyconnect-en.txt"),
            "Ethernet 3",
            "Cisco AnyConnect Virtual Miniport Adapter for Windows x64",
        ),
        (
            sample!("windows/ipconfig-all-anyconnect-ja.txt"),
            "イーサネット 3",
            "Cisco AnyConnect Virtual Miniport Adapter for Windows x64",
        ),
    ] {
        let seen = on_windows(adapters);
        assert_eq!(seen.get("interface"), Some(interface));
        assert_eq!(seen.get("description"), Some(description));
    }
}

#[test]
fn on_windows_the_narrowest_route_counts_and_a_tunnel_beside_it_is_told() {
    let routes = sample!("windows/route-print-split.txt");
    let out = |address: &str| {
        let own = windows::way_out(routes, address.parse().unwrap());
        own.map(|own| own.to_string())
    };
    assert_eq!(out("104.18.32.47").as_deref(), Some("10.8.0.2"));
    assert_eq!(out("192.0.2.1").as_deref(), Some("192.168.1.7"));
    let adapters = sample!("windows/ipconfig-all-en.txt");
    let programs = [("route print -4", routes), ("ipconfig /all", adapters)];
    let seen = look(Platform::Windows, &programs).seen;
    assert_eq!(seen.get("active"), Some("no"));
    assert_eq!(seen.get("idle"), Some("Local Area Connection"));
}

#[test]
fn on_linux_modems_and_dialled_lines_can_be_either() {
    for (link, listed, active) in [
        (
            r#"[{"ifname": "ppp0", "flags": ["UP"], "link_type": "ppp"}]"#,
            "",
            None,
        ),
        (
            r#"[{"ifname": "ppp0", "flags": ["UP"], "link_type": "ppp"}]"#,
            "vpn:eth0:activated:Work\n",
            Some("yes"),
        ),
        (
            r#"[{"ifname": "wwan0", "flags": ["UP"], "link_type": "none"}]"#,
            "",
            None,
        ),
        (
            r#"[{"ifname": "Wintun0", "flags": ["UP"], "link_type": "ppp"}]"#,
            "",
            Some("yes"),
        ),
    ] {
        let name = link.split('"').nth(3).unwrap();
        let route = format!("192.0.2.1 dev {name} scope link\n");
        let programs = [(GET, route.as_str()), (LINKS, link), (CONNECTIONS, listed)];
        let seen = look(Platform::Linux, &programs).seen;
        assert_eq!(seen.get("active"), active, "{link} {listed}");
        assert_eq!(seen.get("idle"), Some("none"));
    }
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
            (Platform::Windows, "route print -4", "ipconfig /all"),
        ] {
            look(platform, &[(one, &first), (other, &second)]);
        }
        linux::connection(&second, "tun0");
    }
}
