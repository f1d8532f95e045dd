//! Programs: which are there, and which run.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use regex::Regex;

use crate::knowledge::Program;
use crate::system::{Platform, Surroundings};

use super::look::Looked;
use super::{Seen, Unseen};

/// Looks for programs, by the names that the knowledge gives them.
pub(super) fn look(
    programs: &BTreeMap<String, BTreeMap<Platform, Program>>,
    world: &dyn Surroundings,
    until: Instant,
) -> Looked {
    let platform = world.platform();
    let here: Vec<(&str, &Program)> = programs
        .iter()
        .filter_map(|(name, program)| Some((name.as_str(), program.get(&platform)?)))
        .collect();
    if here.is_empty() {
        return Looked::nothing(Unseen::NotHere);
    }
    let of = |is: &dyn Fn(&String) -> bool| -> Vec<(&str, &Program)> {
        let found = here
            .iter()
            .filter(|(_, program)| program.paths.iter().any(is));
        found.copied().collect()
    };
    let mut seen = Seen::default();
    let installed = of(&|path| is_there(path, world));
    // One that is not where it usually is may be elsewhere.
    if !installed.is_empty() {
        seen.set("installed", names(&installed));
        let versions: Vec<_> = installed
            .iter()
            .map(|(name, program)| with_version(name, program, world))
            .collect();
        seen.set("versions", versions.join(", "));
    }
    let argv: &[&str] = match platform {
        Platform::Windows => &["tasklist", "/fo", "csv", "/nh"],
        _ => &["ps", "-axo", "comm"],
    };
    let argv: Vec<String> = argv.iter().map(|&argument| argument.to_owned()).collect();
    match world.run(&argv, until) {
        Ok(output) => {
            let running = processes(&output.text);
            let is_running = |path: &String| running.iter().any(|name| *name == file(path));
            let found = of(&is_running);
            let is_none = found.is_empty();
            seen.set(
                "running",
                if is_none {
                    "none".to_owned()
                } else {
                    names(&found)
                },
            );
            seen.into()
        }
        Err(error) => Looked::from(seen).but(error),
    }
}

fn names(programs: &[(&str, &Program)]) -> String {
    let names: Vec<_> = programs.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

/// Returns a program's name with its version, where one of its files has it: nothing is started.
fn with_version(name: &str, program: &Program, world: &dyn Surroundings) -> String {
    let mut files = program.versions.iter().filter_map(|path| {
        let bytes = world.read(Path::new(&expanded(path, world))).ok()?;
        version(&String::from_utf8_lossy(&bytes))
    });
    match files.next() {
        Some(version) => format!("{name} {version}"),
        None => name.to_owned(),
    }
}

/// Returns the version that a file holds, alone or behind `Version=`.
fn version(text: &str) -> Option<String> {
    let pattern = Regex::new(r"(?m)^(?:(?:Last)?Version=)?([0-9]+(?:\.[0-9]+)+)");
    let found = pattern.expect("the pattern is tested").captures(text)?;
    Some(found[1].to_owned())
}

fn is_there(path: &str, world: &dyn Surroundings) -> bool {
    if path.contains(['/', '\\']) {
        return world.exists(Path::new(&expanded(path, world)));
    }
    let folders = world.variable("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder: PathBuf| world.exists(&folder.join(path)))
}

/// Returns a path with each `%NAME%` and a leading `~` replaced by what they stand for.
fn expanded(path: &str, world: &dyn Surroundings) -> String {
    let home = world.variable("HOME").unwrap_or_default();
    let path = match path.strip_prefix('~') {
        Some(rest) => format!("{home}{rest}"),
        None => path.to_owned(),
    };
    let variable = Regex::new("%([^%]+)%").expect("the pattern is tested");
    let value = |found: &regex::Captures<'_>| world.variable(&found[1]).unwrap_or_default();
    variable.replace_all(&path, value).into_owned()
}

/// Returns the names of what runs, without folders, in lower case.
fn processes(text: &str) -> Vec<String> {
    let first = |line: &str| {
        let quoted = line
            .strip_prefix('"')
            .and_then(|line| line.split('"').next());
        file(quoted.unwrap_or(line).trim())
    };
    text.lines()
        .map(first)
        .filter(|name| !name.is_empty())
        .collect()
}

fn file(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::{Output, ScriptedSurroundings};

    /// Looks for three programs on a platform where these files are, and where what runs is told so.
    fn look(platform: Platform, files: &[&str], running: Option<&str>) -> Looked {
        let paths = |paths: &[&str]| Program {
            paths: paths.iter().map(|&path| path.to_owned()).collect(),
            versions: vec!["~/version".to_owned()],
        };
        let of = |linux: &[&str], windows: &[&str]| {
            let linux = (Platform::Linux, paths(linux));
            BTreeMap::from([linux, (Platform::Windows, paths(windows))])
        };
        let programs = BTreeMap::from([
            (
                "A".to_owned(),
                of(&["lamp-a"], &["%PROGRAMFILES%\\a\\a.exe"]),
            ),
            ("B".to_owned(), of(&["~/b/lamp-b"], &["C:\\b.exe"])),
        ]);
        let mut world = ScriptedSurroundings {
            platform,
            ..ScriptedSurroundings::default()
        };
        for (name, value) in [
            ("PATH", "/bin:/opt"),
            ("HOME", "/me"),
            ("PROGRAMFILES", "C:\\P"),
        ] {
            world.variables.insert(name.to_owned(), value.to_owned());
        }
        for file in files {
            world.files.insert(PathBuf::from(file), Vec::new());
        }
        for argv in ["ps -axo comm", "tasklist /fo csv /nh"] {
            let said = running.map(|text| Output {
                code: Some(0),
                text: text.to_owned(),
            });
            world
                .programs
                .extend(said.map(|said| (argv.to_owned(), said)));
        }
        super::look(&programs, &world, Instant::now())
    }

    #[test]
    fn programs_are_found_on_the_path_at_home_and_by_variables() {
        let seen = look(
            Platform::Linux,
            &["/opt/lamp-a", "/me/b/lamp-b"],
            Some("COMM\nlamp-b\n"),
        )
        .seen;
        assert_eq!(seen.get("installed"), Some("A, B"));
        assert_eq!(seen.get("running"), Some("B"));
        let seen = look(
            Platform::Windows,
            &["C:\\P\\a\\a.exe"],
            Some("\"A.EXE\",\"1\"\r\n"),
        )
        .seen;
        assert_eq!(seen.get("installed"), Some("A"));
        assert_eq!(seen.get("running"), Some("A"));
    }

    #[test]
    fn a_version_is_read_from_a_file() {
        let firefox = "[App]\nVendor=Lamp\nVersion=133.0.1\nBuildID=2024.1\n";
        for (text, expected) in [
            ("131.0.6778.85", Some("131.0.6778.85")),
            (firefox, Some("133.0.1")),
            (
                "[Compatibility]\r\nLastVersion=133.0_2024/2024\r\n",
                Some("133.0"),
            ),
            ("MinVersion=1.0\n", None),
            ("", None),
        ] {
            assert_eq!(version(text).as_deref(), expected, "{text}");
        }
        let program = Program {
            versions: vec!["~/no".to_owned(), "~/yes".to_owned()],
            ..Program::default()
        };
        let mut world = ScriptedSurroundings::default();
        world.variables.insert("HOME".to_owned(), "/me".to_owned());
        assert_eq!(with_version("A", &program, &world), "A");
        world
            .files
            .insert(PathBuf::from("/me/yes"), b"131.0.6778.85".to_vec());
        assert_eq!(with_version("A", &program, &world), "A 131.0.6778.85");
    }

    #[test]
    fn what_is_not_where_it_usually_is_may_be_elsewhere() {
        let looked = look(Platform::Linux, &[], None);
        assert_eq!(looked.seen, Seen::default());
        assert!(looked.unseen.is_some());
        let looked = look(Platform::Ios, &[], None);
        assert_eq!(looked.unseen, Some(Unseen::NotHere));
    }

    #[test]
    fn what_runs_is_named_without_folders() {
        let mac = "COMM\n/Applications/Lamp.app/Contents/MacOS/Lamp\n-zsh\n";
        assert_eq!(processes(mac), ["comm", "lamp", "-zsh"]);
        let windows = "\"lamp.exe\",\"4321\",\"Console\",\"1\",\"250,000 K\"\r\n";
        assert_eq!(processes(windows), ["lamp.exe"]);
    }
}
