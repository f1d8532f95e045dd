//! The rules of the house that a search can check; ARCHITECTURE.md says why they are rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// Every layer, from the top; each uses only those below it.
const LAYERS: [&str; 14] = [
    "cli",
    "chat",
    "maintain",
    "act",
    "probe",
    "journal",
    "render",
    "session",
    "infer",
    "base",
    "search",
    "text",
    "knowledge",
    "system",
];
/// Names of one pack's world, which the engine must not know.
const DOMAIN: [&str; 11] = [
    "chatgpt",
    "openai",
    "cloudflare",
    "1020",
    "cookie",
    "router",
    "firewall",
    "hotspot",
    "incognito",
    "firefox",
    "safari",
];
/// Programs of the platforms, which only what looks at the machine may know.
const PROGRAMS: [&str; 3] = ["netsh", "ipconfig", "nmcli"];
/// The sets of words that hold names of products, and the kinds of check and protocol that the engine does know.
const PRODUCTS: [&str; 2] = ["vpn", "proxy"];
const KINDS: [&str; 5] = ["vpn", "vpns", "proxy", "proxies", "socks"];
/// What does input and output, reads a clock, or starts something.
const OUTSIDE: [&str; 8] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::",
    "Timestamp::now",
    "println!",
];
/// The one file of the pure layers that reads a pack from disk.
const LOADER: &str = "src/knowledge/source.rs";

/// A file of the source without what is compiled for its tests alone.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn layer(&self) -> &str {
        let inner = self.path.trim_start_matches("src/");
        inner.split(['/', '.']).next().unwrap_or_default()
    }
}

/// Returns every file below a folder with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{ending} below {folder}");
    found
}

/// Returns the source, as far as it becomes part of the program.
fn sources() -> Vec<Source> {
    let is_for_tests = |path: &str| path.ends_with("/tests.rs") || path.ends_with("/sample.rs");
    let sources = files("src", "rs").into_iter().map(|path| Source {
        text: program(&fs::read_to_string(&path).expect("a text file")),
        path: path.display().to_string().replace('\\', "/"),
    });
    sources
        .filter(|source| !is_for_tests(&source.path))
        .collect()
}

/// Returns a file's text up to its own tests, which stand last.
fn program(text: &str) -> String {
    let tests = ["#[cfg(test)]\nmod tests", "#[cfg(test)]\r\nmod tests"];
    let end = tests.iter().filter_map(|start| text.find(start)).min();
    text[..end.unwrap_or(text.len())].to_owned()
}

/// Returns where a word stands, by itself or as a part.
fn found(sources: &[Source], word: &str) -> Vec<String> {
    let mut places = Vec::new();
    for source in sources {
        for (idx, line) in source.text.lines().enumerate() {
            if line.to_lowercase().contains(word) {
                places.push(format!("{}:{}: {}", source.path, idx + 1, line.trim()));
            }
        }
    }
    places
}

/// Returns the entries of a section of the built-in pack.
fn entries(section: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for path in files("knowledge", "yaml") {
        let text = fs::read_to_string(&path).expect("a text file");
        let file: Value = serde_yaml::from_str(&text).expect("YAML");
        let entries = file.get(section).and_then(Value::as_mapping);
        for (id, entry) in entries.into_iter().flatten() {
            found.push((id.as_str().expect("an id").to_owned(), entry.clone()));
        }
    }
    assert!(!found.is_empty(), "no {section}");
    found
}

#[test]
fn the_engine_names_nothing_of_a_packs_world() {
    let sources = sources();
    let found: Vec<_> = DOMAIN
        .iter()
        .flat_map(|word| found(&sources, word))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn programs_of_the_platforms_are_named_by_checks_alone() {
    for word in PROGRAMS {
        for place in found(&sources(), word) {
            assert!(place.starts_with("src/probe/"), "{place}");
        }
    }
}

#[test]
fn the_engine_names_no_product_of_the_built_in_pack() {
    let sources = sources();
    let sets = entries("words").into_iter();
    let products = sets.filter(|(id, _)| PRODUCTS.contains(&id.as_str()));
    let mut seen = Vec::new();
    for (_, set) in products {
        for word in set["en"].as_sequence().expect("a list of words") {
            let word = word.as_str().expect("a word");
            let is_kind = word.split(' ').any(|part| KINDS.contains(&part));
            seen.extend(found(&sources, word).into_iter().filter(|_| !is_kind));
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

/// Ids of one word, such as `wait`, are words of everyday language too; a comment may take an example from a pack.
#[test]
fn no_id_of_the_built_in_pack_stands_in_the_code() {
    let sources = sources();
    let mut seen = Vec::new();
    for section in ["facts", "causes", "fixes", "problems"] {
        for (id, _) in entries(section) {
            let places = found(&sources, &id).into_iter();
            let is_code = |place: &String| !place.contains(": //");
            seen.extend(places.filter(|place| id.contains('-') && is_code(place)));
        }
    }
    assert!(seen.is_empty(), "{}", seen.join("\n"));
}

#[test]
fn the_compiler_is_asked_for_the_platform_in_one_place() {
    for word in ["cfg!(target_", "#[cfg(target_", "cfg!(windows", "cfg!(unix"] {
        for place in found(&sources(), word) {
            assert!(place.starts_with("src/system/platform.rs:"), "{place}");
        }
    }
}

#[test]
fn programs_are_started_in_one_layer() {
    for word in ["command::new", "process::command", ".spawn()"] {
        for place in found(&sources(), word) {
            assert!(place.starts_with("src/system/"), "{place}");
        }
    }
}

#[test]
fn the_pure_layers_do_no_input_and_output() {
    let pure = ["text", "infer", "session", "base", "search", "knowledge"];
    for source in sources() {
        if source.path == LOADER || !pure.contains(&source.layer()) {
            continue;
        }
        for word in OUTSIDE {
            assert!(!source.text.contains(word), "{word} in {}", source.path);
        }
    }
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let mut upwards = Vec::new();
    for source in sources() {
        let Some(own) = place(source.layer()) else {
            assert!(["lib", "main"].contains(&source.layer()), "{}", source.path);
            continue;
        };
        for used in source.text.split("crate::").skip(1) {
            let name = used
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            if name.and_then(place).is_some_and(|used| used < own) {
                upwards.push(format!("{} uses {}", source.path, name.unwrap_or_default()));
            }
        }
    }
    assert!(upwards.is_empty(), "{}", upwards.join("\n"));
}

#[test]
fn every_fix_is_verified() {
    for (id, fix) in entries("fixes") {
        let verify = fix.get("verify").and_then(Value::as_str);
        assert!(verify.is_some_and(|verify| !verify.is_empty()), "{id}");
    }
}

#[test]
fn every_test_file_is_declared() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    for path in files("tests", "rs") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap();
        let is_declared = if ["integration", "system"].contains(&name) {
            manifest.contains(&format!("path = \"tests/{name}.rs\""))
        } else {
            let above = if folder == Path::new("tests") {
                folder.join("integration.rs")
            } else {
                folder.with_extension("rs")
            };
            let declares = fs::read_to_string(above).unwrap();
            declares.contains(&format!("mod {name};\n"))
        };
        assert!(is_declared, "{} is declared nowhere", path.display());
    }
}

#[test]
fn every_module_of_the_source_is_small() {
    let mut long = BTreeSet::new();
    for source in sources() {
        let n_lines = source.text.lines().count();
        if n_lines > 400 {
            long.insert(format!("{}: {n_lines} lines", source.path));
        }
    }
    assert!(long.is_empty(), "{long:?}");
}
