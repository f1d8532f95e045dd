use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Defect, Place};

/// A file that a person edits has less than this many bytes; more is a mistake, such as a wrong folder.
const LARGEST_FILE: u64 = 4 << 20;

/// A pack's folders are this deep at most; more is a mistake, such as a wrong folder.
const DEEPEST_FOLDER: usize = 16;

mod builtin {
    include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
}

/// The text files of a pack, before anything is read in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackSource {
    /// The folder as it is shown to a person.
    pub name: String,
    /// The files, sorted by path.
    pub files: Vec<PackFile>,
}

/// One text file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// The path as it is shown to a person: the folder's name, then `/` between the parts.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl PackSource {
    /// Returns the pack that is built into the program.
    #[must_use]
    pub fn builtin() -> Self {
        let files = builtin::FILES.iter().map(|(path, text)| PackFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        });
        Self {
            name: "knowledge".to_owned(),
            files: files.collect(),
        }
    }

    /// Returns the pack in a folder: each file that ends in `.yaml` or `.yml`, in any sub-folder.
    ///
    /// # Errors
    ///
    /// A [`Defect`] for a folder or file that cannot be read, is too large, or is no UTF-8 text.
    pub fn read(dir: &Path) -> Result<Self, Defect> {
        let name = dir.to_string_lossy().replace('\\', "/");
        let name = name.trim_end_matches('/').to_owned();
        let mut files = Vec::new();
        let mut seen = BTreeSet::new();
        read_folder(dir, &name, DEEPEST_FOLDER, &mut seen, &mut files)?;
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(Self { name, files })
    }

    /// Returns the SHA-256 of the files' paths inside the pack and of their texts, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for file in &self.files {
            // Each part is preceded by its length, so that no two packs give the same bytes.
            for part in [self.inner_path(file), &file.text] {
                hasher.update((part.len() as u64).to_be_bytes());
                hasher.update(part.as_bytes());
            }
        }
        let digest = hasher.finalize();
        digest
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    /// Returns the path of a file inside the pack.
    pub(super) fn inner_path<'a>(&self, file: &'a PackFile) -> &'a str {
        file.path
            .strip_prefix(&self.name)
            .map_or(file.path.as_str(), |path| path.trim_start_matches('/'))
    }
}

fn read_folder(
    dir: &Path,
    shown: &str,
    depth: usize,
    seen: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PackFile>,
) -> Result<(), Defect> {
    let unreadable = |error: std::io::Error| Defect::Read {
        at: Place::file(shown),
        reason: error.to_string(),
    };
    // A folder that was seen under another name is a loop of links, or the same files twice.
    let real = fs::canonicalize(dir).map_err(unreadable)?;
    if depth == 0 || !seen.insert(real) {
        return Ok(());
    }
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let inner = format!("{shown}/{file_name}");
        if path.is_dir() {
            read_folder(&path, &inner, depth - 1, seen, files)?;
        } else if is_yaml(&path) {
            files.push(read_file(&path, inner)?);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn read_file(path: &Path, shown: String) -> Result<PackFile, Defect> {
    let unreadable = |error: std::io::Error| Defect::Read {
        at: Place::file(&shown),
        reason: error.to_string(),
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        // A pipe or a device may never end.
        return Err(unreadable(std::io::Error::other("not a regular file")));
    }
    let size = about.len();
    if size > LARGEST_FILE {
        return Err(Defect::TooLarge {
            at: Place::file(&shown),
            size,
            most: LARGEST_FILE,
        });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(PackFile { path: shown, text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let (line, column) = end_of(&before);
            Err(Defect::NotUtf8 {
                at: Place {
                    file: shown,
                    line,
                    column,
                    width: 1,
                },
            })
        }
    }
}

/// Returns the line and column behind the last character of `text`.
fn end_of(text: &str) -> (u32, u32) {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (count(line), count(column))
}
