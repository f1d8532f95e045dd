//! The name servers that a system is set up with, in any language: only addresses are read.

use std::net::IpAddr;
use std::path::Path;

use crate::probe::tools::Tools;
use crate::system::Platform;

/// Where a program of the system's own answers and passes questions on.
const STUBS: [&str; 2] = ["127.0.0.53", "127.0.0.54"];

/// Returns the name servers, the most important first; none where that cannot be told.
pub(super) fn servers(tools: &Tools<'_>) -> Vec<String> {
    let run = |argv: &[&str]| tools.run(argv).unwrap_or_default();
    match tools.world.platform() {
        Platform::Linux => {
            let file = tools.world.read(Path::new("/etc/resolv.conf"));
            let file = file.unwrap_or_default();
            let found = of_file(&String::from_utf8_lossy(&file));
            let behind = if found.iter().all(|server| STUBS.contains(&server.as_str())) {
                of_resolvectl(&run(&["resolvectl", "dns"]))
            } else {
                Vec::new()
            };
            if behind.is_empty() { found } else { behind }
        }
        Platform::Macos => of_scutil(&run(&["scutil", "--dns"])),
        Platform::Windows => of_ipconfig(&run(&["ipconfig", "/all"])),
        Platform::Ios | Platform::Android => Vec::new(),
    }
}

/// Returns the servers of `resolv.conf`.
pub(super) fn of_file(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_start);
    let named = lines.filter_map(|line| line.strip_prefix("nameserver"));
    different(named.filter(|rest| rest.starts_with([' ', '\t'])))
}

/// Returns the servers of `resolvectl dns`: behind the name of each link.
pub(super) fn of_resolvectl(text: &str) -> Vec<String> {
    let named = text.lines().filter_map(|line| line.split_once(": "));
    different(named.flat_map(|(_, rest)| rest.split_whitespace()))
}

/// Returns the servers of the first resolver of `scutil --dns`.
pub(super) fn of_scutil(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let first = lines
        .skip_while(|line| *line != "resolver #1")
        .take_while(|line| !line.is_empty());
    let named = first.filter(|line| line.starts_with("nameserver["));
    different(named.filter_map(|line| Some(line.split_once(" : ")?.1)))
}

/// Returns the servers of `ipconfig /all`: addresses beside `DNS`, and those alone on the lines below.
pub(super) fn of_ipconfig(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_below = false;
    for line in text.lines() {
        let value = match line.split_once(": ") {
            Some((label, value)) => {
                is_below = label.contains("DNS") && address(value).is_some();
                value
            }
            None => line,
        };
        is_below &= address(value).is_some();
        if is_below {
            found.push(value);
        }
    }
    different(found)
}

/// Returns each address once.
fn different<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut servers = Vec::new();
    for server in texts.into_iter().filter_map(address) {
        if !servers.contains(&server) {
            servers.push(server);
        }
    }
    servers
}

/// Returns the address in a text, without the interface and the name that may stand behind it.
fn address(text: &str) -> Option<String> {
    let text = text.trim().split(['%', '#']).next()?;
    let address: IpAddr = text.parse().ok()?;
    Some(address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::samples::body;

    /// Returns a sample without the lines that say where it comes from.
    macro_rules! sample {
        ($path:literal) => {
            body(include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/samples/",
                $path
            )))
        };
    }

    #[test]
    fn each_system_names_its_servers() {
        let file =
            "# nameserver 192.0.2.9\nnameserver 192.0.2.1\nnameserver\t2001:db8::1\nsearch home\n";
        assert_eq!(of_file(file), ["192.0.2.1", "2001:db8::1"]);
        let links = sample!("linux/resolvectl-dns.txt");
        assert_eq!(
            of_resolvectl(links),
            ["192.0.2.53", "192.168.1.1", "fe80::1"]
        );
        assert_eq!(
            of_scutil(sample!("macos/scutil-dns.txt")),
            ["192.168.1.1", "2001:db8::53"]
        );
        for text in [
            sample!("windows/ipconfig-all-en.txt"),
            sample!("windows/ipconfig-all-ja.txt"),
        ] {
            assert_eq!(of_ipconfig(text), ["192.168.1.1"]);
        }
        let below = "   DNS Servers . . . : 192.0.2.1\r\n                       192.0.2.2\r\n   NetBIOS . . . : 1\r\n       192.0.2.3\r\n";
        assert_eq!(of_ipconfig(below), ["192.0.2.1", "192.0.2.2"]);
    }

    proptest::proptest! {
        #[test]
        fn other_texts_name_none(text in "([^0-9:.]|\n|nameserver |DNS: |resolver #1){0,40}") {
            for read in [of_file, of_resolvectl, of_scutil, of_ipconfig] {
                assert!(read(&text).is_empty(), "{text}");
            }
        }
    }
}
