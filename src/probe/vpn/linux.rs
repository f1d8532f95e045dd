//! The output of iproute2 and of the desktop's own tool.

use std::net::IpAddr;

use serde::Deserialize;

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};
use crate::system::NetError;

use super::is_called_like;

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
const TUNNELS: [&str; 6] = ["none", "ppp", "ipip", "tunnel6", "sit", "gre"];

impl Link {
    /// Returns whether packets leave it within other packets.
    fn is_tunnel(&self, tunnels: &[String]) -> bool {
        let kind = self.linkinfo.as_ref().map(|info| info.info_kind.as_str());
        TUNNELS.contains(&self.header.as_str())
            || kind == Some("tun")
            || is_called_like(&self.name, tunnels)
    }

    fn is_up(&self) -> bool {
        ["UP", "LOWER_UP"]
            .iter()
            .all(|wanted| self.flags.iter().any(|flag| flag == wanted))
    }
}

pub(super) fn look(
    address: IpAddr,
    tunnels: &[String],
    tools: &Tools<'_>,
) -> Result<Looked, Unseen> {
    let route = tools.run(&["ip", "route", "get", &address.to_string()])?;
    let links = tools.run(&["ip", "-json", "-details", "link", "show"])?;
    let interface = interface(&route);
    let Some(links) = links_of(&links) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let mut seen = Seen::default();
    let link = interface.and_then(|name| links.iter().find(|link| link.name == name));
    let idle = links.iter().find(|other| {
        Some(other.name.as_str()) != interface && other.is_up() && other.is_tunnel(tunnels)
    });
    seen.set_some("idle", idle.map(|link| link.name.as_str()));
    let Some(link) = link else {
        // Without a way to the world nothing can be said of it.
        return Ok(Looked::from(seen).but(Unseen::Net(NetError::NoRoute)));
    };
    let is_active = link.is_tunnel(tunnels);
    seen.set("interface", &link.name);
    seen.set_bool("active", is_active);
    if is_active {
        let argv = [
            "nmcli",
            "-t",
            "-f",
            "TYPE,DEVICE,STATE,NAME",
            "connection",
            "show",
            "--active",
        ];
        let connections = tools.run(&argv).unwrap_or_default();
        seen.set_some("name", connection(&connections, &link.name));
    }
    Ok(seen.into())
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
