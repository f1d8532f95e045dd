//! Stores made as browsers make them, in a home of the test's own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::sample::{FORMS, Form};
use super::survey::stores;
use super::*;
use crate::journal::{KeptSiteData, SiteStore};
use crate::knowledge::HostName;
use crate::system::Platform;

/// A profile with a store in it, and a folder for copies.
struct Desk {
    _home: TempDir,
    store: SiteStore,
    copies: PathBuf,
}

impl Desk {
    fn new(family: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap().join("data");
        let folder = root.join("Default");
        fs::create_dir_all(&folder).unwrap();
        let copies = home.path().join("copies");
        fs::create_dir(&copies).unwrap();
        let store = SiteStore {
            browser: "Chromium".to_owned(),
            family: family.to_owned(),
            profile: "Default".to_owned(),
            path: folder.join("store"),
            folder,
            root,
        };
        Self {
            _home: home,
            store,
            copies,
        }
    }

    fn with(form: &Form) -> (Self, Connection) {
        let desk = Self::new(form.family);
        let store = form.open(&desk.store.path);
        (desk, store)
    }

    fn data(&self, sites: &[&str]) -> SiteData {
        SiteData {
            sites: names(sites),
            by_hand: crate::knowledge::Text::default(),
            link: None,
            found: Some(vec![self.found(sites)]),
        }
    }

    fn found(&self, sites: &[&str]) -> FoundStore {
        FoundStore {
            is_running: false,
            counts: look::count(&self.store, &names(sites)),
            store: self.store.clone(),
        }
    }

    fn clear(&self, sites: &[&str]) -> Result<usize, Hindrance> {
        clear::clear(&self.store, &names(sites), &self.copies.join("1"))
    }

    fn restore(&self, sites: &[&str]) -> Result<usize, Hindrance> {
        restore::restore(&self.store, &names(sites), &self.copies.join("1"))
    }

    /// Returns every file of the data folder with its bytes.
    fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(&self.store.folder).unwrap().flatten();
        let files = entries.filter(|entry| entry.path().is_file());
        files
            .map(|entry| (entry.path(), fs::read(entry.path()).unwrap()))
            .collect()
    }

    /// Holds that a store is left alone, byte for byte, and that no copy of it is kept.
    #[track_caller]
    fn is_left_alone(&self, expected: &Hindrance) {
        let before = self.bytes();
        assert_eq!(self.clear(&["one.test"]).as_ref(), Err(expected));
        assert_eq!(self.bytes(), before);
        assert_eq!(fs::read_dir(&self.copies).unwrap().count(), 0);
    }
}

fn names(sites: &[&str]) -> Vec<HostName> {
    sites
        .iter()
        .map(|site| HostName::parse(site).unwrap())
        .collect()
}

const OWN: [&str; 4] = ["one.test", ".one.test", "a.one.test", ".b.a.one.test"];
const OTHER: [&str; 6] = [
    "two.test",
    ".two.test",
    "notone.test",
    "one.test.evil.test",
    "test",
    "",
];

#[test]
fn only_the_rows_of_the_sites_go_and_they_come_back() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        for host in OTHER.iter().chain(&OWN) {
            form.put(&store, "a", host, "");
            form.put(&store, "b", host, "");
        }
        if !form.page.is_empty() {
            form.put(&store, "under", ".ads.test", "one.test");
            form.put(&store, "beside", ".ads.test", "notone.test");
        }
        drop(store);
        let before = form.rows(&desk.store.path);
        let n_own = if form.page.is_empty() { 8 } else { 9 };
        assert_eq!(
            desk.found(&["one.test", "two.test"]).counts,
            Ok(vec![n_own, 4])
        );
        assert_eq!(desk.clear(&["one.test"]), Ok(n_own));
        let cleared = form.rows(&desk.store.path);
        assert_eq!(desk.found(&["one.test", "two.test"]).counts, Ok(vec![0, 4]));
        for (key, values) in &cleared {
            assert_eq!(before.get(key), Some(values), "{}", form.table);
        }
        // A row that another site leaves meanwhile may get the number of one that went.
        form.put(
            &Connection::open(&desk.store.path).unwrap(),
            "new",
            "two.test",
            "",
        );
        let meanwhile = form.rows(&desk.store.path);
        for _ in 0..2 {
            assert_eq!(desk.restore(&["one.test"]), Ok(n_own));
            let after = form.rows(&desk.store.path);
            assert_eq!(after.len(), before.len() + 1);
            for (key, values) in &meanwhile {
                assert_eq!(after.get(key), Some(values), "{}", form.table);
            }
            // Numbers of rows are given anew.
            let skip = usize::from(form.family == "gecko");
            for (key, values) in &before {
                assert_eq!(after[key][skip..], values[skip..], "{}", form.table);
            }
        }
    }
}

#[test]
fn rows_that_are_still_there_are_not_put_in_twice() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "one.test", "");
        if form.family == "gecko" {
            // What is nothing is never the same as another nothing.
            store
                .execute("UPDATE moz_cookies SET path = NULL", [])
                .unwrap();
        }
        drop(store);
        let before = form.rows(&desk.store.path);
        // As when the power fails after the copy is made.
        copy::keep(&desk.store.path, &desk.copies.join("1")).unwrap();
        assert_eq!(desk.restore(&["one.test"]), Ok(1));
        assert_eq!(form.rows(&desk.store.path), before);
        let store = Connection::open(&desk.store.path).unwrap();
        let count = format!("SELECT count(*) FROM {}", form.table);
        assert_eq!(store.query_row(&count, [], |row| row.get(0)), Ok(1));
    }
}

#[test]
fn copies_go_once_everything_is_back() {
    let form = &FORMS[0];
    let (desk, store) = Desk::with(form);
    form.put(&store, "a", "one.test", "");
    desk.clear(&["one.test"]).unwrap();
    let mut kept = KeptSiteData {
        sites: names(&["one.test"]),
        copies: desk.copies.clone(),
        stores: vec![desk.store.clone(), desk.store.clone()],
    };
    store.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let held = restore_all(&kept, Platform::Linux);
    let results: Vec<_> = held.into_iter().map(|treated| treated.result).collect();
    assert_eq!(results, [Err(Hindrance::Locked), Ok(0)]);
    assert!(desk.copies.exists());
    store.execute_batch("ROLLBACK").unwrap();
    kept.stores.pop();
    assert_eq!(restore_all(&kept, Platform::Linux)[0].result, Ok(1));
    assert!(!desk.copies.exists());
}

#[test]
fn rows_that_are_still_beside_the_store_count() {
    let form = &FORMS[2];
    let (desk, store) = Desk::with(form);
    store.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
    form.put(&store, "a", "one.test", "");
    // Ended without closing, as by a power cut: what was written is in the file beside alone.
    let kept = desk.bytes();
    drop(store);
    for (path, bytes) in kept.iter().filter(|(path, _)| !path.ends_with("store-shm")) {
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(desk.found(&["one.test"]).counts, Ok(vec![1]));
    assert_eq!(desk.bytes().len(), 2, "looking has left nothing");
    assert_eq!(desk.clear(&["one.test"]), Ok(1));
    assert_eq!(desk.restore(&["one.test"]), Ok(1));
}

#[test]
fn what_the_site_has_left_since_gives_way_and_other_names_stay() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "one.test", "");
        let before = form.rows(&desk.store.path);
        drop(store);
        desk.clear(&["one.test"]).unwrap();
        let store = Connection::open(&desk.store.path).unwrap();
        form.put(&store, "a", "one.test", "");
        form.put(&store, "b", "one.test", "");
        let changed = format!("UPDATE {} SET value = 'new'", form.table);
        store.execute(&changed, []).unwrap();
        drop(store);
        assert_eq!(desk.restore(&["one.test"]), Ok(1));
        let after = form.rows(&desk.store.path);
        assert_eq!(after.len(), 2);
        let key = ("a".to_owned(), "one.test".to_owned());
        let skip = usize::from(form.family == "gecko");
        assert_eq!(after[&key][skip..], before[&key][skip..]);
    }
}

#[test]
fn text_that_is_no_utf_8_is_no_hindrance() {
    let form = &FORMS[2];
    let (desk, store) = Desk::with(form);
    form.put(&store, "a", "one.test", "");
    form.put(&store, "b", "two.test", "");
    store
        .execute(
            "UPDATE moz_cookies SET value = CAST(x'83658358' AS TEXT)",
            [],
        )
        .unwrap();
    drop(store);
    assert_eq!(desk.clear(&["one.test"]), Ok(1));
    assert_eq!(desk.restore(&["one.test"]), Ok(1));
    let store = Connection::open(&desk.store.path).unwrap();
    let same =
        "SELECT count(*) FROM moz_cookies WHERE hex(value) = '83658358' AND typeof(value) = 'text'";
    assert_eq!(store.query_row(same, [], |row| row.get(0)), Ok(2));
}

#[test]
fn nothing_to_remove_changes_nothing() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "two.test", "");
        drop(store);
        let before = desk.bytes();
        assert_eq!(desk.clear(&["one.test"]), Ok(0));
        assert_eq!(desk.bytes(), before);
        assert_eq!(desk.restore(&["one.test"]), Ok(0));
        assert_eq!(desk.bytes(), before);
        assert!(!desk.data(&["one.test"]).acts());
    }
}

#[test]
fn a_damaged_store_is_left_alone() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        for number in 0..200 {
            form.put(&store, &format!("{number}"), "one.test", "");
        }
        drop(store);
        let whole = fs::read(&desk.store.path).unwrap();
        let mut torn = whole.clone();
        torn[4096..12288].fill(0x5a);
        for bytes in [
            torn,
            whole[..whole.len() / 2].to_vec(),
            vec![7; 9000],
            b"SQLite format 3\0".to_vec(),
        ] {
            fs::write(&desk.store.path, bytes).unwrap();
            let before = desk.bytes();
            let refused = desk.clear(&["one.test"]);
            assert!(
                matches!(refused, Err(Hindrance::Damaged | Hindrance::UnknownForm)),
                "{refused:?}"
            );
            assert_eq!(desk.bytes(), before);
            assert_eq!(fs::read_dir(&desk.copies).unwrap().count(), 0);
        }
    }
}

#[test]
fn a_locked_store_is_left_alone() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "one.test", "");
        let sql = "BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS later(x); ROLLBACK; BEGIN EXCLUSIVE";
        store.execute_batch(sql).unwrap();
        desk.is_left_alone(&Hindrance::Locked);
        store.execute_batch("ROLLBACK").unwrap();
        drop(store);
        assert_eq!(desk.clear(&["one.test"]), Ok(1));
    }
}

#[test]
fn a_store_of_unknown_form_is_left_alone() {
    let changes = [
        "CREATE TABLE more(x)",
        "CREATE TRIGGER more AFTER DELETE ON TABLE_ BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT 1",
        "ALTER TABLE TABLE_ RENAME TO other",
        "ALTER TABLE TABLE_ RENAME COLUMN path TO way",
        "ALTER TABLE TABLE_ ADD COLUMN twice GENERATED ALWAYS AS (value || value)",
        "DROP TABLE TABLE_",
    ];
    for form in &FORMS {
        for change in changes {
            let (desk, store) = Desk::with(form);
            form.put(&store, "a", "one.test", "");
            store
                .execute_batch(&change.replace("TABLE_", form.table))
                .unwrap();
            drop(store);
            desk.is_left_alone(&Hindrance::UnknownForm);
        }
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "one.test", "");
        let newer = format!(
            "ALTER TABLE {} ADD COLUMN newer INTEGER NOT NULL DEFAULT 3",
            form.table
        );
        store.execute_batch(&newer).unwrap();
        drop(store);
        assert_eq!(
            desk.clear(&["one.test"]),
            Ok(1),
            "a newer column goes and comes with its row"
        );
        assert_eq!(desk.restore(&["one.test"]), Ok(1));
    }
}

#[test]
fn a_store_that_has_changed_its_form_gets_nothing_back() {
    for form in &FORMS {
        let (desk, store) = Desk::with(form);
        form.put(&store, "a", "one.test", "");
        drop(store);
        desk.clear(&["one.test"]).unwrap();
        let store = Connection::open(&desk.store.path).unwrap();
        let newer = format!("ALTER TABLE {} ADD COLUMN newer TEXT", form.table);
        store.execute_batch(&newer).unwrap();
        drop(store);
        let before = desk.bytes();
        assert_eq!(desk.restore(&["one.test"]), Err(Hindrance::OtherForm));
        assert_eq!(desk.bytes(), before);
        fs::remove_file(&desk.store.path).unwrap();
        assert_eq!(desk.restore(&["one.test"]), Err(Hindrance::Gone));
    }
}

#[test]
fn a_store_that_is_no_plain_file_is_left_alone() {
    let form = &FORMS[0];
    let desk = Desk::new(form.family);
    assert_eq!(desk.clear(&["one.test"]), Err(Hindrance::Gone));
    fs::create_dir(&desk.store.path).unwrap();
    assert_eq!(desk.clear(&["one.test"]), Err(Hindrance::NotFile));
}

#[cfg(unix)]
#[test]
fn a_store_behind_a_link_is_left_alone() {
    use std::os::unix::fs::symlink;

    let form = &FORMS[0];
    let elsewhere = Desk::new(form.family);
    form.put(&form.open(&elsewhere.store.path), "a", "one.test", "");
    let before = elsewhere.bytes();
    let desk = Desk::new(form.family);
    symlink(&elsewhere.store.path, &desk.store.path).unwrap();
    assert_eq!(desk.clear(&["one.test"]), Err(Hindrance::Link));
    let mut desk = Desk::new(form.family);
    let link = desk.store.root.join("Profile 1");
    symlink(&elsewhere.store.folder, &link).unwrap();
    desk.store.path = link.join("store");
    desk.store.folder = link;
    assert_eq!(desk.clear(&["one.test"]), Err(Hindrance::Link));
    assert_eq!(elsewhere.bytes(), before);
}

#[cfg(unix)]
#[test]
fn copies_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let form = &FORMS[2];
    let (desk, store) = Desk::with(form);
    form.put(&store, "a", "one.test", "");
    drop(store);
    desk.clear(&["one.test"]).unwrap();
    let mode = desk
        .copies
        .join("1/store")
        .metadata()
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_browser_that_runs_is_waited_for() {
    let (desk, store) = Desk::with(&FORMS[2]);
    FORMS[2].put(&store, "a", "one.test", "");
    drop(store);
    let data = desk.data(&["one.test"]);
    assert!(data.acts() && !data.is_hindered());
    let lock = desk.store.folder.join("parent.lock");
    fs::create_dir(&lock).unwrap();
    let before = desk.bytes();
    let cleared = data.clear(&desk.copies, Platform::Windows);
    assert_eq!(cleared[0].result, Err(Hindrance::Running));
    assert_eq!(
        open_browsers(&data.wanted(), Platform::Windows),
        ["Chromium"]
    );
    assert_eq!(desk.bytes(), before);
    fs::remove_dir(&lock).unwrap();
    fs::write(&lock, "").unwrap();
    assert_eq!(data.clear(&desk.copies, Platform::Windows)[0].result, Ok(1));
    assert_eq!(open_browsers(&data.wanted(), Platform::Windows), [""; 0]);
}

/// Where stores lie, each with its browser.
#[rustfmt::skip]
const PLACES: [(Platform, &str, &str); 14] = [
    (Platform::Windows, "Local/Google/Chrome/User Data/Default/Network/Cookies", "Chrome"),
    (Platform::Windows, "Local/Microsoft/Edge/User Data/Profile 2/Network/Cookies", "Edge"),
    (Platform::Windows, "Roaming/Opera Software/Opera Stable/Network/Cookies", "Opera"),
    (Platform::Windows, "Roaming/Opera Software/Opera Stable/Default/Network/Cookies", "Opera"),
    (Platform::Windows, "Roaming/Mozilla/Firefox/Profiles/x.default/cookies.sqlite", "Firefox"),
    (Platform::Macos, "Library/Application Support/BraveSoftware/Brave-Browser/Default/Cookies", "Brave"),
    (Platform::Macos, "Library/Application Support/Firefox/Profiles/x.default/cookies.sqlite", "Firefox"),
    (Platform::Linux, ".config/google-chrome/Default/Cookies", "Chrome"),
    (Platform::Linux, ".config/vivaldi/Default/Cookies", "Vivaldi"),
    (Platform::Linux, "snap/chromium/common/chromium/Default/Cookies", "Chromium"),
    (Platform::Linux, ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/Default/Cookies", "Brave"),
    (Platform::Linux, ".mozilla/firefox/x.default/cookies.sqlite", "Firefox"),
    (Platform::Linux, ".config/mozilla/firefox/x.default/cookies.sqlite", "Firefox"),
    (Platform::Linux, "snap/firefox/common/.mozilla/firefox/x.default/cookies.sqlite", "Firefox"),
];

#[test]
fn stores_are_found_on_every_platform() {
    for (platform, file, browser) in PLACES {
        let home = tempfile::tempdir().unwrap();
        let whole = home.path().canonicalize().unwrap();
        let path = whole.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "").unwrap();
        let variable = |name: &str| {
            let folder = match name {
                "HOME" | "USERPROFILE" => whole.clone(),
                "LOCALAPPDATA" => whole.join("Local"),
                "APPDATA" => whole.join("Roaming"),
                "XDG_CONFIG_HOME" => whole.join(".config"),
                _ => return None,
            };
            Some(OsString::from(folder))
        };
        let found = stores(
            &Home {
                variable: &variable,
            },
            platform,
        );
        let found: Vec<_> = found
            .iter()
            .map(|store| (&*store.browser, &store.path))
            .collect();
        assert_eq!(found, [(browser, &path)], "{platform}");
        let others = [
            Platform::Windows,
            Platform::Macos,
            Platform::Linux,
            Platform::Ios,
        ];
        for other in others.into_iter().filter(|other| *other != platform) {
            assert_eq!(
                stores(
                    &Home {
                        variable: &variable
                    },
                    other
                ),
                [],
                "{file}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn rows_of_others_stay_as_they_are(
        form in 0..FORMS.len(),
        hosts in proptest::collection::btree_set("\\.?([a-c]\\.|x)?(one|two)(\\.test|\\.tes|test|\\.test\\.test)", 1..12),
    ) {
        let form = &FORMS[form];
        let (desk, store) = Desk::with(form);
        for host in &hosts {
            form.put(&store, "a", host, "");
        }
        drop(store);
        let before = form.rows(&desk.store.path);
        let site = &names(&["one.test"])[0];
        let n_removed = desk.clear(&["one.test"]);
        let after = form.rows(&desk.store.path);
        let mut others = before.clone();
        others.retain(|(_, host), _| !site.owns(host));
        prop_assert_eq!(&after, &others);
        prop_assert_eq!(n_removed, Ok(before.len() - others.len()));
        desk.restore(&["one.test"]).unwrap();
        let restored = form.rows(&desk.store.path);
        prop_assert_eq!(restored.len(), before.len());
        for (key, values) in &others {
            prop_assert_eq!(&restored[key], values);
        }
    }
}
