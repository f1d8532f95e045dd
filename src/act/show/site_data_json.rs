use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::act::site_data::{FoundStore, SiteData};
use crate::journal::{KeptSiteData, SiteStore};
use crate::knowledge::{HostName, Lang};

use super::site_data::hindrance;

/// What some sites have left in browsers, to be removed, for a program to read.
#[derive(Serialize)]
pub(super) struct ClearJson<'a> {
    sites: &'a [HostName],
    /// How a person does it.
    by_hand: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    /// Missing where nobody has looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    stores: Option<Vec<FoundJson<'a>>>,
}

/// A store that was looked at.
#[derive(Serialize)]
struct FoundJson<'a> {
    browser: &'a str,
    profile: &'a str,
    path: &'a Path,
    /// Whether the browser is open.
    open: bool,
    /// How many rows each site has; missing where they could not be counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<BTreeMap<&'a str, usize>>,
    /// Why it is left alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_alone: Option<String>,
}

/// What some sites had left, to be put back.
#[derive(Serialize)]
pub(super) struct KeptJson<'a> {
    sites: &'a [HostName],
    copies: &'a Path,
    stores: Vec<StoreJson<'a>>,
}

#[derive(Serialize)]
struct StoreJson<'a> {
    browser: &'a str,
    profile: &'a str,
    path: &'a Path,
}

/// Returns what would be removed.
pub(super) fn cleared(data: &SiteData, lang: Lang) -> ClearJson<'_> {
    let stores = data.found.as_ref().map(|found| {
        let stores = found.iter();
        stores
            .map(|found| store(found, &data.sites, lang))
            .collect()
    });
    ClearJson {
        sites: &data.sites,
        by_hand: data.by_hand.get(lang),
        link: data.link.as_deref(),
        stores,
    }
}

/// Returns what would be put back.
pub(super) fn kept(kept: &KeptSiteData) -> KeptJson<'_> {
    let stores = kept.stores.iter().map(|store: &SiteStore| StoreJson {
        browser: &store.browser,
        profile: &store.profile,
        path: &store.path,
    });
    KeptJson {
        sites: &kept.sites,
        copies: &kept.copies,
        stores: stores.collect(),
    }
}

fn store<'a>(found: &'a FoundStore, sites: &'a [HostName], lang: Lang) -> FoundJson<'a> {
    let counts = found.counts.as_ref().ok();
    let rows = |counts: &Vec<usize>| {
        let sites = sites.iter().map(HostName::as_str);
        sites.zip(counts.iter().copied()).collect()
    };
    FoundJson {
        browser: &found.store.browser,
        profile: &found.store.profile,
        path: &found.store.path,
        open: found.is_running,
        rows: counts.map(rows),
        left_alone: found.hindrance().map(|why| hindrance(why, lang)),
    }
}
