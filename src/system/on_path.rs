use std::env;
use std::fs::Metadata;

/// Returns whether a program of this name would be found where programs are looked for.
pub(crate) fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).filter(|folder| folder.is_absolute());
    folders
        .map(|folder| folder.join(program))
        .any(|file| file.metadata().is_ok_and(|about| can_run(&about)))
}

#[cfg(unix)]
fn can_run(about: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;

    about.is_file() && about.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn can_run(about: &Metadata) -> bool {
    about.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_what_can_be_run_is_a_program() {
        assert!(is_on_path("sh"));
        assert!(!is_on_path("naosu-no-such-program"));
        assert!(!is_on_path(""));
    }
}
