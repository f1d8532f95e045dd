//! Stores made as browsers make them, for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::system::Platform;

use super::{Catalogue, Home};

/// The tables of two ages of one descent and of two of the other.
pub(super) const FORMS: [Form; 4] = [
    Form {
        family: "chromium",
        table: "cookies",
        host: "host_key",
        page: "top_frame_site_key",
        sql: "CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
            INSERT INTO meta VALUES('version', '24');
            CREATE TABLE cookies(creation_utc INTEGER NOT NULL,host_key TEXT NOT NULL,top_frame_site_key TEXT NOT NULL,name TEXT NOT NULL,value TEXT NOT NULL,encrypted_value BLOB NOT NULL,path TEXT NOT NULL,expires_utc INTEGER NOT NULL,is_secure INTEGER NOT NULL,is_httponly INTEGER NOT NULL,last_access_utc INTEGER NOT NULL,has_expires INTEGER NOT NULL,is_persistent INTEGER NOT NULL,priority INTEGER NOT NULL,samesite INTEGER NOT NULL,source_scheme INTEGER NOT NULL,source_port INTEGER NOT NULL,last_update_utc INTEGER NOT NULL,source_type INTEGER NOT NULL,has_cross_site_ancestor INTEGER NOT NULL);
            CREATE UNIQUE INDEX cookies_unique_index ON cookies(host_key, top_frame_site_key, has_cross_site_ancestor, name, path, source_scheme, source_port);",
    },
    Form {
        family: "chromium",
        table: "cookies",
        host: "host_key",
        page: "",
        sql: "CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
            INSERT INTO meta VALUES('version', '12');
            CREATE TABLE cookies (creation_utc INTEGER NOT NULL,host_key TEXT NOT NULL,name TEXT NOT NULL,value TEXT NOT NULL,path TEXT NOT NULL,expires_utc INTEGER NOT NULL,is_secure INTEGER NOT NULL,is_httponly INTEGER NOT NULL,last_access_utc INTEGER NOT NULL,has_expires INTEGER NOT NULL DEFAULT 1,is_persistent INTEGER NOT NULL DEFAULT 1,priority INTEGER NOT NULL DEFAULT 1,encrypted_value BLOB DEFAULT '',samesite INTEGER NOT NULL DEFAULT -1,source_scheme INTEGER NOT NULL DEFAULT 0,UNIQUE (host_key, name, path));",
    },
    Form {
        family: "gecko",
        table: "moz_cookies",
        host: "host",
        page: "originAttributes",
        sql: "PRAGMA journal_mode=WAL; PRAGMA user_version=17;
            CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER, inBrowserElement INTEGER DEFAULT 0, sameSite INTEGER DEFAULT 0, schemeMap INTEGER DEFAULT 0, isPartitionedAttributeSet INTEGER DEFAULT 0, updateTime INTEGER, CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes));",
    },
    Form {
        family: "gecko",
        table: "moz_cookies",
        host: "host",
        page: "originAttributes",
        sql: "PRAGMA user_version=9;
            CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, baseDomain TEXT, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER, inBrowserElement INTEGER DEFAULT 0, sameSite INTEGER DEFAULT 0, CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes));
            CREATE INDEX moz_basedomain ON moz_cookies (baseDomain, originAttributes);",
    },
];

/// How one version keeps things.
pub(super) struct Form {
    pub(super) family: &'static str,
    pub(super) table: &'static str,
    pub(super) host: &'static str,
    /// The column of the page's site; empty where there is none.
    pub(super) page: &'static str,
    sql: &'static str,
}

impl Form {
    pub(super) fn open(&self, path: &Path) -> Connection {
        let store = Connection::open(path).unwrap();
        store.execute_batch(self.sql).unwrap();
        store
    }

    /// Puts a row in, left by a host under the pages of a site.
    pub(super) fn put(&self, store: &Connection, name: &str, host: &str, page: &str) {
        let mut about = store
            .prepare("SELECT name, type FROM pragma_table_info(?1) WHERE name != 'id'")
            .unwrap();
        let about = about.query_map([self.table], |row| Ok((row.get(0)?, row.get(1)?)));
        let columns: Vec<(String, String)> = about.unwrap().map(Result::unwrap).collect();
        let page = match (self.family, page) {
            (_, "") => String::new(),
            ("chromium", page) => format!("https://{page}"),
            (_, page) => format!("^partitionKey=%28https%2C{page}%29"),
        };
        let value = |(column, kind): &(String, String)| match (column.as_str(), kind.as_str()) {
            ("name", _) => Value::Text(name.to_owned()),
            (column, _) if column == self.host => Value::Text(host.to_owned()),
            (column, _) if column == self.page => Value::Text(page.clone()),
            (_, "INTEGER") => Value::Integer(7),
            (_, "BLOB") => Value::Blob(vec![0, 255, 7]),
            _ => Value::Text("/あ".to_owned()),
        };
        let values: Vec<_> = columns.iter().map(value).collect();
        let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let slots = vec!["?"; values.len()].join(",");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({slots})",
            self.table,
            names.join(",")
        );
        store.execute(&sql, params_from_iter(values)).unwrap();
    }

    /// Returns every row of a store, byte for byte, by its name and host.
    pub(super) fn rows(&self, path: &Path) -> BTreeMap<(String, String), Vec<Value>> {
        let store = Connection::open(path).unwrap();
        let sql = format!("SELECT name, {}, * FROM {}", self.host, self.table);
        let mut query = store.prepare(&sql).unwrap();
        let n_columns = query.column_count();
        let rows = query.query_map([], |row| {
            let values = (2..n_columns)
                .map(|at| row.get(at))
                .collect::<Result<_, _>>()?;
            Ok(((row.get(0)?, row.get(1)?), values))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// Stores of a machine's browsers, one browser of each family.
pub(crate) struct Installed(Vec<(&'static Form, PathBuf)>);

impl Installed {
    /// Makes the stores of a platform's browsers where they keep them, with a row that each host has left.
    pub(crate) fn new(home: &Home<'_>, platform: Platform, hosts: &[&str]) -> Self {
        let catalogue = Catalogue::get();
        let mut families = BTreeSet::new();
        let mut stores = Vec::new();
        for browser in &catalogue.browsers {
            let mut roots = browser.roots.get(&platform).into_iter().flatten();
            let root = roots.find_map(|root| home.folder(root));
            let form = FORMS.iter().find(|form| form.family == browser.family);
            let (Some(root), Some(form)) = (root, form) else {
                continue;
            };
            if !families.insert(form.family) {
                continue;
            }
            let file = &catalogue.family(form.family).expect("a family").files[0];
            let path = root.join("Default").join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a profile");
            let store = form.open(&path);
            for host in hosts {
                form.put(&store, "name", host, "");
            }
            stores.push((form, path));
        }
        Self(stores)
    }

    /// Returns every row of every store, as text and without its number.
    pub(crate) fn rows(&self) -> BTreeSet<String> {
        let stores = self.0.iter().flat_map(|(form, path)| {
            let skip = usize::from(form.family == "gecko");
            let rows = form.rows(path).into_iter();
            rows.map(move |(key, values)| format!("{} {key:?} {:?}", form.table, &values[skip..]))
        });
        stores.collect()
    }

    /// Returns the bytes of every store.
    pub(crate) fn bytes(&self) -> Vec<Vec<u8>> {
        let stores = self.0.iter();
        stores
            .map(|(_, path)| fs::read(path).expect("a store"))
            .collect()
    }

    /// Makes every store what it was.
    pub(crate) fn set(&self, bytes: &[Vec<u8>]) {
        for ((_, path), bytes) in self.0.iter().zip(bytes) {
            fs::write(path, bytes).expect("a store");
        }
    }
}
