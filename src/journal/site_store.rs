use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A file in which one profile of a browser keeps what sites have left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SiteStore {
    /// The browser's name.
    pub(crate) browser: String,
    /// How it keeps things.
    pub(crate) family: String,
    /// The profile, as the browser calls it.
    pub(crate) profile: String,
    /// The browser's data folder.
    pub(crate) root: PathBuf,
    /// The profile's folder, in it or elsewhere.
    pub(crate) folder: PathBuf,
    /// The file, in the profile's folder.
    pub(crate) path: PathBuf,
}
