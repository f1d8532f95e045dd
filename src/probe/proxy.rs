//! Settings for proxies.

mod linux;
mod macos;
mod windows;

use std::time::Instant;

use url::Url;

use crate::system::{Platform, Surroundings};

use super::look::Looked;
use super::tools::Tools;
use super::{Seen, Unseen};

/// The variables in which a proxy is set, for all addresses or some.
const VARIABLES: [&str; 6] = [
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "http_proxy",
    "HTTP_PROXY",
];

/// What the settings of a system say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Settings {
    /// Whether a proxy is set; `None` where that cannot be told.
    set: Option<bool>,
    /// The proxy, as host and port.
    server: Option<String>,
    /// The address of the script that chooses the proxy.
    pac: Option<String>,
}

/// Reads the environment and the settings of the system; of a site also whether the environment makes an exception for it.
pub(super) fn look(site: Option<&str>, world: &dyn Surroundings, until: Instant) -> Looked {
    let mut seen = Seen::default();
    let environment = VARIABLES.iter().find_map(|name| world.variable(name));
    seen.set_bool("environment", environment.is_some());
    if let Some(site) = site {
        let is_exempt = world.proxy_of(&format!("https://{site}/")).is_none();
        seen.set_bool("exempt", environment.is_some() && is_exempt);
    }
    let tools = Tools { world, until };
    let (system, unseen) = match system(&tools, &mut seen) {
        Ok(settings) => (settings, None),
        Err(unseen) => (Settings::default(), Some(unseen)),
    };
    if let Some(set) = system.set {
        seen.set_bool("system", set);
    }
    let server = environment.map(|address| bare(&address)).or(system.server);
    let is_set = match (server.is_some() || system.pac.is_some(), system.set) {
        (true, _) => Some(true),
        (false, set) => set,
    };
    if let Some(is_set) = is_set {
        seen.set_bool("set", is_set);
    }
    if let Some(server) = &server {
        seen.set_bool("local", is_local(server));
    }
    seen.set_some("server", server);
    seen.set_some("pac", system.pac);
    match unseen {
        Some(unseen) => Looked::from(seen).but(unseen),
        None => seen.into(),
    }
}

fn system(tools: &Tools<'_>, seen: &mut Seen) -> Result<Settings, Unseen> {
    match tools.world.platform() {
        Platform::Linux => linux::settings(tools),
        Platform::Macos => {
            macos::settings(&tools.run(&["scutil", "--proxy"])?).ok_or(Unseen::Strange)
        }
        Platform::Windows => {
            let services = tools.run(&["netsh", "winhttp", "show", "proxy"]);
            let services = services.ok().and_then(|text| windows::services(&text));
            if let Some(services) = services {
                seen.set_bool("services", services);
            }
            let text = tools.run(&["reg", "query", windows::KEY])?;
            // Where there is no policy, there is no such key.
            let policy = tools.run(&["reg", "query", windows::POLICY]);
            windows::settings(&text, &policy.unwrap_or_default()).ok_or(Unseen::Strange)
        }
        Platform::Ios | Platform::Android => Err(Unseen::NotHere),
    }
}

/// Returns the host and port of a proxy's address, without names and passwords that may stand in it.
fn bare(address: &str) -> String {
    let address = address.trim();
    let with_scheme = if address.contains("://") {
        address.to_owned()
    } else {
        format!("http://{address}")
    };
    let Ok(url) = Url::parse(&with_scheme) else {
        return "?".to_owned();
    };
    let host = url.host_str().unwrap_or_default();
    match url.port_or_known_default() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn is_local(server: &str) -> bool {
    let host = server.rsplit_once(':').map_or(server, |(host, _)| host);
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
