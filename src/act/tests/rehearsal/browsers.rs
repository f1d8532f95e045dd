use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::act::site_data::sample::Installed;
use crate::act::site_data::{Home, look_for};
use crate::act::{Plan, What};
use crate::system::Platform;

/// A host of which no fix knows.
const OTHER: &str = "other.test";

/// A machine's browsers, in a folder of the rehearsal's own, with rows of every site that a plan would clear and of another.
pub(super) struct Browsers {
    home: PathBuf,
    stores: Installed,
    rows: BTreeSet<String>,
    bytes: Vec<Vec<u8>>,
}

impl Browsers {
    pub(super) fn new(home: &Path, platform: Platform, plan: &Plan) -> Self {
        let home = home.join("home");
        let cleared = plan.steps.iter().filter_map(|step| match &step.what {
            What::ClearSiteData(data) => Some(&data.sites),
            _ => None,
        });
        let sites: BTreeSet<_> = cleared.flatten().map(ToString::to_string).collect();
        let mut hosts: Vec<_> = sites.iter().map(String::as_str).collect();
        if !hosts.is_empty() {
            hosts.push(OTHER);
        }
        let stores = with(&home, |home| Installed::new(home, platform, &hosts));
        Self {
            rows: stores.rows(),
            bytes: stores.bytes(),
            stores,
            home,
        }
    }

    /// Looks at the browsers for a plan.
    pub(super) fn look_for(&self, plan: &mut Plan) {
        with(&self.home, |home| look_for(plan, home));
    }

    /// Returns whether every row is as it was at first.
    pub(super) fn are_as_before(&self) -> bool {
        self.stores.rows() == self.rows
    }

    /// Brings every store to what it was at first; copies stay, as where a crash falls between the copy and the removal.
    pub(super) fn undo_at_once(&self) {
        self.stores.set(&self.bytes);
    }
}

fn with<T>(home: &Path, act: impl FnOnce(&Home<'_>) -> T) -> T {
    let variable = |name: &str| Some(OsString::from(home.join(name)));
    act(&Home {
        variable: &variable,
    })
}
