//! The output of `scutil --proxy`.

use std::collections::BTreeMap;

use super::Settings;

/// The kinds of proxy, the most telling first: the switch, the host and the port.
const KINDS: [[&str; 3]; 3] = [
    ["HTTPSEnable", "HTTPSProxy", "HTTPSPort"],
    ["HTTPEnable", "HTTPProxy", "HTTPPort"],
    ["SOCKSEnable", "SOCKSProxy", "SOCKSPort"],
];

/// Returns what the dictionary says; `None` where it is none. A proxy found by itself counts as unknown.
pub(super) fn settings(text: &str) -> Option<Settings> {
    if !text.trim_start().starts_with("<dictionary>") {
        return None;
    }
    let values: BTreeMap<&str, &str> = text
        .lines()
        .filter_map(|line| line.split_once(" : "))
        .map(|(key, value)| (key.trim(), value.trim()))
        .collect();
    let is_on = |key: &str| values.get(key) == Some(&"1");
    let server = KINDS.iter().find_map(|[on, host, port]| {
        let host = values.get(host).filter(|_| is_on(on))?;
        let port = values.get(port).unwrap_or(&"");
        Some(format!("{host}:{port}").trim_end_matches(':').to_owned())
    });
    let pac = values.get("ProxyAutoConfigURLString");
    let pac = pac.filter(|_| is_on("ProxyAutoConfigEnable"));
    let pac = pac.map(|&address| address.to_owned());
    let set = if server.is_some() || pac.is_some() {
        Some(true)
    } else {
        (!is_on("ProxyAutoDiscoveryEnable")).then_some(false)
    };
    Some(Settings { set, server, pac })
}
