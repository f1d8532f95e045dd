//! The output of `reg query` and `netsh winhttp show proxy`.

use std::collections::BTreeMap;

use regex::Regex;

use super::{Settings, bare};

/// Where the settings of the person stand.
pub(super) const KEY: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings";

/// How English and Japanese systems say that services use no proxy.
const DIRECT: [&str; 2] = ["Direct access", "直接アクセス"];

/// Where whoever administers the computer may set the same for everybody.
pub(super) const POLICY: &str =
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings";

/// Returns what the values of the person's key and of the policy's say; `None` where there are none. A proxy found by itself,
/// or set for everybody, counts as unknown.
pub(super) fn settings(text: &str, policy: &str) -> Option<Settings> {
    let policy = values(policy);
    let values = values(text);
    let is_on = |name: &str| values.get(name) == Some(&"0x1");
    if !values.contains_key("ProxyEnable") {
        return None;
    }
    let pac = values
        .get("AutoConfigURL")
        .map(|&address| address.to_owned());
    let server = values.get("ProxyServer").filter(|_| is_on("ProxyEnable"));
    let server = server.map(|server| by_scheme(server));
    let is_elsewhere = is_on("AutoDetect") || policy.get("ProxySettingsPerUser") == Some(&"0x0");
    let set = if server.is_some() || pac.is_some() {
        Some(true)
    } else {
        (!is_elsewhere).then_some(false)
    };
    Some(Settings { set, server, pac })
}

/// Returns each value of `reg query` by its name; names and types are the same in every language.
fn values(text: &str) -> BTreeMap<&str, &str> {
    let mut values = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with(' ')) {
        let mut columns = line.trim_start().splitn(2, "    ");
        let (Some(name), Some(rest)) = (columns.next(), columns.next()) else {
            continue;
        };
        if let Some((kind, value)) = rest.trim_start().split_once("    ")
            && kind.starts_with("REG_")
        {
            values.insert(name, value.trim());
        }
    }
    values
}

/// Returns the proxy of a setting such as `http=a:1;https=b:2`: that of safe pages, or the first.
fn by_scheme(server: &str) -> String {
    let parts = || {
        server
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    let safe = parts().find_map(|part| part.strip_prefix("https="));
    let first = parts().next().unwrap_or(server);
    let first = first.split_once('=').map_or(first, |(_, server)| server);
    bare(safe.unwrap_or(first))
}

/// Returns whether services use a proxy; `None` where that cannot be told.
pub(super) fn services(text: &str) -> Option<bool> {
    if DIRECT.iter().any(|words| text.contains(words)) {
        return Some(false);
    }
    let server = Regex::new(r"(?m)^[^\S\n]+.*[:=]\s*[A-Za-z0-9.-]+:\d{1,5}\b").ok()?;
    server.is_match(text).then_some(true)
}
