use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::system::Harmless;

use super::family::Listed;

/// The longest list of profiles that is read, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

/// A profile of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// As the browser calls it.
    pub(super) name: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    /// The folder that its path must not leave by a link: the browser's, or its own where it lies elsewhere.
    pub(super) within: PathBuf,
}

/// Returns the folders in a browser's data folder that may be profiles, sorted: those it names, those that are there, and
/// itself. What is listed wrongly, or not at all, is still found.
pub(super) fn profiles(root: &Path, listed: Listed) -> Vec<Profile> {
    let mut found = BTreeMap::new();
    for inner in [root, &root.join("Profiles")] {
        for name in folders(inner) {
            found.insert(inner.join(&name), name);
        }
    }
    found.remove(&root.join("Profiles"));
    let own = root.file_name().unwrap_or_default();
    found.insert(root.to_owned(), own.to_string_lossy().into_owned());
    match listed {
        Listed::LocalState => found.extend(in_local_state(root)),
        Listed::ProfilesIni => found.extend(in_ini(root)),
    }
    let profiles = found.into_iter().map(|(folder, name)| Profile {
        name: Harmless::text(&name).replace('\n', " "),
        within: if folder.starts_with(root) {
            root.to_owned()
        } else {
            folder.clone()
        },
        folder,
    });
    profiles.collect()
}

/// Returns the names of the folders in a folder, and of links, which are looked at later.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_folder = |kind: fs::FileType| kind.is_dir() || kind.is_symlink();
    entries
        .filter(|entry| entry.file_type().is_ok_and(is_folder))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// Returns folders with what the person calls them, as far as they lie in the data folder.
fn in_local_state(root: &Path) -> Vec<(PathBuf, String)> {
    let text = read(&root.join("Local State"));
    let state: Value = serde_json::from_str(&text).unwrap_or_default();
    let listed = state["profile"]["info_cache"].as_object();
    let listed = listed.into_iter().flatten();
    let inner = listed.filter(|(folder, _)| is_one_name(folder));
    inner
        .map(|(folder, about)| {
            let called = about["name"].as_str().filter(|name| !name.is_empty());
            let name = match called {
                Some(called) => format!("{folder} ({called})"),
                None => folder.clone(),
            };
            (root.join(folder), name)
        })
        .collect()
}

/// Returns folders with their names; one may lie elsewhere if it is written with its whole path.
fn in_ini(root: &Path) -> Vec<(PathBuf, String)> {
    let text = read(&root.join("profiles.ini"));
    let mut found = Vec::new();
    for section in text.split("\n[").filter(|section| {
        let section = section.trim_start_matches(['\u{feff}', '[']);
        section.starts_with("Profile")
    }) {
        let value = |key: &str| {
            let lines = section.lines().filter_map(|line| line.split_once('='));
            let mut values = lines.filter(|(found, _)| found.trim() == key);
            values.next().map(|(_, value)| value.trim())
        };
        let Some(path) = value("Path").map(Path::new) else {
            continue;
        };
        let is_inner = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let folder = match value("IsRelative") {
            Some("0") if path.is_absolute() => path.to_owned(),
            Some("0") => continue,
            _ if is_inner => path
                .components()
                .fold(root.to_owned(), |folder, part| folder.join(part)),
            _ => continue,
        };
        let name = value("Name").unwrap_or_default();
        if !name.is_empty() {
            found.push((folder, name.to_owned()));
        }
    }
    found
}

fn is_one_name(text: &str) -> bool {
    let mut parts = Path::new(text).components();
    matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none()
}

/// Returns a file's text; nothing where it is none, or longer than any such list.
fn read(path: &Path) -> String {
    let is_short = fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() < LONGEST);
    let text = is_short.then(|| fs::read_to_string(path).ok()).flatten();
    text.unwrap_or_default().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path, listed: Listed) -> Vec<(String, String)> {
        let found = profiles(root, listed).into_iter();
        let shown = |folder: PathBuf| {
            let inner = folder.strip_prefix(root).unwrap_or(&folder);
            inner.display().to_string().replace('\\', "/")
        };
        found
            .map(|profile| (profile.name, shown(profile.folder)))
            .collect()
    }

    #[test]
    fn profiles_are_those_listed_and_those_there() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("data");
        for folder in ["Default", "Profile 1", "Profile 2"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let state = r#"{"profile": {"info_cache": {
            "Default": {"name": "Work\u001b[31m\nhome"}, "Profile 1": {}, "../up": {"name": "x"}, "": {}, "/etc": {}, ".": {}}}}"#;
        fs::write(root.join("Local State"), state).unwrap();
        let found = names(&root, Listed::LocalState);
        let found: Vec<_> = found
            .iter()
            .map(|(name, folder)| (&**name, &**folder))
            .collect();
        assert_eq!(
            found,
            [
                ("data", ""),
                ("Default (Work home)", "Default"),
                ("Profile 1", "Profile 1"),
                ("Profile 2", "Profile 2")
            ]
        );
        fs::write(root.join("Local State"), "no JSON").unwrap();
        assert_eq!(names(&root, Listed::LocalState).len(), 4);
    }

    #[test]
    fn profiles_may_lie_elsewhere_if_the_browser_says_so() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("data");
        let elsewhere = home.path().join("elsewhere");
        for folder in ["Profiles/a.default", "b.other"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let ini = format!(
            "[Profile1]\r\nName=first\r\nIsRelative=1\r\nPath=Profiles/a.default\r\n\r\n[Profile0]\nName=far\nIsRelative=0\nPath={}\n\n[Profile2]\nName=up\nIsRelative=1\nPath=../up\n\n[General]\nPath=x\n[Profile3]\nName=odd\nIsRelative=0\nPath=odd\n",
            elsewhere.display()
        );
        fs::write(root.join("profiles.ini"), ini).unwrap();
        let found = names(&root, Listed::ProfilesIni);
        let has = |name: &str, folder: &str| found.contains(&(name.to_owned(), folder.to_owned()));
        assert!(
            has("first", "Profiles/a.default") && has("b.other", "b.other"),
            "{found:?}"
        );
        assert!(
            has("far", &elsewhere.display().to_string().replace('\\', "/")),
            "{found:?}"
        );
        assert!(
            !found.iter().any(|(name, _)| name == "up" || name == "odd"),
            "{found:?}"
        );
    }
}
