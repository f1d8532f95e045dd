use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Transaction};
use sha2::{Digest, Sha256};

use crate::knowledge::HostName;

use super::{Family, Hindrance};

/// The table of an open store, found to be as known.
pub(super) struct Table<'f> {
    family: &'f Family,
    /// The columns in their order.
    pub(super) columns: Vec<String>,
    /// Which of them numbers the rows, if one does.
    numbering: Option<usize>,
}

/// The rows of a store by their number, each with the site it belongs to.
pub(super) type Owned = BTreeMap<i64, usize>;

/// Tells rows apart by their content.
pub(super) type RowDigest = [u8; 32];

impl<'f> Table<'f> {
    /// Returns the table when the store is whole and nothing in it is strange. Columns of a newer version are none of our
    /// business, since rows are taken and put back whole; another table or a trigger is.
    pub(super) fn check(store: &Connection, family: &'f Family) -> Result<Self, Hindrance> {
        let verdict: String = store.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(Hindrance::Damaged);
        }
        let mut objects =
            store.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")?;
        let objects = objects.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut is_there = false;
        for object in objects {
            let (kind, name, sql): (String, String, String) = object?;
            let is_ours = name == family.table;
            let sql = sql.to_uppercase();
            let is_plain = sql.starts_with("CREATE TABLE") && !sql.contains("WITHOUT ROWID");
            let is_known = match kind.as_str() {
                "table" if is_ours => is_plain,
                "table" => family.beside.contains(&name) || name.starts_with("sqlite_"),
                "index" => true,
                _ => false,
            };
            if !is_known {
                return Err(Hindrance::UnknownForm);
            }
            is_there |= is_ours && kind == "table";
        }
        if !is_there {
            return Err(Hindrance::UnknownForm);
        }
        Self::with_columns(store, family)
    }

    fn with_columns(store: &Connection, family: &'f Family) -> Result<Self, Hindrance> {
        let mut about =
            store.prepare("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?1)")?;
        let about = about.query_map([&family.table], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let mut columns = Vec::new();
        let mut numbering = None;
        for (position, column) in about.enumerate() {
            let (name, kind, key, hidden): (String, String, i64, i64) = column?;
            if hidden != 0 {
                return Err(Hindrance::UnknownForm);
            }
            if key == 1 && kind.eq_ignore_ascii_case("integer") {
                numbering = Some(position);
            }
            columns.push(name);
        }
        let mut needed = family.columns.iter().chain([&family.host]);
        if !needed.all(|column| columns.contains(column)) {
            return Err(Hindrance::UnknownForm);
        }
        Ok(Self {
            family,
            columns,
            numbering,
        })
    }

    /// Returns the rows that belong to the sites: left by them, or under their pages.
    pub(super) fn owned(&self, store: &Connection, sites: &[HostName]) -> Result<Owned, Hindrance> {
        let partition = &self.family.partition;
        let has_partition = self.columns.contains(&partition.column);
        let page = if has_partition {
            quoted(&partition.column)
        } else {
            "''".to_owned()
        };
        let (table, host) = (quoted(&self.family.table), quoted(&self.family.host));
        let query = format!("SELECT rowid, {host}, {page} FROM main.{table}");
        let mut query = store.prepare(&query)?;
        let mut rows = query.query([])?;
        let mut owned = Owned::new();
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            // What is no text names no host.
            let host = row.get_ref(1)?.as_str().ok();
            let page = row.get_ref(2)?.as_str().ok();
            let page = page.and_then(|page| partition.host(page));
            let owns = |site: &HostName| {
                let mut hosts = host.into_iter().chain(page.as_deref());
                hosts.any(|host| site.owns(host))
            };
            let site = sites.iter().position(owns);
            owned.extend(site.map(|site| (number, site)));
        }
        Ok(owned)
    }

    /// Returns a digest of every row that is not owned, with its number.
    pub(super) fn digest_of_others(
        &self,
        store: &Connection,
        owned: &Owned,
    ) -> Result<[u8; 32], Hindrance> {
        let mut digest = Sha256::new();
        self.each(store, |number, row| {
            if !owned.contains_key(&number) {
                digest.update(number.to_le_bytes());
                digest.update(row);
            }
        })?;
        Ok(digest.finalize().into())
    }

    /// Returns the digests of the owned rows' contents, by their numbers.
    pub(super) fn digests(
        &self,
        store: &Connection,
        owned: &Owned,
    ) -> Result<BTreeMap<i64, RowDigest>, Hindrance> {
        let mut digests = BTreeMap::new();
        self.each(store, |number, row| {
            if owned.contains_key(&number) {
                digests.insert(number, row);
            }
        })?;
        Ok(digests)
    }

    /// Removes the rows; returns how many there were.
    pub(super) fn remove(
        &self,
        store: &Transaction<'_>,
        owned: &Owned,
    ) -> Result<usize, Hindrance> {
        let table = quoted(&self.family.table);
        let mut remove = store.prepare(&format!("DELETE FROM main.{table} WHERE rowid = ?1"))?;
        let mut n_removed = 0;
        for number in owned.keys() {
            n_removed += remove.execute([number])?;
        }
        Ok(n_removed)
    }

    /// Puts rows of the attached database `from` in, each in the place of one that the store holds to be the same. They
    /// get numbers anew, since the store may have given theirs to others meanwhile.
    pub(super) fn put(
        &self,
        store: &Transaction<'_>,
        from: &str,
        numbers: impl Iterator<Item = i64>,
    ) -> Result<(), Hindrance> {
        let (table, columns) = (quoted(&self.family.table), self.content());
        let put = format!(
            "INSERT OR REPLACE INTO main.{table} ({columns})
            SELECT {columns} FROM {from}.{table} WHERE rowid = ?1"
        );
        let mut put = store.prepare(&put)?;
        for number in numbers {
            put.execute([number])?;
        }
        Ok(())
    }

    /// Returns the columns that are not the rows' own number, as SQL writes them.
    fn content(&self) -> String {
        let columns = self.columns.iter().enumerate();
        let columns = columns.filter(|(position, _)| Some(*position) != self.numbering);
        let columns: Vec<_> = columns.map(|(_, name)| quoted(name)).collect();
        columns.join(", ")
    }

    /// Goes through the rows by their numbers, with a digest of what else is in each.
    fn each(
        &self,
        store: &Connection,
        mut take: impl FnMut(i64, RowDigest),
    ) -> Result<(), Hindrance> {
        let (table, columns) = (quoted(&self.family.table), self.content());
        let query = format!("SELECT rowid, {columns} FROM main.{table} ORDER BY rowid");
        let mut query = store.prepare(&query)?;
        let n_columns = query.column_count();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut digest = Sha256::new();
            for position in 1..n_columns {
                feed(&mut digest, row.get_ref(position)?);
            }
            take(row.get(0)?, digest.finalize().into());
        }
        Ok(())
    }
}

/// Feeds a value, with its kind and length, so that no two lists of values are the same bytes.
fn feed(digest: &mut Sha256, value: ValueRef<'_>) {
    let mut part = |kind: u8, bytes: &[u8]| {
        digest.update([kind]);
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    };
    match value {
        ValueRef::Null => part(0, &[]),
        ValueRef::Integer(number) => part(1, &number.to_le_bytes()),
        ValueRef::Real(number) => part(2, &number.to_bits().to_le_bytes()),
        ValueRef::Text(text) => part(3, text),
        ValueRef::Blob(bytes) => part(4, bytes),
    }
}

/// Returns a name as SQL writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
