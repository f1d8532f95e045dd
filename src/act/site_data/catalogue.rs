use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::knowledge::Lang;
use crate::system::Platform;

use super::Family;

/// Where browsers keep what sites have left.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    /// What a person calls one row of a store and several.
    row: BTreeMap<Lang, [String; 2]>,
    families: BTreeMap<String, Family>,
    /// The browsers, in the order in which they are shown.
    pub(super) browsers: Vec<Browser>,
}

/// One browser.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Browser {
    /// What it is called.
    pub(super) name: String,
    /// How it keeps things.
    pub(super) family: String,
    /// What a running one is called on Linux.
    pub(super) processes: Vec<String>,
    /// Its data folders: `~/…` or `%NAME%/…`.
    pub(super) roots: BTreeMap<Platform, Vec<String>>,
}

impl Catalogue {
    /// Returns the one that is embedded.
    pub(crate) fn get() -> &'static Self {
        static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
            serde_yaml::from_str(include_str!("browsers.yaml"))
                .expect("the embedded file is tested")
        });
        &CATALOGUE
    }

    /// Returns a family by its name.
    pub(super) fn family(&self, name: &str) -> Option<&Family> {
        self.families.get(name)
    }

    /// Returns a browser by its name.
    pub(super) fn browser(&self, name: &str) -> Option<&Browser> {
        self.browsers.iter().find(|browser| browser.name == name)
    }

    /// Returns the names of all browsers that are looked for on a platform.
    pub(crate) fn names(&self, platform: Platform) -> Vec<&str> {
        let here = |browser: &&Browser| browser.roots.contains_key(&platform);
        let browsers = self.browsers.iter().filter(here);
        browsers.map(|browser| browser.name.as_str()).collect()
    }

    /// Returns what so many rows of a store are called.
    pub(crate) fn rows(&self, n_rows: usize, lang: Lang) -> &str {
        let words = self.row.get(&lang).or_else(|| self.row.get(&Lang::En));
        words.map_or("", |[one, more]| if n_rows == 1 { one } else { more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_is_whole() {
        let catalogue = Catalogue::get();
        for browser in &catalogue.browsers {
            assert!(catalogue.family(&browser.family).is_some(), "{browser:?}");
            for platform in [Platform::Windows, Platform::Macos, Platform::Linux] {
                let roots = &browser.roots[&platform];
                assert!(!roots.is_empty(), "{browser:?}");
                for root in roots {
                    assert!(
                        root.starts_with(['~', '%']) && !root.contains('\\'),
                        "{root}"
                    );
                }
            }
        }
        assert_eq!(catalogue.names(Platform::Windows).len(), 7);
        assert_eq!(catalogue.names(Platform::Ios), [""; 0]);
        assert_ne!(catalogue.rows(1, Lang::En), catalogue.rows(2, Lang::En));
        assert!(!catalogue.rows(0, Lang::Ja).is_empty());
    }
}
