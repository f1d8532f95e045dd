//! The output of `route` and `scutil`.

use std::net::IpAddr;

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};

use super::{Found, Way, describe, most_telling};

/// How services are listed that are up.
const CONNECTED: &str = "(Connected)";
/// How interfaces of tunnels are called.
const TUNNELS: [&str; 4] = ["utun", "ipsec", "tun", "tap"];
/// How a line is called that is dialled: over DSL, or through a tunnel.
const DIALLED: &str = "ppp";
/// How services are listed that dial into a tunnel.
const DIALS_IN: [&str; 3] = ["L2TP", "PPTP", "IPSec"];

pub(super) fn look(addresses: &[IpAddr], tools: &Tools<'_>) -> Result<Looked, Unseen> {
    let connections = tools.run(&["scutil", "--nc", "list"]).unwrap_or_default();
    let mut names = Vec::new();
    for address in addresses {
        let route = tools.run(&["route", "-n", "get", &address.to_string()])?;
        names.extend(interface(&route).map(str::to_owned));
    }
    let found = names.iter().map(|name| Found {
        name: name.clone(),
        way: way(name, &connections),
    });
    let Some(found) = most_telling(found.collect()) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let mut seen = Seen::default();
    let interfaces = tools.run(&["ifconfig"])?;
    describe(&found, idle(&interfaces, &names), &mut seen);
    if found.way == Way::Tunnel {
        seen.set_some("name", connected(&connections));
    }
    Ok(seen.into())
}

fn way(interface: &str, connections: &str) -> Way {
    if is_tunnel(interface) {
        return Way::Tunnel;
    }
    if kind(interface) != Some(DIALLED) {
        return Way::Plain;
    }
    let mut connected = connections.lines().filter(|line| line.contains(CONNECTED));
    let is_tunnel = |line: &str| DIALS_IN.iter().any(|kind| line.contains(kind));
    if connected.any(is_tunnel) {
        Way::Tunnel
    } else {
        Way::Dialled
    }
}

/// Returns a tunnel of `ifconfig` that has an IPv4 address, which the system's own have not, and carries none of the routes.
pub(super) fn idle<'t>(text: &'t str, names: &[String]) -> Option<&'t str> {
    let mut current = None;
    for line in text.lines() {
        if !line.starts_with(char::is_whitespace) {
            current = line.split_once(':').map(|(name, _)| name);
        } else if line.trim_start().starts_with("inet ")
            && let Some(name) = current
            && is_tunnel(name)
            && !names.iter().any(|used| used == name)
        {
            return Some(name);
        }
    }
    None
}

/// Returns the interface of `route -n get`.
pub(super) fn interface(route: &str) -> Option<&str> {
    let mut lines = route.lines().filter_map(|line| line.split_once(':'));
    let (_, name) = lines.find(|(key, _)| key.trim() == "interface")?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// Returns whether an interface is called like a tunnel: a kind and a number.
pub(super) fn is_tunnel(interface: &str) -> bool {
    kind(interface).is_some_and(|kind| TUNNELS.contains(&kind))
}

/// Returns the kind of an interface that is called by a kind and a number.
fn kind(interface: &str) -> Option<&str> {
    let kind = interface.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (kind.len() < interface.len()).then_some(kind)
}

/// Returns the name of the service of `scutil --nc list` that is connected.
pub(super) fn connected(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| line.contains(CONNECTED))?;
    let (_, rest) = line.split_once('"')?;
    Some(rest.split_once('"')?.0)
}
