use std::ffi::OsString;
use std::path::PathBuf;

/// Where the person's folders lie, by what the environment says; given, so that every platform's search works anywhere.
pub(crate) struct Home<'a> {
    /// Returns a variable of the environment.
    pub(crate) variable: &'a dyn Fn(&str) -> Option<OsString>,
}

impl Home<'_> {
    /// Returns the folder that is written `~/…` or `%NAME%/…`; `None` where the variable is missing or no absolute path.
    pub(super) fn folder(&self, written: &str) -> Option<PathBuf> {
        let (start, rest) = written.split_once('/').unwrap_or((written, ""));
        let start = match start
            .strip_prefix('%')
            .and_then(|name| name.strip_suffix('%'))
        {
            Some(name) => self.path(name)?,
            None => self.path("HOME").or_else(|| self.path("USERPROFILE"))?,
        };
        let parts = rest.split('/').filter(|part| !part.is_empty());
        Some(parts.fold(start, |folder, part| folder.join(part)))
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let path = PathBuf::from((self.variable)(name)?);
        path.is_absolute().then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_from_the_environment_and_only_whole_ones() {
        let variable = |name: &str| {
            let value = match name {
                "HOME" => "/me",
                "DATA" => "/data",
                "ODD" => "relative",
                _ => return None,
            };
            Some(OsString::from(value))
        };
        let home = Home {
            variable: &variable,
        };
        let folder = |written| home.folder(written);
        assert_eq!(folder("~/.a/b c"), Some(PathBuf::from("/me/.a/b c")));
        assert_eq!(folder("%DATA%/a"), Some(PathBuf::from("/data/a")));
        assert_eq!(folder("%DATA%"), Some(PathBuf::from("/data")));
        assert_eq!(folder("%ODD%/a"), None);
        assert_eq!(folder("%NONE%/a"), None);
    }
}
