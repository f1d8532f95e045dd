use std::path::Path;
use std::time::{Duration, Instant};

use regex::Regex;

use crate::system::{Platform, Surroundings};

use super::tools::Tools;

/// Where Linux systems say what they are (`os-release`(5)).
const LINUX: [&str; 2] = ["/etc/os-release", "/usr/lib/os-release"];
/// Where macOS does.
const MACOS: &str = "/System/Library/CoreServices/SystemVersion.plist";
/// Where Windows does.
const WINDOWS: &str = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";
/// What takes longer is left out.
const PATIENCE: Duration = Duration::from_secs(5);

/// Returns what this machine's system calls itself, with its version; `None` where it does not say.
#[must_use]
pub fn system_version(world: &dyn Surroundings) -> Option<String> {
    let read = |path: &&str| world.read(Path::new(path)).ok();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    match world.platform() {
        Platform::Linux => {
            let release = LINUX.iter().find_map(read).map(text)?;
            first(&release, r#"(?m)^PRETTY_NAME="?([^"\n]{1,80})"#)
        }
        Platform::Macos => {
            let list = read(&MACOS).map(text)?;
            let value = |key: &str| {
                first(
                    &list,
                    &format!(r"<key>{key}</key>\s*<string>([^<]{{1,40}})"),
                )
            };
            let version = value("ProductVersion")?;
            let name = value("ProductName").unwrap_or_else(|| Platform::Macos.title().to_owned());
            Some(format!("{name} {version}"))
        }
        Platform::Windows => {
            let tools = Tools {
                world,
                until: Instant::now() + PATIENCE,
            };
            let values = tools.run(&["reg", "query", WINDOWS]).ok()?;
            let value = |name: &str| {
                first(
                    &values,
                    &format!(r"(?m)^ +{name} +REG_SZ +([^\r\n]{{1,80}})"),
                )
            };
            // The product's name still says 10 on 11; the build tells them apart.
            let build = value("CurrentBuild")?;
            let parts = [value("ProductName"), value("DisplayVersion")];
            let mut parts: Vec<_> = parts.into_iter().flatten().collect();
            parts.push(format!("({build})"));
            Some(parts.join(" "))
        }
        Platform::Ios | Platform::Android => None,
    }
}

fn first(text: &str, pattern: &str) -> Option<String> {
    let pattern = Regex::new(pattern).expect("the patterns are tested");
    Some(pattern.captures(text)?[1].trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::system::{Output, ScriptedSurroundings};

    #[test]
    fn each_system_says_what_it_is() {
        let file = |platform, path: &str, text: &str| ScriptedSurroundings {
            platform,
            files: BTreeMap::from([(path.into(), text.as_bytes().to_vec())]),
            ..ScriptedSurroundings::default()
        };
        let release = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
        let list = "<key>ProductName</key>\n<string>macOS</string>\n<key>ProductVersion</key>\n<string>14.5</string>";
        let values = "\r\nHKEY\r\n    ProductName    REG_SZ    Windows 10 Pro\r\n    DisplayVersion    REG_SZ    23H2\r\n    CurrentBuild    REG_SZ    22631\r\n";
        let output = Output {
            code: Some(0),
            text: values.to_owned(),
        };
        let windows = ScriptedSurroundings {
            platform: Platform::Windows,
            programs: BTreeMap::from([(format!("reg query {WINDOWS}"), output)]),
            ..ScriptedSurroundings::default()
        };
        for (world, expected) in [
            (
                file(Platform::Linux, LINUX[1], release),
                "Debian GNU/Linux 12 (bookworm)",
            ),
            (file(Platform::Macos, MACOS, list), "macOS 14.5"),
            (windows, "Windows 10 Pro 23H2 (22631)"),
        ] {
            assert_eq!(system_version(&world).as_deref(), Some(expected));
        }
        assert_eq!(system_version(&ScriptedSurroundings::default()), None);
    }
}
