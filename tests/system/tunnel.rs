//! A site that refuses whoever comes through a tunnel and lets everybody else in, played to a network of two machines.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::namespaces::{DNSMASQ, Network, Stopped, command, inside, ip, program, start};
use crate::support::Case;
use crate::support::certificate::Authority;
use crate::support::server::{Server, answer};

/// Where the site comes from when it is asked through the tunnel.
const TUNNELLED: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 8, 0, 2));
/// What the site says to those; documented by the one who says it.
const REFUSAL: &str = "<title>Access denied</title><span class=\"cf-error-code\">1020</span>";
/// The machine of the person: here is the rest of the world.
const NEAR: [&str; 3] = ["netns", "exec", "near"];

/// The rest of the world: a line to the person's machine, a name server, and the site.
struct World {
    authority: PathBuf,
    key: String,
    _names: Stopped,
}

impl World {
    fn new(network: &Network) -> Self {
        // Where names of networks are kept belongs to the whole machine, unless something else is there.
        let mounted = command("mount", "mount")
            .args(["-t", "tmpfs", "none", "/run"])
            .status();
        assert!(mounted.is_ok_and(|status| status.success()));
        ip("netns add near");
        ip("link add wan type veth peer name wan netns near");
        ip("address add 198.51.100.1/24 dev wan");
        ip("link set wan up");
        ip("-n near address add 198.51.100.2/24 dev wan");
        ip("-n near link set lo up");
        ip("-n near link set wan up");
        ip("-n near route add default via 198.51.100.1 dev wan");
        ip("address add 192.0.2.80/32 dev lo");
        ip("address add 1.1.1.1/32 dev lo");
        network.put(
            "/etc/resolv.conf",
            "nameserver 1.1.1.1\noptions timeout:1 attempts:1\n",
        );
        let names = [
            "chatgpt.com",
            "openai.com",
            "cloudflare.com",
            "msftconnecttest.com",
        ];
        let names = names.map(|name| format!("--address=/{name}/192.0.2.80"));
        let mut arguments = DNSMASQ.to_vec();
        arguments.push("--listen-address=1.1.1.1");
        arguments.extend(names.iter().map(String::as_str));
        let names = start("dnsmasq", "dnsmasq-base", &arguments);
        let greeting = answer("200 OK", "", "Microsoft Connect Test");
        Server::at("192.0.2.80:80", move |_, stream| {
            drop(std::io::Write::write_all(stream, greeting.as_bytes()));
        });
        let authority = Authority::new("The world");
        authority
            .sign("chatgpt.com", 2020, 2120)
            .serve_at("192.0.2.80:443", |asks| {
                let ray = "cf-ray: 0123456789abcdef-NRT\r\n";
                if asks.ip() == TUNNELLED {
                    answer("403 Forbidden", ray, REFUSAL)
                } else {
                    answer("200 OK", ray, "welcome")
                }
            });
        let file = network.folder.path().join("authority.pem");
        fs::write(&file, authority.pem()).expect("a file of one's own");
        let key = network.folder.path().join("key");
        let key = key.to_str().expect("a plain path").to_owned();
        let made = command("openvpn", "openvpn")
            .args(["--genkey", "secret", &key])
            .status();
        assert!(made.is_ok_and(|status| status.success()));
        Self {
            authority: file,
            key,
            _names: names,
        }
    }

    /// Sends everything that the person's machine sends through a tunnel, named as a known program names its own.
    fn tunnel(&self) -> [Stopped; 2] {
        let openvpn = program("openvpn", "openvpn");
        let openvpn = openvpn.to_str().expect("a plain path");
        let common = ["--dev-type", "tun", "--proto", "udp", "--secret", &self.key];
        let common = common.into_iter().chain(["--cipher", "AES-256-CBC"]);
        let mut far: Vec<&str> = common.clone().collect();
        far.extend(["--dev", "tun0", "--ifconfig", "10.8.0.1", "10.8.0.2"]);
        let far = start("openvpn", "openvpn", &far);
        let mut near: Vec<&str> = NEAR.into_iter().chain([openvpn]).chain(common).collect();
        near.extend(["--dev", "nordlynx", "--ifconfig", "10.8.0.2", "10.8.0.1"]);
        near.extend(["--remote", "198.51.100.1", "--redirect-gateway", "def1"]);
        let near = start("ip", "iproute2", &near);
        [far, near]
    }

    /// Runs the program on the person's machine.
    fn run(&self, arguments: &[&str]) -> Value {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let case = Case::new()
            .env("PATH", path)
            .env("SSL_CERT_FILE", self.authority.as_os_str())
            .args(arguments.iter().copied());
        let said = case.stdout_under(Path::new(&program("ip", "iproute2")), &NEAR, 0);
        serde_json::from_str(&said).expect("JSON")
    }
}

#[test]
fn a_tunnel_that_the_site_refuses_is_found_without_a_question() {
    let name = "tunnel::a_tunnel_that_the_site_refuses_is_found_without_a_question";
    inside(name, |network| {
        let world = World::new(network);
        let ask = || world.run(&["chatgpt does not open", "--online", "--json"]);
        let without = ask();
        assert_eq!(without["facts"]["error-code"], Value::Null, "{without}");
        assert_ne!(without["next"]["fix"], "disconnect-vpn", "{without}");
        let tunnel = world.tunnel();
        let started = Instant::now();
        let through = loop {
            let through = ask();
            if through["facts"]["vpn-in-use"]["value"] == "yes" {
                break through;
            }
            assert!(started.elapsed() < Duration::from_secs(20), "{through}");
            thread::sleep(Duration::from_millis(200));
        };
        assert_eq!(through["facts"]["error-code"]["value"], "1020", "{through}");
        assert_eq!(through["facts"]["error-code"]["from"], "check");
        assert_eq!(through["next"]["kind"], "try", "{through}");
        assert_eq!(through["next"]["fix"], "disconnect-vpn");
        drop(tunnel);
    });
}
