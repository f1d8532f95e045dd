/// The programs that a check may start, with their arguments; `*` at the end stands for any more.
fn allowed() -> Vec<Vec<String>> {
    serde_yaml::from_str(include_str!("../read_only.yaml")).expect("the embedded file is tested")
}

/// Returns whether a check may run this.
pub(super) fn may_run(argv: &[&str]) -> bool {
    allowed().iter().any(|known| fits(known, argv))
}

fn fits(known: &[String], argv: &[&str]) -> bool {
    match known.split_last() {
        Some((last, before)) if last == "*" => {
            argv.len() >= before.len()
                && before.iter().zip(argv).all(|(known, found)| known == found)
        }
        _ => {
            known.len() == argv.len() && known.iter().zip(argv).all(|(known, found)| known == found)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reads_may_run() {
        for argv in [
            &["uname", "-s"][..],
            &["hostname"],
            &["ip", "route", "get", "192.0.2.1"],
        ] {
            assert!(may_run(argv), "{argv:?}");
        }
        for argv in [
            &["rm", "-r", "x"][..],
            &["hostname", "new-name"],
            &["ip", "link", "set", "lo", "down"],
            &["/bin/uname"],
            &[],
        ] {
            assert!(!may_run(argv), "{argv:?}");
        }
    }
}
