//! Tunnels: whether packets to the world go through one.

mod linux;
mod macos;
mod windows;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use crate::system::{Platform, Surroundings};

use super::Unseen;
use super::look::Looked;
use super::tools::Tools;

/// An address of the world that nobody has (RFC 5737): the way to it is the way to everybody.
const ANYBODY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Looks at the interface that carries packets to an address.
pub(super) fn look(
    route: Option<IpAddr>,
    tunnels: &[String],
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let address = route.unwrap_or(ANYBODY);
    let tools = Tools { world, until };
    let looked = match world.platform() {
        Platform::Linux => linux::look(address, tunnels, &tools),
        Platform::Macos => macos::look(address, &tools),
        Platform::Windows => windows::look(tunnels, &tools),
        Platform::Ios | Platform::Android => return Looked::nothing(Unseen::NotHere),
    };
    looked.unwrap_or_else(Looked::nothing)
}

/// Returns whether an adapter is called like one of the tunnels.
fn is_called_like(name: &str, tunnels: &[String]) -> bool {
    let name = name.to_lowercase();
    tunnels
        .iter()
        .any(|tunnel| name.contains(&tunnel.to_lowercase()))
}

#[cfg(test)]
mod tests;
