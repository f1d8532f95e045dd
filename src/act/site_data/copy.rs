use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::journal::SiteStore;

use super::Hindrance;

/// What stands beside a store and belongs to it: changes that are not in it yet, or may have to be taken back. What
/// `SQLite` calls `-shm` is made anew from these.
const BESIDE: [&str; 2] = ["-wal", "-journal"];

/// Refuses a store that is no plain file, or that a link leads to: what lies behind it may be somebody else's.
pub(super) fn check_plain(store: &SiteStore) -> Result<(), Hindrance> {
    let within = if store.folder.starts_with(&store.root) {
        &store.root
    } else {
        &store.folder
    };
    let inner = store
        .path
        .strip_prefix(within)
        .map_err(|_| Hindrance::Link)?;
    let mut path = within.clone();
    for part in inner.components() {
        path.push(part);
        let about = fs::symlink_metadata(&path).map_err(Hindrance::of(&path))?;
        if about.is_symlink() {
            return Err(Hindrance::Link);
        }
    }
    for path in [store.path.clone()].into_iter().chain(beside(&store.path)) {
        match fs::symlink_metadata(&path) {
            Ok(about) if !about.is_file() => return Err(Hindrance::NotFile),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && path != store.path => {}
            Err(error) => return Err(Hindrance::of(&path)(error)),
        }
    }
    Ok(())
}

/// Copies a store, with what belongs to it, into a folder, which is created. When this returns, the copy outlives a power
/// cut; one that was not ended has another name.
pub(super) fn keep(store: &Path, folder: &Path) -> Result<(), Hindrance> {
    let mut unfinished = folder.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    fs::create_dir(&unfinished).map_err(Hindrance::of(&unfinished))?;
    copy(store, &unfinished)?;
    fs::rename(&unfinished, folder).map_err(Hindrance::of(folder))
}

/// Returns where the copy of a store lies in a folder.
pub(super) fn in_folder(store: &Path, folder: &Path) -> PathBuf {
    folder.join(store.file_name().unwrap_or_default())
}

/// A copy of a store to look into: opening a store, even to read it, may change what stands beside it.
pub(super) struct Specimen {
    folder: TempDir,
    name: PathBuf,
}

impl Specimen {
    /// Copies a store to a folder of its own, which nobody else may look into and which ends with this.
    pub(super) fn of(store: &Path) -> Result<Self, Hindrance> {
        let folder = tempfile::tempdir().map_err(Hindrance::of(store))?;
        copy(store, folder.path())?;
        let name = store.file_name().unwrap_or_default().into();
        Ok(Self { folder, name })
    }

    /// Returns the copy's path.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }
}

fn beside(store: &Path) -> impl Iterator<Item = PathBuf> {
    BESIDE.iter().map(|ending| {
        let mut name = store.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

fn copy(store: &Path, folder: &Path) -> Result<(), Hindrance> {
    copy_file(store, &in_folder(store, folder)).map_err(Hindrance::of(store))?;
    for path in beside(store).filter(|path| path.exists()) {
        copy_file(&path, &in_folder(&path, folder)).map_err(Hindrance::of(&path))?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    let mut to = private().write(true).create_new(true).open(to)?;
    io::copy(&mut from, &mut to)?;
    to.sync_all()
}

/// Returns how a file is created that nobody else may read.
#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}
