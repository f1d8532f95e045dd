use std::env;
use std::io::{self, IsTerminal};

use crate::act::{Admin, Means};
use crate::system::{Platform, RealSystem, System, is_on_path};

/// What says that there is a desktop.
const DESKTOP: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// Returns how a program on this machine gets the rights of an administrator.
pub(super) fn admin() -> Admin {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    Admin::by(Means {
        platform: Platform::current(),
        is_admin: RealSystem.is_admin(),
        terminal: io::stdin().is_terminal(),
        desktop: DESKTOP.into_iter().any(is_set),
        sudo: is_on_path("sudo"),
        pkexec: is_on_path("pkexec"),
    })
}
