//! Checks in networks of the tests' own: each test runs itself again in a network and a view of the files of its own,
//! which end with it. Nothing outside of them is touched.

use std::env;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::Case;
use crate::support::server::{Server, answer};

/// Set inside, so that a test knows where it is.
const INSIDE: &str = "NAOSU_TEST_INSIDE";

/// Returns a program of this machine.
pub(crate) fn program(name: &str, package: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    let mut programs = folders.map(|folder: PathBuf| folder.join(name));
    let found = programs.find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("`{name}` is on the PATH (package {package})"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tests start the programs that their networks are made of"
)]
pub(crate) fn command(name: &str, package: &str) -> Command {
    Command::new(program(name, package))
}

/// Runs this test again in a network of its own, where `body` is run.
pub(crate) fn inside(test: &str, body: impl FnOnce(&Network)) {
    if env::var_os(INSIDE).is_some() {
        let network = Network::new();
        return body(&network);
    }
    let own = env::current_exe().expect("a path of one's own");
    let output = command("unshare", "util-linux")
        .args(["--net", "--mount"])
        .arg(own)
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .expect("the rights to it");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let Output {
        status,
        stdout,
        stderr,
    } = output;
    assert!(status.success(), "{}\n{}", said(&stdout), said(&stderr));
    assert!(
        said(&stdout).contains("1 passed"),
        "no test is called {test}"
    );
}

/// A network of one machine; its loopback is up.
pub(crate) struct Network {
    pub(crate) folder: tempfile::TempDir,
}

/// A server that is stopped at the end.
pub(crate) struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Network {
    fn new() -> Self {
        let network = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        ip("link set lo up");
        network.put("/etc/hosts", "127.0.0.1 localhost\n");
        network.put(
            "/etc/resolv.conf",
            "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
        );
        network
    }

    /// Puts a text where a file of the machine is, for this test alone.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let own = self.folder.path().join(path.replace('/', "_"));
        let is_new = !own.exists();
        fs::write(&own, text).expect("a file of one's own");
        if is_new {
            let status = command("mount", "mount")
                .arg("--bind")
                .arg(&own)
                .arg(path)
                .status();
            assert!(status.is_ok_and(|status| status.success()), "{path}");
        }
    }
}

pub(crate) fn ip(arguments: &str) {
    let arguments = arguments.split(' ');
    let status = command("ip", "iproute2").args(arguments).status();
    assert!(status.is_ok_and(|status| status.success()));
}

/// Starts a server and waits until its port is open.
pub(crate) fn start(name: &str, package: &str, arguments: &[&str]) -> Stopped {
    let child = command(name, package)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let child = Stopped(child.expect("the server starts"));
    thread::sleep(Duration::from_millis(500));
    child
}

/// Returns a run of checks that may use the network.
fn case(ids: &[&str]) -> Case {
    let path = env::var_os("PATH").unwrap_or_default();
    Case::new()
        .env("PATH", path)
        .args(["check", "--json", "--online"])
        .args(ids.iter().copied())
}

/// Returns a run of all checks that tells in words what came of them: the network's together, beside that of tunnels.
fn case_in_words() -> Case {
    let path = env::var_os("PATH").unwrap_or_default();
    Case::new().env("PATH", path).args(["check", "--online"])
}

/// Runs one check and returns what came of it.
fn check(id: &str) -> Value {
    result(&case(&[id]))
}

fn result(case: &Case) -> Value {
    let started = Instant::now();
    let result = case.ran().json()["checks"][0].clone();
    assert!(started.elapsed() < Duration::from_secs(20), "{result}");
    result
}

#[track_caller]
fn assert_fact(result: &Value, fact: &str, value: Option<&str>) {
    assert_eq!(result["facts"][fact].as_str(), value, "{result}");
}

#[test]
fn a_tunnel_that_carries_the_traffic_is_seen_and_one_that_is_only_there_is_not() {
    let name =
        "namespaces::a_tunnel_that_carries_the_traffic_is_seen_and_one_that_is_only_there_is_not";
    inside(name, |_| {
        ip("link add wan type veth peer name far");
        ip("address add 198.51.100.2/24 dev wan");
        ip("link set wan up");
        ip("link set far up");
        ip("route add default via 198.51.100.1 dev wan");
        ip("tuntap add dev anything mode tun");
        let configured = check("local-vpn");
        assert_fact(&configured, "vpn-in-use", None);
        assert_eq!(configured["fields"]["active"], "no", "{configured}");
        ip("address add 10.8.0.2/24 dev anything");
        ip("link set anything up");
        assert_fact(&check("local-vpn"), "vpn-in-use", None);
        // The way in which OpenVPN takes everything and leaves the default route as it is.
        ip("route add 0.0.0.0/1 dev anything");
        ip("route add 128.0.0.0/1 dev anything");
        let active = check("local-vpn");
        assert_fact(&active, "vpn-in-use", Some("yes"));
        assert_eq!(active["fields"]["interface"], "anything");
    });
}

#[test]
fn without_any_network_nothing_is_said_of_tunnels_and_all_ends_at_once() {
    let name = "namespaces::without_any_network_nothing_is_said_of_tunnels_and_all_ends_at_once";
    inside(name, |_| {
        let started = Instant::now();
        let ran = case(&[]).ran();
        assert!(started.elapsed() < Duration::from_secs(15), "{ran:?}");
        let told = case_in_words().ran();
        assert_eq!(
            told.stdout.matches("there is no network").count(),
            2,
            "{told:?}"
        );
        let checks = ran.json()["checks"].clone();
        for check in checks.as_array().expect("a list") {
            let id = check["id"].as_str().expect("an id");
            let facts = check["facts"].as_object().expect("facts");
            match id {
                "hosts-file" | "proxy-settings" | "browsers" => {}
                "network-portal" => assert_fact(check, "other-sites-fail", Some("yes")),
                _ => assert!(facts.is_empty(), "{check}"),
            }
        }
    });
}

#[test]
fn an_entry_in_the_file_of_hosts_is_seen() {
    inside(
        "namespaces::an_entry_in_the_file_of_hosts_is_seen",
        |network| {
            assert_fact(&check("hosts-file"), "hosts-entry", Some("no"));
            network.put(
                "/etc/hosts",
                "127.0.0.1 localhost\n0.0.0.0 auth.openai.com # blocked\n",
            );
            let seen = check("hosts-file");
            assert_fact(&seen, "hosts-entry", Some("yes"));
            assert_eq!(seen["verdict"], "broken");
        },
    );
}

/// What a name server is started with: it answers everything with an address.
pub(crate) const DNSMASQ: [&str; 5] = [
    "--no-daemon",
    "--no-resolv",
    "--no-hosts",
    "--bind-interfaces",
    "--user=root",
];

#[test]
fn a_name_server_that_hijacks_and_one_that_is_dead_are_told_from_a_good_one() {
    let name =
        "namespaces::a_name_server_that_hijacks_and_one_that_is_dead_are_told_from_a_good_one";
    inside(name, |_| {
        ip("address add 1.1.1.1/32 dev lo");
        let dnsmasq = |address: &str, answer: &str| {
            let listen = format!("--listen-address={address}");
            let answers = ["chatgpt.com", "openai.com", "cloudflare.com"]
                .map(|name| format!("--address=/{name}/{answer}"));
            let mut arguments = DNSMASQ.to_vec();
            arguments.push(&listen);
            arguments.extend(answers.iter().map(String::as_str));
            start("dnsmasq", "dnsmasq-base", &arguments)
        };
        // Names that are not its own it refuses, which is no answer at all.
        let everybody = dnsmasq("1.1.1.1", "192.0.2.80");
        let good = dnsmasq("127.0.0.1", "192.0.2.80");
        assert_fact(&check("site-names"), "name-lookup", Some("ok"));
        drop(good);
        let hijacked = dnsmasq("127.0.0.1", "10.0.0.9");
        let seen = check("site-names");
        assert_fact(&seen, "name-lookup", Some("filtered"));
        assert_eq!(seen["fields"]["private"], "yes");
        drop(hijacked);
        let denies = dnsmasq("127.0.0.1", "");
        let seen = check("site-names");
        assert_fact(&seen, "name-lookup", Some("filtered"));
        assert_eq!(seen["fields"]["system"], "no-such-name");
        drop(denies);
        let dead = check("site-names");
        assert_eq!(dead["fields"]["system"], "failed", "{dead}");
        assert_eq!(dead["verdict"], "broken");
        drop(everybody);
        // Where there is no way out at all, it is not the name servers' fault.
        assert_fact(&check("site-names"), "name-lookup", None);
        ip("link add wan type veth peer name far");
        ip("address add 198.51.100.2/24 dev wan");
        ip("link set wan up");
        ip("link set far up");
        ip("route add default via 198.51.100.1 dev wan");
        assert_fact(&check("site-names"), "name-lookup", Some("failed"));
    });
}

#[test]
fn the_persons_proxy_is_seen_and_used() {
    inside(
        "namespaces::the_persons_proxy_is_seen_and_used",
        |network| {
            network.put(
                "/etc/hosts",
                "127.0.0.1 localhost www.msftconnecttest.com\n",
            );
            let page = answer("200 OK", "", "Microsoft Connect Test");
            Server::at("127.0.0.1:80", move |_, stream| {
                drop(stream.write_all(page.as_bytes()));
            });
            let config = network.folder.path().join("tinyproxy.conf");
            let log = network.folder.path().join("tinyproxy.log");
            let lines = format!(
                "Port 8888\nListen 127.0.0.1\nTimeout 10\nLogFile \"{}\"\nLogLevel Connect\n",
                log.display()
            );
            fs::write(&config, lines).expect("a file of one's own");
            let config = config.to_str().expect("a plain path").to_owned();
            let _proxy = start("tinyproxy", "tinyproxy-bin", &["-d", "-c", &config]);
            let proxied = |id: &str| {
                let case = case(&[id]);
                let proxy = "http://127.0.0.1:8888";
                let case = case.env("http_proxy", proxy).env("https_proxy", proxy);
                result(&case)
            };
            let settings = proxied("proxy-settings");
            assert_fact(&settings, "proxy-in-use", Some("yes"));
            assert_eq!(settings["fields"]["server"], "127.0.0.1:8888");
            let exempt = ["proxy-settings"];
            let exempt = self::case(&exempt)
                .env("https_proxy", "http://127.0.0.1:8888")
                .env("no_proxy", "chatgpt.com");
            let exempt = result(&exempt);
            assert_fact(&exempt, "proxy-in-use", None);
            assert_eq!(exempt["fields"]["exempt"], "yes", "{exempt}");
            // Nobody but the proxy can look names up here.
            ip("link add wan type veth peer name far");
            ip("address add 198.51.100.2/24 dev wan");
            ip("link set wan up");
            ip("link set far up");
            ip("route add default via 198.51.100.1 dev wan");
            let names = proxied("site-names");
            assert_fact(&names, "name-lookup", None);
            assert_eq!(names["fields"]["via"], "proxy", "{names}");
            assert_fact(&proxied("network-portal"), "wifi-sign-in-page", Some("no"));
            let log = fs::read_to_string(log).expect("what the proxy did");
            assert!(log.contains("www.msftconnecttest.com"), "{log}");
        },
    );
}

#[test]
fn a_sign_in_page_of_the_network_is_seen() {
    inside(
        "namespaces::a_sign_in_page_of_the_network_is_seen",
        |network| {
            network.put(
                "/etc/hosts",
                "127.0.0.1 localhost www.msftconnecttest.com\n",
            );
            let page = answer("302 Found", "location: http://login.example/\r\n", "");
            Server::at("127.0.0.1:80", move |_, stream| {
                drop(stream.write_all(page.as_bytes()));
            });
            let seen = check("network-portal");
            assert_fact(&seen, "wifi-sign-in-page", Some("yes"));
            assert_eq!(seen["fields"]["redirect"], "login.example");
            assert_eq!(seen["verdict"], "broken");
        },
    );
}

#[test]
fn ipv6_that_leads_nowhere_is_seen_beside_ipv4_that_works() {
    let name = "namespaces::ipv6_that_leads_nowhere_is_seen_beside_ipv4_that_works";
    inside(name, |network| {
        ip("link add wan type veth peer name far");
        ip("link set wan up");
        ip("link set far up");
        ip("-6 address add 2001:db8::2/64 dev wan nodad");
        network.put(
            "/etc/hosts",
            "192.0.2.80 chatgpt.com\n2001:db8:1::80 chatgpt.com\n",
        );
        ip("address add 192.0.2.80/32 dev lo");
        let _listener = TcpListener::bind("192.0.2.80:443").expect("a port of one's own");
        let none = check("site-connects");
        assert_eq!(none["fields"]["ipv6"], "no-route", "{none}");
        assert_fact(&none, "ipv6-broken", None);
        ip("-6 route add default via fe80::1 dev wan");
        let nowhere = check("site-connects");
        assert_eq!(nowhere["fields"]["ipv4"], "ok", "{nowhere}");
        assert_fact(&nowhere, "ipv6-broken", Some("yes"));
    });
}

#[test]
fn a_wrong_clock_is_seen() {
    inside("namespaces::a_wrong_clock_is_seen", |network| {
        network.put("/etc/hosts", "127.0.0.1 localhost cp.cloudflare.com\n");
        Server::at("127.0.0.1:80", |_, stream| {
            let now = jiff::Timestamp::now();
            let date = jiff::fmt::rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&now)
                .expect("a time of today");
            let date = format!("date: {date}\r\n");
            drop(stream.write_all(answer("204 No Content", &date, "").as_bytes()));
        });
        assert_fact(&check("clock"), "clock-wrong", Some("no"));
        let faketime = program("faketime", "faketime");
        for (shift, expected) in [("+2d", "yes"), ("-1h", "yes"), ("+20s", "no")] {
            let case = case(&["clock"]);
            let code = i32::from(expected == "yes");
            let said = case.stdout_under(Path::new(&faketime), &["-f", shift], code);
            let seen: Value = serde_json::from_str(&said).expect("JSON");
            assert_fact(&seen["checks"][0], "clock-wrong", Some(expected));
        }
    });
}

#[test]
fn a_real_openvpn_between_two_networks_is_seen_while_it_runs() {
    let name = "namespaces::a_real_openvpn_between_two_networks_is_seen_while_it_runs";
    inside(name, |network| {
        // Where names of networks are kept belongs to the whole machine, unless something else is there.
        let status = command("mount", "mount")
            .args(["-t", "tmpfs", "none", "/run"])
            .status();
        assert!(status.is_ok_and(|status| status.success()));
        ip("netns add far");
        ip("link add wan type veth peer name wan netns far");
        ip("address add 198.51.100.2/24 dev wan");
        ip("link set wan up");
        ip("route add default via 198.51.100.1 dev wan");
        ip("-n far address add 198.51.100.1/24 dev wan");
        ip("-n far link set wan up");
        ip("-n far link set lo up");
        let key = network.folder.path().join("key");
        let key = key.to_str().expect("a plain path");
        let made = command("openvpn", "openvpn")
            .args(["--genkey", "secret", key])
            .status();
        assert!(made.is_ok_and(|status| status.success()));
        let openvpn = program("openvpn", "openvpn");
        let openvpn = openvpn.to_str().expect("a plain path");
        // A key that both know is enough for a tunnel of two.
        let common = [
            "--dev",
            "tun",
            "--proto",
            "udp",
            "--secret",
            key,
            "--cipher",
            "AES-256-CBC",
        ];
        let mut far = vec!["netns", "exec", "far", openvpn];
        far.extend(common);
        far.extend(["--ifconfig", "10.8.0.1", "10.8.0.2"]);
        let _far = start("ip", "iproute2", &far);
        let mut near = common.to_vec();
        near.extend(["--ifconfig", "10.8.0.2", "10.8.0.1"]);
        near.extend(["--remote", "198.51.100.1"]);
        assert_fact(&check("local-vpn"), "vpn-in-use", None);
        let beside = start("openvpn", "openvpn", &near);
        let seen = until(|seen| seen["fields"]["idle"] != "none");
        assert_fact(&seen, "vpn-in-use", None);
        assert_eq!(seen["verdict"], "unknown", "{seen}");
        drop(beside);
        until(|seen| seen["verdict"] == "fixed");
        near.extend(["--redirect-gateway", "def1"]);
        let near = start("openvpn", "openvpn", &near);
        let seen = until(|seen| seen["fields"]["active"] == "yes");
        assert_fact(&seen, "vpn-in-use", Some("yes"));
        drop(near);
        until(|seen| seen["fields"]["active"] == "no");
    });
}

/// Looks for tunnels again and again, until it is as expected.
fn until(is_so: impl Fn(&Value) -> bool) -> Value {
    let started = Instant::now();
    loop {
        let seen = check("local-vpn");
        if is_so(&seen) {
            return seen;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{seen}");
        thread::sleep(Duration::from_millis(200));
    }
}
