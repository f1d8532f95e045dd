use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest name that the name servers know, in bytes.
const LONGEST: usize = 253;

/// Names a site with all below it, such as `example.org`: two or more labels of lowercase letters, digits and `-`; no
/// address of numbers, no port, no path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct HostName(String);

impl HostName {
    /// Returns the name when `text` is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let labels: Vec<_> = text.split('.').collect();
        let is_number = labels.last()?.bytes().all(|byte| byte.is_ascii_digit());
        let is_name = text.len() <= LONGEST && labels.len() > 1 && !is_number;
        (is_name && labels.into_iter().all(is_label)).then(|| Self(text.to_owned()))
    }

    /// Returns the name as it stands in the knowledge.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether a host is this site or lies below it; a leading dot, as stores write it, means the same. A name that
    /// merely ends with the same letters is another site's.
    #[must_use]
    pub fn owns(&self, host: &str) -> bool {
        let host = host.strip_prefix('.').unwrap_or(host).to_ascii_lowercase();
        host.strip_suffix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for HostName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            let reason = format!("got `{text}`, expected the name of a site");
            serde::de::Error::custom(reason)
        })
    }
}

fn is_label(label: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(is_letter)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_told_from_all_else() {
        for name in [
            "example.org",
            "a-b.example.co",
            "xn--eckwd4c7c.jp",
            "1.example.org",
        ] {
            assert!(HostName::parse(name).is_some(), "{name}");
        }
        for other in [
            "",
            "org",
            ".org",
            "example.",
            "Example.org",
            "127.0.0.1",
            "[::1]",
            "-a.org",
            "a-.org",
            "example.org:80",
            "https://example.org",
            "example.org/",
            "*.org",
            "ex ample.org",
            "例え.jp",
            "a..org",
            "a_b.org",
            "%.org",
        ] {
            assert_eq!(HostName::parse(other), None, "{other}");
        }
        assert_eq!(HostName::parse(&format!("{}.org", "a".repeat(64))), None);
        assert_eq!(HostName::parse(&vec!["abc"; 70].join(".")), None);
    }

    #[test]
    fn a_site_owns_itself_and_what_lies_below() {
        let site = HostName::parse("example.org").unwrap();
        for own in [
            "example.org",
            ".example.org",
            "a.example.org",
            ".b.a.example.org",
            "EXAMPLE.org",
        ] {
            assert!(site.owns(own), "{own}");
        }
        for other in [
            "",
            ".",
            "org",
            "notexample.org",
            "-example.org",
            "example.org.evil.test",
            "example.orga",
            "example.org.",
            "xexample.org",
            "example_org",
        ] {
            assert!(!site.owns(other), "{other}");
        }
    }
}
