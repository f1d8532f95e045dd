//! Tunnels: whether packets to the world go through one.

mod linux;
mod macos;
mod windows;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use crate::system::{Platform, Surroundings};

use super::look::Looked;
use super::tools::Tools;
use super::{Seen, Unseen};

/// An address of the world that nobody has (RFC 5737): the way to it is the way to everybody.
const ANYBODY: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// Looks at the interfaces that carry packets to some addresses.
pub(super) fn look(
    routes: &[IpAddr],
    tunnels: &[String],
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let addresses = if routes.is_empty() {
        &[ANYBODY]
    } else {
        routes
    };
    let tools = Tools { world, until };
    let looked = match world.platform() {
        Platform::Linux => linux::look(addresses, tunnels, &tools),
        Platform::Macos => macos::look(addresses, &tools),
        Platform::Windows => windows::look(addresses, tunnels, &tools),
        Platform::Ios | Platform::Android => return Looked::nothing(Unseen::NotHere),
    };
    looked.unwrap_or_else(Looked::nothing)
}

/// What an interface is that packets leave by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// They leave it within other packets.
    Tunnel,
    /// They leave it as they are.
    Plain,
    /// A line that is dialled, or that of a modem: either can be.
    Dialled,
}

/// What is found of the interfaces that packets leave by.
struct Found {
    /// The interface: a tunnel's where there is one, otherwise the first.
    name: String,
    way: Way,
}

/// Returns the way that counts of those to several addresses: a tunnel that takes only some of them is one.
fn most_telling(found: Vec<Found>) -> Option<Found> {
    let mut found: Vec<Found> = found;
    let rank = |way: Way| match way {
        Way::Tunnel => 0,
        Way::Dialled => 1,
        Way::Plain => 2,
    };
    found.sort_by_key(|found| rank(found.way));
    found.into_iter().next()
}

/// Takes down the way, and a tunnel that is up and takes none of the addresses: it may take those of the site.
fn describe(found: &Found, idle: Option<&str>, seen: &mut Seen) {
    seen.set("interface", &found.name);
    match found.way {
        Way::Tunnel => seen.set_bool("active", true),
        Way::Plain => seen.set_bool("active", false),
        Way::Dialled => seen.set_bool("dialled", true),
    }
    seen.set("idle", idle.unwrap_or("none"));
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
