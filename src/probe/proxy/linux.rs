//! The settings of the desktops GNOME and KDE.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::probe::Unseen;
use crate::probe::tools::Tools;

use super::{Settings, bare};

/// Where the settings stand.
const SCHEMA: &str = "org.gnome.system.proxy";

/// Where KDE keeps them, from the folder of the person's own.
const KDE: &str = ".config/kioslaverc";

/// Returns the settings of the desktop in use. That one knows of no proxy is no proof where the other does: programs of both
/// are run on either.
pub(super) fn settings(tools: &Tools<'_>) -> Result<Settings, Unseen> {
    let desktop = tools.world.variable("XDG_CURRENT_DESKTOP");
    let is_kde = desktop.is_some_and(|desktop| desktop.contains("KDE"));
    let (gnome, kde) = (gnome(tools), kde(tools));
    let (own, other) = if is_kde { (kde, gnome) } else { (gnome, kde) };
    let mut own = own?;
    let is_other_set = other.is_ok_and(|other| other.set != Some(false));
    if own.set == Some(false) && is_other_set {
        own.set = None;
    }
    Ok(own)
}

fn kde(tools: &Tools<'_>) -> Result<Settings, Unseen> {
    let home = tools.world.variable("HOME").ok_or(Unseen::NotHere)?;
    let file = tools.world.read(&PathBuf::from(home).join(KDE));
    let file = file.map_err(|_| Unseen::NotHere)?;
    of_kde(&String::from_utf8_lossy(&file)).ok_or(Unseen::Strange)
}

/// Returns what `kioslaverc` says; `None` where it says nothing of proxies.
pub(super) fn of_kde(text: &str) -> Option<Settings> {
    let lines = text.lines().map(str::trim);
    let section = lines
        .skip_while(|line| *line != "[Proxy Settings]")
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let values: BTreeMap<&str, &str> = section.filter_map(|line| line.split_once('=')).collect();
    let text = |key: &str| values.get(key).filter(|value| !value.is_empty());
    // None, by hand, by a script, found by itself, or that of the environment, which is looked at anyway.
    match *values.get("ProxyType")? {
        "0" | "4" => Some(Settings {
            set: Some(false),
            ..Settings::default()
        }),
        "1" => {
            let kinds = ["httpsProxy", "httpProxy", "socksProxy"];
            let server = kinds.into_iter().find_map(text);
            // Host and port are parted by a blank.
            let server = server.map(|server| bare(&server.replace(' ', ":")));
            let set = server.is_some().then_some(true);
            Some(Settings {
                set,
                server,
                pac: None,
            })
        }
        "2" => Some(Settings {
            set: Some(true),
            server: None,
            pac: text("Proxy Config Script").map(|&address| address.to_owned()),
        }),
        "3" => Some(Settings::default()),
        _ => None,
    }
}

fn gnome(tools: &Tools<'_>) -> Result<Settings, Unseen> {
    let mode = tools.run(&["gsettings", "get", SCHEMA, "mode"])?;
    let get = |schema: &str, key: &str| {
        let text = tools.run(&["gsettings", "get", schema, key]).ok()?;
        value(&text).map(str::to_owned)
    };
    match value(&mode) {
        Some("none") => Ok(Settings {
            set: Some(false),
            ..Settings::default()
        }),
        Some("auto") => Ok(Settings {
            set: Some(true),
            pac: get(SCHEMA, "autoconfig-url"),
            ..Settings::default()
        }),
        Some("manual") => {
            let schemas = ["https", "http", "socks"].map(|kind| format!("{SCHEMA}.{kind}"));
            let server = schemas.iter().find_map(|schema| {
                let host = get(schema, "host").filter(|host| !host.is_empty())?;
                Some(format!("{host}:{}", get(schema, "port")?))
            });
            Ok(Settings {
                set: server.is_some().then_some(true),
                server,
                pac: None,
            })
        }
        _ => Err(Unseen::Strange),
    }
}

/// Returns the value of `gsettings get`: a text in quotes, or a number.
pub(super) fn value(text: &str) -> Option<&str> {
    let text = text.trim();
    let quoted = text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    quoted.or_else(|| is_number.then_some(text))
}
