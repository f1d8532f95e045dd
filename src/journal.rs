//! The journal: what happened in a session, a line of JSON each, on disk before anything is run.
//!
//! One folder a session: `sessions/<id>/journal.jsonl`, its lock, and the backups of the fixes.

mod change;
mod error;
mod file;
mod folder;
mod kept_site_data;
mod lines;
mod record;
mod session_id;
mod site_store;
mod summary;

#[cfg(test)]
mod tests;

pub(crate) use change::{Change, Progress, Taken};
pub(crate) use error::JournalError;
pub(crate) use file::{Journal, Kept, Reopened};
pub(crate) use folder::state_dir;
pub(crate) use kept_site_data::KeptSiteData;
pub(crate) use record::{
    Consent, Ended, Hand, Heading, Opened, Part, Record, Started, Undo, UndoConsent, Undoing,
    Undone,
};
pub(crate) use session_id::SessionId;
pub(crate) use site_store::SiteStore;
pub(crate) use summary::{Listing, Summary};
