use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of device that the trouble is on; a value, so that every platform's plan can be built and tested anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// Microsoft Windows.
    Windows,
    /// Apple macOS.
    Macos,
    /// Linux and other Unix desktops.
    Linux,
    /// iPhone and iPad.
    Ios,
    /// Android phones and tablets.
    Android,
}

impl Platform {
    /// Every platform, in the order in which they are listed to a person.
    pub const ALL: [Self; 5] = [
        Self::Windows,
        Self::Macos,
        Self::Linux,
        Self::Ios,
        Self::Android,
    ];

    /// Returns the platform that this program runs on: the one place that asks the compiler.
    #[must_use]
    pub fn current() -> Self {
        if cfg!(target_os = "windows") {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::Macos
        } else if cfg!(target_os = "ios") {
            Self::Ios
        } else if cfg!(target_os = "android") {
            Self::Android
        } else {
            Self::Linux
        }
    }

    /// Returns the name used in the knowledge and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Macos => "macos",
            Self::Linux => "linux",
            Self::Ios => "ios",
            Self::Android => "android",
        }
    }

    /// Returns the name as its makers write it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Windows => "Windows",
            Self::Macos => "macOS",
            Self::Linux => "Linux",
            Self::Ios => "iOS",
            Self::Android => "Android",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.title())
    }
}

impl FromStr for Platform {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|platform| platform.id() == text.to_lowercase())
            .ok_or_else(|| {
                let known: Vec<_> = Self::ALL.iter().map(|platform| platform.id()).collect();
                format!("got `{text}`, expected one of {}", known.join(", "))
            })
    }
}
