//! What the people who edit the knowledge see: defects, warnings, tests, figures.

use super::support::Case;

/// A small pack with one warning of each kind.
const WARNED: &str = "tests/warned";

fn kb(args: &[&str]) -> Case {
    Case::new().args(["kb"]).args(args.iter().copied())
}

#[test]
fn each_warning_has_its_id_place_reason_and_what_to_do() {
    let report = include_str!("warned/expected.txt");
    kb(&["check", WARNED]).stdout(report).exit(0);
    kb(&["check", WARNED, "--deny-warnings"])
        .stdout(report)
        .exit(1);
}

#[test]
fn warnings_wait_until_there_is_no_defect() {
    kb(&["check", "tests/broken/16-missing"])
        .stdout_has("error: ")
        .stdout_lacks("warning[")
        .exit(3);
}

#[test]
fn tests_are_run_by_name_and_what_nothing_tells_apart_is_run_once() {
    kb(&["test", WARNED]).stdout("5 passed, 0 failed\n").exit(0);
    kb(&["test", WARNED, "--filter", "SCALE-ja"])
        .stdout("2 passed, 0 failed\n")
        .exit(0);
    kb(&["test", WARNED, "--filter", "problem `cold`"])
        .stdout("2 passed, 0 failed\n")
        .exit(0);
    kb(&["test", WARNED, "--filter", "toaster"])
        .stderr(
            "error: no test has `toaster` in its name\n\
             hint: name a part of a test, or of an entry with samples, such as its id\n",
        )
        .exit(2);
}

#[test]
fn what_failed_is_told_in_the_order_of_the_names() {
    let run = || {
        let case = Case::lamp().args(["--knowledge", "tests/failing", "kb", "test"]);
        let ran = case.ran();
        assert_eq!(ran.code, Some(1), "{ran:?}");
        ran.stdout
    };
    let first = run();
    let names: Vec<_> = first
        .lines()
        .filter_map(|line| line.strip_prefix("failed: "))
        .collect();
    assert_eq!(names.len(), 3, "{first}");
    assert!(names.is_sorted(), "{first}");
    assert_eq!(first, run());
}
