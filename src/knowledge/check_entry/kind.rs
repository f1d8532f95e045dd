use core::net::IpAddr;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::system::Platform;

/// Where a check looks, with what it needs for that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckKind {
    /// Asks for a page of the web.
    Http(HttpCheck),
    /// Looks names up as programs do, and with a name server that everybody can ask.
    Dns {
        /// The names.
        hosts: Vec<String>,
        /// The server to compare with, asked at port 53.
        server: Option<IpAddr>,
    },
    /// Connects, by IPv4 and by IPv6.
    Tcp(Target),
    /// Shakes hands and looks at the certificate.
    Tls(Target),
    /// Asks which interface carries packets to the world.
    Vpn {
        /// The addresses whose routes are asked for; nothing is sent to them.
        routes: Vec<IpAddr>,
        /// Parts of what tunnels are called where they look like other adapters.
        tunnels: Vec<String>,
    },
    /// Reads the settings for proxies.
    Proxy {
        /// The host for which they may make an exception.
        site: Option<String>,
    },
    /// Compares the clock with the `Date` of a page.
    Clock {
        /// The page.
        page: HttpCheck,
        /// The status with which its own server answers; another may be somebody else's.
        status: Option<u16>,
    },
    /// Looks for names in the file of hosts.
    Hosts {
        /// The names; those below them count too.
        names: Vec<String>,
    },
    /// Looks for programs, by a name of the knowledge's own.
    Browser(BTreeMap<String, BTreeMap<Platform, Program>>),
    /// Asks for pages whose content is known, all at once.
    Captive(Vec<(String, Vec<String>)>),
    /// Runs a program that only reads.
    Command(BTreeMap<Platform, Vec<String>>),
}

/// A page to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpCheck {
    /// Its address, `http` or `https`.
    pub url: String,
    /// The header `Accept`.
    pub accept: Option<String>,
    /// Whether the person's proxy is used, if there is one.
    pub by_proxy: bool,
    /// Whether redirects are followed.
    pub follow: bool,
}

/// Where a program is found on a platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Where it may be installed: paths, or names to be found on the `PATH`.
    pub paths: Vec<String>,
    /// Files in which its version stands.
    pub versions: Vec<String>,
}

/// A port of a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The host.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl CheckKind {
    /// Every kind with the fields that it has of itself.
    pub const ALL: [(&'static str, &'static [&'static str]); 11] = [
        (
            "http",
            &[
                "status", "dns", "tcp", "tls", "via", "proxy", "type", "host", "redirect", "whole",
            ],
        ),
        (
            "dns",
            &[
                "system", "address", "ipv4", "ipv6", "private", "public", "filtered", "servers",
                "via",
            ],
        ),
        ("tcp", &["dns", "connected", "ipv4", "ipv6", "via"]),
        (
            "tls",
            &[
                "dns",
                "tcp",
                "tls",
                "public",
                "self-signed",
                "issuer",
                "days-left",
                "via",
            ],
        ),
        (
            "vpn",
            &[
                "active",
                "dialled",
                "name",
                "interface",
                "description",
                "idle",
            ],
        ),
        (
            "proxy",
            &[
                "set",
                "server",
                "local",
                "pac",
                "environment",
                "system",
                "services",
                "exempt",
            ],
        ),
        ("clock", &["skew", "off"]),
        ("hosts", &["override", "names", "address", "lines"]),
        ("browser", &["installed", "running", "versions"]),
        ("captive", &["portal", "online", "redirect", "proxy"]),
        ("command", &["exit"]),
    ];

    /// Returns the name of the kind in the knowledge.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Http(_) => "http",
            Self::Dns { .. } => "dns",
            Self::Tcp(_) => "tcp",
            Self::Tls(_) => "tls",
            Self::Vpn { .. } => "vpn",
            Self::Proxy { .. } => "proxy",
            Self::Clock { .. } => "clock",
            Self::Hosts { .. } => "hosts",
            Self::Browser(_) => "browser",
            Self::Captive(_) => "captive",
            Self::Command(_) => "command",
        }
    }

    /// Returns the hosts that are spoken to or looked up, with the ports that are written.
    pub(super) fn hosts(&self) -> BTreeSet<String> {
        match self {
            Self::Http(page) | Self::Clock { page, .. } => BTreeSet::from([host_of(&page.url)]),
            Self::Dns { hosts, server } => {
                let server = server.map(|server| server.to_string());
                hosts.iter().cloned().chain(server).collect()
            }
            Self::Tcp(target) | Self::Tls(target) => BTreeSet::from([target.host.clone()]),
            Self::Captive(pages) => pages.iter().map(|(url, _)| host_of(url)).collect(),
            Self::Vpn { .. }
            | Self::Proxy { .. }
            | Self::Hosts { .. }
            | Self::Browser(_)
            | Self::Command(_) => BTreeSet::new(),
        }
    }
}

/// Returns the host of an address of the web, with its port where one is written.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    host.to_owned()
}
