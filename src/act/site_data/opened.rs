//! How stores are opened: a copy to look into, or the store itself, alone, to change it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::Hindrance;

/// Opens a copy, of which nobody else knows.
pub(super) fn copy(path: &Path) -> Result<Connection, Hindrance> {
    open(path)
}

/// Opens a store so that nobody else can; who has it open keeps it. No file for sharing is made beside it.
pub(super) fn alone(path: &Path) -> Result<Connection, Hindrance> {
    let store = open(path)?;
    store.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(store)
}

/// Begins a change that nobody else can come between; what is not committed has not happened.
pub(super) fn begin(store: &mut Connection) -> Result<Transaction<'_>, Hindrance> {
    Ok(store.transaction_with_behavior(TransactionBehavior::Exclusive)?)
}

fn open(path: &Path) -> Result<Connection, Hindrance> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // The temporary folder may be behind a link; the store is not, which was looked at.
    let whole = path.canonicalize().map_err(Hindrance::of(path))?;
    let store = Connection::open_with_flags(whole, flags)?;
    store.busy_timeout(Duration::ZERO)?;
    store.pragma_update(None, "trusted_schema", false)?;
    Ok(store)
}
