//! Embeds `knowledge/**/*.yaml` in the program, as a list of paths and texts, and names the build by its sources.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    collect(
        &root.join("knowledge"),
        "knowledge",
        &["yaml", "yml"],
        &mut files,
    )?;
    files.sort();
    let mut code = "pub(super) const FILES: &[(&str, &str)] = &[\n".to_owned();
    for (shown, path) in &files {
        writeln!(
            code,
            "    ({shown:?}, include_str!({:?})),",
            path.display().to_string()
        )
        .expect("a string takes all");
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut sources = Vec::new();
    collect(&root.join("src"), "src", &["rs", "yaml"], &mut sources)?;
    // The index is written by one version of its library and read by the same.
    let lock = root.join("Cargo.lock");
    if lock.is_file() {
        println!("cargo::rerun-if-changed=Cargo.lock");
        sources.push(("Cargo.lock".to_owned(), lock));
    }
    sources.sort();
    println!(
        "cargo::rustc-env=NAOSU_BUILD={:016x}",
        fingerprint(&sources)?
    );
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=knowledge");
    fs::write(out.join("builtin.rs"), code)
}

/// Returns what changes with the sources: what one build has compiled, another must not read.
fn fingerprint(sources: &[(String, PathBuf)]) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for (shown, path) in sources {
        shown.hash(&mut hasher);
        fs::read(path)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// Collects the files of a folder with these endings, if there is one, as they are shown and as they are found.
fn collect(
    dir: &Path,
    shown: &str,
    endings: &[&str],
    files: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let inner = format!("{shown}/{name}");
        if path.is_dir() {
            collect(&path, &inner, endings, files)?;
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            files.push((inner, path));
        }
    }
    Ok(())
}
