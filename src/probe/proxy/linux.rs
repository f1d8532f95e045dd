//! The settings of the GNOME desktop.

use crate::probe::Unseen;
use crate::probe::tools::Tools;

use super::Settings;

/// Where the settings stand.
const SCHEMA: &str = "org.gnome.system.proxy";

pub(super) fn settings(tools: &Tools<'_>) -> Result<Settings, Unseen> {
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
