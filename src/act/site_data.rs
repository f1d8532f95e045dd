//! What sites have left in the browsers of a machine: found, counted, removed for some sites alone, and put back.
//!
//! Where browsers keep it is data (`browsers.yaml`). A store is opened only after a copy of it was found to be as every
//! known one; whatever is not as expected leaves it as it was. What browsers keep beside it (caches, databases of pages)
//! is shared by sites or watched over by the browser, and is left to the browser's own menus.

mod catalogue;
mod clear;
mod copy;
mod family;
mod found_store;
mod hindrance;
mod home;
mod look;
mod opened;
mod profiles;
mod restore;
mod running;
mod step;
mod survey;
mod table;
mod treated;

pub(crate) use catalogue::Catalogue;
use family::Family;
pub(crate) use found_store::FoundStore;
pub(crate) use hindrance::Hindrance;
pub(crate) use home::Home;
pub(crate) use restore::restore_all;
pub(crate) use step::{SiteData, copies, open_browsers};
pub(crate) use survey::look_for;
pub(crate) use treated::Treated;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
