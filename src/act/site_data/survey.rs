use std::collections::BTreeSet;
use std::path::Path;

use crate::act::{Plan, PlannedStep, What};
use crate::journal::SiteStore;
use crate::knowledge::HostName;
use crate::system::Platform;

use super::look::count;
use super::profiles::profiles;
use super::running::is_running;
use super::step::copies;
use super::{Catalogue, FoundStore, Home};

/// Looks at this machine for a plan: what each step would remove, and what would put it back. Nothing is changed.
pub(crate) fn look_for(plan: &mut Plan, home: &Home<'_>) {
    let (platform, backups) = (plan.platform, plan.backups.as_deref());
    // Where no folder is chosen, its name stands for it.
    let backups = backups.unwrap_or(Path::new("<backup>"));
    for step in &mut plan.steps {
        if let What::ClearSiteData(data) = &mut step.what {
            data.found = Some(survey(home, platform, &data.sites));
            let undo = data.undo(&copies(backups, step.number));
            step.undo = Some(undo).filter(|_| data.acts()).into_iter().collect();
        }
    }
    let needs_folder = |step: &PlannedStep| match &step.what {
        What::ClearSiteData(data) => data.acts(),
        What::Run(_) | What::Type(..) => true,
        _ => false,
    };
    if !plan.steps.iter().any(needs_folder) {
        plan.backups = None;
    }
}

/// Returns every store on this machine with the sites' rows in it, in the order in which browsers are shown.
fn survey(home: &Home<'_>, platform: Platform, sites: &[HostName]) -> Vec<FoundStore> {
    let found = stores(home, platform).into_iter();
    let looked = found.map(|store| FoundStore {
        is_running: is_running(&store, platform),
        counts: count(&store, sites),
        store,
    });
    looked.collect()
}

/// Returns every store on this machine.
pub(super) fn stores(home: &Home<'_>, platform: Platform) -> Vec<SiteStore> {
    let catalogue = Catalogue::get();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for browser in &catalogue.browsers {
        let written = browser.roots.get(&platform).into_iter().flatten();
        let roots = written.filter_map(|root| home.folder(root)?.canonicalize().ok());
        let Some(family) = catalogue.family(&browser.family) else {
            continue;
        };
        for root in roots {
            if !seen.insert(root.clone()) {
                continue;
            }
            for profile in profiles(&root, family.listed) {
                for file in &family.files {
                    let path = file
                        .split('/')
                        .fold(profile.folder.clone(), |path, part| path.join(part));
                    if is_there(&path) && seen.insert(path.clone()) {
                        found.push(SiteStore {
                            browser: browser.name.clone(),
                            family: browser.family.clone(),
                            profile: profile.name.clone(),
                            root: root.clone(),
                            folder: profile.folder.clone(),
                            path,
                        });
                    }
                }
            }
        }
    }
    found
}

/// Returns whether something has this name, be it a link to nothing.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
