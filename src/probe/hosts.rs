//! The file of hosts.

use std::path::PathBuf;

use crate::system::{Platform, Surroundings};

use super::look::Looked;
use super::{Seen, Unseen};

/// Looks for names, and those below them, in the file of hosts.
pub(super) fn look(names: &[String], world: &dyn Surroundings) -> Looked {
    let path = match world.platform() {
        Platform::Windows => {
            let root = world.variable("SystemRoot");
            let root = root.unwrap_or_else(|| "C:\\Windows".to_owned());
            PathBuf::from(root).join("System32\\drivers\\etc\\hosts")
        }
        Platform::Macos | Platform::Linux => PathBuf::from("/etc/hosts"),
        Platform::Ios | Platform::Android => return Looked::nothing(Unseen::NotHere),
    };
    let Ok(bytes) = world.read(&path) else {
        return Looked::nothing(Unseen::CannotRead {
            path: path.display().to_string(),
        });
    };
    let found = overrides(&String::from_utf8_lossy(&bytes), names);
    let mut seen = Seen::default();
    seen.set_bool("override", !found.is_empty());
    if let Some((address, _)) = found.first() {
        seen.set("address", address);
        let names: Vec<_> = found.iter().map(|(_, name)| name.as_str()).collect();
        seen.set("names", names.join(", "));
        let lines = found
            .iter()
            .map(|(address, name)| format!("{address} {name}"));
        seen.set("lines", lines.collect::<Vec<_>>().join("; "));
    }
    seen.into()
}

/// Returns each (address, name) of the file whose name is one of these or lies below one.
fn overrides(text: &str, names: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let mut words = line
            .split('#')
            .next()
            .unwrap_or_default()
            .split_whitespace();
        let Some(address) = words.next() else {
            continue;
        };
        for word in words {
            let host = word.to_lowercase();
            if names
                .iter()
                .any(|name| is_below(&host, &name.to_lowercase()))
            {
                found.push((address.to_owned(), host));
            }
        }
    }
    found
}

fn is_below(host: &str, name: &str) -> bool {
    host.strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let names = ["lamp.example".to_owned()];
        let found = overrides(text, &names);
        let found: Vec<_> = found
            .iter()
            .map(|(address, name)| (address.as_str(), name.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_and_what_lies_below_them_are_found() {
        check(
            "\u{feff}0.0.0.0 lamp.example\r\n",
            &[("0.0.0.0", "lamp.example")],
        );
        check(
            "10.0.0.1\tother LAMP.example www.lamp.example # x",
            &[
                ("10.0.0.1", "lamp.example"),
                ("10.0.0.1", "www.lamp.example"),
            ],
        );
        check(
            "# 0.0.0.0 lamp.example\n127.0.0.1 mylamp.example lamp.example.com\n",
            &[],
        );
        check("\0\u{1}", &[]);
    }

    proptest::proptest! {
        #[test]
        fn any_file_is_read(text in "(.|\n|lamp|\\.example| |#){0,40}") {
            overrides(&text, &["lamp.example".to_owned()]);
        }
    }
}
