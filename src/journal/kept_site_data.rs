use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::knowledge::HostName;

use super::SiteStore;

/// What some sites had left in stores, as copies keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptSiteData {
    /// The sites, each with all below it.
    pub(crate) sites: Vec<HostName>,
    /// The folder of the copies; that of the n-th store is in its folder `n`, if anything was removed from it.
    pub(crate) copies: PathBuf,
    /// The stores that something was to be removed from.
    pub(crate) stores: Vec<SiteStore>,
}
