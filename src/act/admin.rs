use crate::system::Platform;

use super::Elevation;

/// Whether programs can be run with the rights of an administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admin {
    /// naosu has them itself.
    Held,
    /// Another program gives them.
    Through(Elevation),
    /// There is no way to them from here.
    Lacking,
}

/// What decides how a program can get the rights of an administrator.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that is so on this machine, or not"
)]
pub(crate) struct Means {
    /// Where it is to get them.
    pub(crate) platform: Platform,
    /// Whether naosu has them itself.
    pub(crate) is_admin: bool,
    /// Whether a password can be asked for in a terminal.
    pub(crate) terminal: bool,
    /// Whether it can be asked for in a window.
    pub(crate) desktop: bool,
    /// Whether there is `sudo`.
    pub(crate) sudo: bool,
    /// Whether there is `pkexec`.
    pub(crate) pkexec: bool,
}

impl Admin {
    /// Returns how a program gets the rights. Whoever sits at a terminal types their password there, once; where there is
    /// none, or no `sudo`, a window of the desktop may ask.
    pub(crate) fn by(means: Means) -> Self {
        let has_sudo = matches!(means.platform, Platform::Linux | Platform::Macos) && means.sudo;
        let has_pkexec = means.platform == Platform::Linux && means.pkexec;
        if means.is_admin {
            Self::Held
        } else if has_sudo && means.terminal {
            Self::Through(Elevation::Sudo)
        } else if has_pkexec && means.desktop {
            Self::Through(Elevation::Pkexec)
        } else {
            Self::Lacking
        }
    }

    /// Returns what gives a program the rights that it needs; `None` where it needs none, or naosu has them.
    pub(super) fn elevation(self, needs_admin: bool) -> Option<Elevation> {
        match self {
            Self::Through(elevation) if needs_admin => Some(elevation),
            Self::Through(_) | Self::Held | Self::Lacking => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Means = Means {
        platform: Platform::Linux,
        is_admin: false,
        terminal: true,
        desktop: true,
        sudo: true,
        pkexec: true,
    };
    const SUDO: Admin = Admin::Through(Elevation::Sudo);
    const PKEXEC: Admin = Admin::Through(Elevation::Pkexec);

    #[track_caller]
    fn check(means: Means, expected: Admin) {
        assert_eq!(Admin::by(means), expected, "{means:?}");
    }

    #[test]
    fn a_terminal_comes_before_a_window() {
        let alone = Means {
            terminal: false,
            ..ALL
        };
        let bare = Means {
            desktop: false,
            ..alone
        };
        check(ALL, SUDO);
        check(Means { sudo: false, ..ALL }, PKEXEC);
        check(alone, PKEXEC);
        check(
            Means {
                pkexec: false,
                ..alone
            },
            Admin::Lacking,
        );
        check(bare, Admin::Lacking);
        check(
            Means {
                is_admin: true,
                ..bare
            },
            Admin::Held,
        );
    }

    #[test]
    fn each_platform_has_its_own() {
        let on = |platform| Means { platform, ..ALL };
        check(on(Platform::Macos), SUDO);
        check(
            Means {
                sudo: false,
                ..on(Platform::Macos)
            },
            Admin::Lacking,
        );
        check(on(Platform::Windows), Admin::Lacking);
        check(on(Platform::Android), Admin::Lacking);
    }
}
