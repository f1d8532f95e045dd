//! The output of iproute2 and of the desktop's own tool.

use std::net::IpAddr;

use serde::Deserialize;

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};
use crate::system::NetError;

use super::{Found, Way, describe, is_called_like, most_telling};

/// A network interface, as `ip -json -details link show` prints it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Link {
    #[serde(rename = "ifname")]
    name: String,
    #[serde(default)]
    flags: Vec<String>,
    #[serde(default, rename = "link_type")]
    header: String,
    #[serde(default)]
    linkinfo: Option<LinkInfo>,
}

#[derive(Clone, Debug, Deserialize)]
struct LinkInfo {
    #[serde(default)]
    info_kind: String,
}

/// Headers that only interfaces without a cable have: none at all, or those of a line within a line.
const TUNNELS: [&str; 5] = ["none", "ipip", "tunnel6", "sit", "gre"];
/// The header of a line that is dialled: over DSL, by a modem, or through a tunnel.
const DIALLED: &str = "ppp";
/// How interfaces of modems are called, which have no header either.
const MODEMS: [&str; 4] = ["wwan", "wwp", "rmnet", "mhi"];

/// Asks for the connections that are up.
const CONNECTIONS: [&str; 7] = [
    "nmcli",
    "-t",
    "-f",
    "TYPE,DEVICE,STATE,NAME",
    "connection",
    "show",
    "--active",
];

impl Link {
    /// Returns how packets leave it.
    fn way(&self, tunnels: &[String]) -> Way {
        let kind = self.linkinfo.as_ref().map(|info| info.info_kind.as_str());
        let is_modem = MODEMS.iter().any(|modem| self.name.starts_with(modem));
        if kind == Some("tun") || is_called_like(&self.name, tunnels) {
            Way::Tunnel
        } else if self.header == DIALLED || is_modem {
            Way::Dialled
        } else if TUNNELS.contains(&self.header.as_str()) {
            Way::Tunnel
        } else {
            Way::Plain
        }
    }

    fn is_up(&self) -> bool {
        ["UP", "LOWER_UP"]
            .iter()
            .all(|wanted| self.flags.iter().any(|flag| flag == wanted))
    }
}

pub(super) fn look(
    addresses: &[IpAddr],
    tunnels: &[String],
    tools: &Tools<'_>,
) -> Result<Looked, Unseen> {
    let mut names = Vec::new();
    for address in addresses {
        let route = tools.run(&["ip", "route", "get", &address.to_string()])?;
        names.extend(interface(&route).map(str::to_owned));
    }
    let links = tools.run(&["ip", "-json", "-details", "link", "show"])?;
    let Some(links) = links_of(&links) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let carrying = names.iter().filter_map(|name| {
        let link = links.iter().find(|link| link.name == *name)?;
        Some((name, link.way(tunnels)))
    });
    let carrying: Vec<_> = carrying.collect();
    let is_plain = carrying.iter().all(|(_, way)| *way == Way::Plain);
    let connections = if is_plain {
        None
    } else {
        tools.run(&CONNECTIONS).ok()
    };
    let connections = connections.unwrap_or_default();
    let found = carrying.into_iter().map(|(name, way)| Found {
        name: name.clone(),
        way: match way {
            // What dials into a tunnel is listed as such.
            Way::Dialled if is_listed(&connections) => Way::Tunnel,
            way => way,
        },
    });
    let mut seen = Seen::default();
    let Some(found) = most_telling(found.collect()) else {
        // Without a way to the world nothing can be said of it.
        return Ok(Looked::nothing(Unseen::Net(NetError::NoRoute)));
    };
    let is_idle = |link: &&Link| link.is_up() && link.way(tunnels) == Way::Tunnel;
    let mut idle = links.iter().filter(|link| !names.contains(&link.name));
    let idle = idle.find(is_idle).map(|link| link.name.as_str());
    describe(&found, idle, &mut seen);
    if found.way == Way::Tunnel {
        seen.set_some("name", connection(&connections, &found.name));
    }
    Ok(seen.into())
}

/// Returns whether a tunnel is among the connections that are up.
fn is_listed(connections: &str) -> bool {
    let mut lines = connections.lines().map(columns);
    lines.any(|line| line.len() == 4 && line[0] == "vpn" && line[2] == "activated")
}

/// Returns the interface of `ip route get`: the word behind `dev`.
pub(super) fn interface(route: &str) -> Option<&str> {
    let mut words = route.lines().next()?.split_whitespace();
    words.find(|word| *word == "dev")?;
    words.next()
}

/// Returns the interfaces of `ip -json -details link show`; `None` where it is something else.
pub(super) fn links_of(text: &str) -> Option<Vec<Link>> {
    serde_json::from_str(text).ok()
}

/// Returns the name of the tunnel's connection: of a type that is one, or on the interface itself.
pub(super) fn connection(text: &str, interface: &str) -> Option<String> {
    let lines: Vec<Vec<String>> = text.lines().map(columns).collect();
    let is_up = |line: &&Vec<String>| line.len() == 4 && line[2] == "activated";
    let lines: Vec<_> = lines.iter().filter(is_up).collect();
    let by_type = lines.iter().find(|line| line[0] == "vpn");
    let named = by_type.or_else(|| lines.iter().find(|line| line[1] == interface));
    named.map(|line| line[3].clone())
}

/// Splits a line of the terse output, in which `\` makes the next letter an ordinary one.
fn columns(line: &str) -> Vec<String> {
    let mut columns = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ':' => columns.push(String::new()),
            letter => {
                let letter = if letter == '\\' {
                    letters.next()
                } else {
                    Some(letter)
                };
                if let Some(column) = columns.last_mut() {
                    column.extend(letter);
                }
            }
        }
    }
    columns
}
