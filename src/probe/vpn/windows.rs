//! The output of `route print` and `ipconfig /all`, in any language: only numbers, and the names of adapters, are read.

use crate::probe::look::Looked;
use crate::probe::tools::Tools;
use crate::probe::{Seen, Unseen};

use super::is_called_like;

/// How the parts that every language leaves as they are begin with the kind of an adapter.
const DIALLED: &str = "PPP ";

pub(super) fn look(tunnels: &[String], tools: &Tools<'_>) -> Result<Looked, Unseen> {
    let routes = tools.run(&["route", "print", "-4", "0.0.0.0"])?;
    let adapters = tools.run(&["ipconfig", "/all"])?;
    let Some(own) = way_out(&routes) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let Some(adapter) = adapter(&adapters, own) else {
        return Ok(Looked::nothing(Unseen::Strange));
    };
    let mut seen = Seen::default();
    seen.set("interface", &adapter.title);
    let is_active = adapter.is_tunnel(tunnels);
    seen.set_bool("active", is_active);
    Ok(seen.into())
}

/// A section of `ipconfig /all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Adapter {
    /// Its heading, without the colon.
    pub(super) title: String,
    /// What stands behind the dots.
    values: Vec<String>,
}

impl Adapter {
    /// Returns whether it is dialled, or called like one of the tunnels.
    pub(super) fn is_tunnel(&self, tunnels: &[String]) -> bool {
        let names = self.values.iter().chain([&self.title]);
        self.title.starts_with(DIALLED)
            || names.into_iter().any(|name| is_called_like(name, tunnels))
    }
}

/// Returns the own address of the interface that carries packets to the world: that of the two halves of the world, the
/// way in which some tunnels take everything, or else of the default route with the least metric.
pub(super) fn way_out(routes: &str) -> Option<&str> {
    let lines: Vec<Vec<&str>> = routes
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let to = |mask: &str| {
        let routes = lines
            .iter()
            .filter(|line| line.len() == 5 && line[..2] == ["0.0.0.0", mask]);
        let metric = |line: &&Vec<&str>| line[4].parse::<u32>().unwrap_or(u32::MAX);
        routes.min_by_key(metric).map(|line| line[3])
    };
    to("128.0.0.0").or_else(|| to("0.0.0.0"))
}

/// Returns the adapter that has this address.
pub(super) fn adapter(text: &str, address: &str) -> Option<Adapter> {
    let mut found = None;
    for line in text.lines() {
        let is_heading = !line.starts_with([' ', '\t']) && line.trim_end().ends_with(':');
        if is_heading {
            found = Some(Adapter {
                title: line.trim_end().trim_end_matches(':').to_owned(),
                values: Vec::new(),
            });
        } else if let Some(adapter) = &mut found
            && let Some((_, value)) = line.split_once(": ")
        {
            adapter.values.push(value.trim().to_owned());
        }
        let is_it = |adapter: &Adapter| {
            let last = adapter.values.last();
            // Behind an address stands, in the language of the system, that it is preferred.
            last.is_some_and(|value| value.split('(').next() == Some(address))
        };
        if found.as_ref().is_some_and(is_it) {
            // The description stands above the address.
            return found;
        }
    }
    None
}
