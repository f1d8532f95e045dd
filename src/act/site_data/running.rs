use std::fs;
use std::path::Path;

use crate::journal::SiteStore;
use crate::system::{Platform, host_name, is_alive, is_held, runs_named};

use super::Catalogue;
use super::family::Lock;

/// Returns whether a store's browser runs, or may: it keeps its rows in memory, and would write over what is changed
/// behind its back.
pub(super) fn is_running(store: &SiteStore, platform: Platform) -> bool {
    let catalogue = Catalogue::get();
    let lock = catalogue.family(&store.family).map(|family| family.lock);
    let names = catalogue
        .browser(&store.browser)
        .map(|browser| browser.processes.as_slice());
    match (lock, platform) {
        (Some(Lock::Singleton), Platform::Windows) => is_held(&store.root.join("lockfile")),
        (Some(Lock::Singleton), _) => {
            let link = store.root.join("SingletonLock");
            target(&link).is_some_and(|target| {
                // Within a sandbox the number is another one, so the names count as well.
                may_be_alive(&target, host_name().as_deref())
                    || runs_named(names.unwrap_or_default())
            })
        }
        (Some(Lock::Profile), Platform::Windows) => is_held(&store.folder.join("parent.lock")),
        (Some(Lock::Profile), _) => {
            is_held(&store.folder.join(".parentlock"))
                || target(&store.folder.join("lock")).is_some_and(|target| of_profile(&target))
        }
        (None, _) => true,
    }
}

/// Returns what a link names; it names no file.
fn target(link: &Path) -> Option<String> {
    let target = fs::read_link(link).ok()?;
    Some(target.to_string_lossy().into_owned())
}

/// Returns whether `HOST-NUMBER` names a process that lives, or may live on another computer.
fn may_be_alive(target: &str, host: Option<&str>) -> bool {
    let Some((named, number)) = target.rsplit_once('-') else {
        return true;
    };
    let is_here = host.is_some_and(|host| host == named);
    !is_here || number.parse().map_or(true, is_alive)
}

/// Returns whether `ADDRESS:NUMBER` names a process that lives; with a `+` before the number the other lock decides.
fn of_profile(target: &str) -> bool {
    let number = target.rsplit_once(':').map(|(_, number)| number);
    match number {
        Some(number) if number.starts_with('+') => false,
        Some(number) => number.parse().map_or(true, is_alive),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_of_a_dead_process_holds_nothing() {
        let own = std::process::id();
        assert!(may_be_alive(&format!("desk-{own}"), Some("desk")));
        assert!(may_be_alive(&format!("a-b-{own}"), Some("a-b")));
        assert!(may_be_alive("lamp-1", Some("desk")));
        assert!(may_be_alive("odd", Some("desk")));
        assert!(may_be_alive("desk-odd", Some("desk")));
        #[cfg(unix)]
        assert!(!may_be_alive("desk-2147483647", Some("desk")));
    }

    #[test]
    fn a_lock_of_a_profile_counts_where_no_other_does() {
        let own = std::process::id();
        assert!(of_profile(&format!("127.0.0.1:{own}")));
        assert!(!of_profile(&format!("127.0.0.1:+{own}")));
        assert!(of_profile("odd"));
        #[cfg(unix)]
        assert!(!of_profile("127.0.0.1:2147483647"));
    }
}
