//! The output of `route print` and `ipconfig /all`, in any language: only numbers, and the names of adapters, are read; and
//! the phone books.

use std::cmp::Reverse;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};

use super::{Found, Way, describe, is_called_like, most_telling};

/// How the heading of an adapter that is dialled begins, in every language.
const DIALLED: &str = "PPP ";
/// What stands between the kind of an adapter and its name in a heading, in English and Japanese.
const KIND_ENDS: [&str; 2] = ["adapter ", "アダプター "];
/// Where the connections stand that are dialled, the person's and everybody's.
const PHONE_BOOKS: [&str; 2] = ["APPDATA", "PROGRAMDATA"];
/// How a phone book says that a connection is a tunnel.
const TUNNEL: &str = "Type=2";

pub(super) fn look(
    addresses: &[IpAddr],
    tunnels: &[String],
    tools: &Tools<'_>,
) -> Result<Looked, Unseen> {
    let routes = tools.run(&["route", "print", "-4"])?;
    let text = tools.run(&["ipconfig", "/all"])?;
    let adapters = adapters(&text);
    let book = phone_book(tools);
    let carrying = addresses.iter().filter_map(|address| {
        let own = way_out(&routes, *address)?;
        adapters.iter().position(|adapter| adapter.has(own))
    });
    let carrying: Vec<usize> = carrying.collect();
    let found = carrying.iter().map(|&position| Found {
        name: adapters[position].name().to_owned(),
        way: adapters[position].way(tunnels, &book),
    });
    let Some(found) = most_telling(found.collect()) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let is_idle = |(position, adapter): &(usize, &Adapter)| {
        !carrying.contains(position)
            && adapter.has_address()
            && adapter.way(tunnels, &book) == Way::Tunnel
    };
    let idle = adapters.iter().enumerate().find(is_idle);
    let mut seen = Seen::default();
    describe(&found, idle.map(|(_, adapter)| adapter.name()), &mut seen);
    let adapter = adapters.iter().find(|adapter| adapter.name() == found.name);
    seen.set_some("description", adapter.and_then(Adapter::description));
    Ok(seen.into())
}

/// A section of `ipconfig /all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Adapter {
    /// Its heading, without the colon.
    title: String,
    /// What stands before and behind the dots.
    values: Vec<(String, String)>,
}

impl Adapter {
    /// Returns how packets leave it: by how it is called, and of what is dialled by the phone books.
    pub(super) fn way(&self, tunnels: &[String], book: &[String]) -> Way {
        let names = [Some(self.title.as_str()), self.description()];
        let mut names = names.into_iter().flatten();
        if names.any(|name| is_called_like(name, tunnels)) {
            Way::Tunnel
        } else if !self.title.starts_with(DIALLED) {
            Way::Plain
        } else if book.iter().any(|name| name == self.name()) {
            Way::Tunnel
        } else {
            Way::Dialled
        }
    }

    /// Returns what the person calls it.
    pub(super) fn name(&self) -> &str {
        let mut ends = KIND_ENDS.iter();
        let named = ends.find_map(|end| Some(self.title.split_once(end)?.1));
        named.unwrap_or(&self.title)
    }

    /// Returns what its maker calls it: the value behind that of the suffix for names.
    pub(super) fn description(&self) -> Option<&str> {
        let suffix = self
            .values
            .iter()
            .position(|(label, _)| label.contains("DNS"))?;
        let (_, value) = self.values.get(suffix + 1)?;
        (!value.is_empty()).then_some(value)
    }

    fn has(&self, address: Ipv4Addr) -> bool {
        self.addresses().any(|own| own == address)
    }

    /// Returns whether it has an address of its own: one that is not in use has none.
    fn has_address(&self) -> bool {
        self.addresses().next().is_some()
    }

    /// Returns its own addresses. Behind an address stands, in the language of the system, that it is preferred; behind
    /// others, such as the gateway's, nothing.
    fn addresses(&self) -> impl Iterator<Item = Ipv4Addr> {
        self.values.iter().filter_map(|(_, value)| {
            let (address, _) = value.split_once('(')?;
            address.parse().ok()
        })
    }
}

/// Returns the own address of the interface that carries packets to an address: that of the narrowest route to it, of
/// several the one with the least metric.
pub(super) fn way_out(routes: &str, address: IpAddr) -> Option<Ipv4Addr> {
    let IpAddr::V4(address) = address else {
        return None;
    };
    let routes = routes.lines().filter_map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [network, mask, _, own, metric] = columns[..] else {
            return None;
        };
        let [network, mask, own] = [network, mask, own].map(str::parse::<Ipv4Addr>);
        let (network, mask, own) = (network.ok()?, u32::from(mask.ok()?), own.ok()?);
        let is_on_it = u32::from(address) & mask == u32::from(network);
        is_on_it.then_some((Reverse(mask), metric.parse::<u32>().ok()?, own))
    });
    routes.min().map(|(_, _, own)| own)
}

/// Returns the adapters of `ipconfig /all`.
pub(super) fn adapters(text: &str) -> Vec<Adapter> {
    let mut adapters: Vec<Adapter> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.starts_with([' ', '\t']) {
            if let Some(title) = line.strip_suffix(':') {
                adapters.push(Adapter {
                    title: title.to_owned(),
                    values: Vec::new(),
                });
            }
        } else if let Some(adapter) = adapters.last_mut()
            && let Some((label, value)) = line.split_once(':')
            && label.contains('.')
        {
            let value = (label.trim().to_owned(), value.trim().to_owned());
            adapter.values.push(value);
        }
    }
    adapters
}

/// Returns the names of the tunnels in the phone books.
fn phone_book(tools: &Tools<'_>) -> Vec<String> {
    let texts = PHONE_BOOKS.iter().filter_map(|variable| {
        let folder = tools.world.variable(variable)?;
        let path = PathBuf::from(folder).join("Microsoft\\Network\\Connections\\Pbk\\rasphone.pbk");
        let bytes = tools.world.read(&path).ok()?;
        Some(tunnels_of(&String::from_utf8_lossy(&bytes)))
    });
    texts.flatten().collect()
}

/// Returns the names of the sections of a phone book that are tunnels.
pub(super) fn tunnels_of(book: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut section = None;
    for line in book.lines().map(str::trim) {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            section = Some(name);
        } else if line == TUNNEL {
            found.extend(section.map(str::to_owned));
        }
    }
    found
}
