//! The output of `route` and `scutil`.

use std::net::IpAddr;

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};

/// How interfaces of tunnels are called.
const TUNNELS: [&str; 5] = ["utun", "ppp", "ipsec", "tun", "tap"];

pub(super) fn look(address: IpAddr, tools: &Tools<'_>) -> Result<Looked, Unseen> {
    let route = tools.run(&["route", "-n", "get", &address.to_string()])?;
    let Some(interface) = interface(&route) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let mut seen = Seen::default();
    let is_active = is_tunnel(interface);
    seen.set("interface", interface);
    seen.set_bool("active", is_active);
    if is_active {
        let connections = tools.run(&["scutil", "--nc", "list"]).unwrap_or_default();
        seen.set_some("name", connected(&connections));
    }
    Ok(seen.into())
}

/// Returns the interface of `route -n get`.
pub(super) fn interface(route: &str) -> Option<&str> {
    let mut lines = route.lines().filter_map(|line| line.split_once(':'));
    let (_, name) = lines.find(|(key, _)| key.trim() == "interface")?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// Returns whether an interface is called like a tunnel: a kind and a number.
pub(super) fn is_tunnel(interface: &str) -> bool {
    let kind = interface.trim_end_matches(|letter: char| letter.is_ascii_digit());
    kind.len() < interface.len() && TUNNELS.contains(&kind)
}

/// Returns the name of the service of `scutil --nc list` that is connected.
pub(super) fn connected(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| line.contains("(Connected)"))?;
    let (_, rest) = line.split_once('"')?;
    Some(rest.split_once('"')?.0)
}
