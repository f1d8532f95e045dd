//! What the people who edit the knowledge see: defects, warnings, tests, figures.

use serde_json::json;

use super::support::Case;

/// A small pack with one warning of each kind.
const WARNED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/warned");

fn kb(args: &[&str]) -> Case {
    Case::new().args(["kb"]).args(args.iter().copied())
}

#[test]
fn each_warning_has_its_id_place_reason_and_what_to_do() {
    let report = include_str!("warned/expected.txt").replace("tests/warned", WARNED);
    kb(&["check", WARNED]).stdout(report.as_str()).exit(0);
    kb(&["check", WARNED, "--deny-warnings"])
        .stdout(report)
        .exit(1);
}

#[test]
fn warnings_wait_until_there_is_no_defect() {
    kb(&[
        "check",
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/broken/16-missing"),
    ])
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
        let case = Case::lamp().args([
            "--knowledge",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/failing"),
            "kb",
            "test",
        ]);
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

#[test]
fn the_figures_name_what_no_test_reaches_in_a_table_aligned_by_width() {
    kb(&["stats", WARNED])
        .stdout_has("problems         1              1              1            1       0\n")
        .stdout_has("\ntests: 2 (1 en, 1 ja), of which pairs: 1\n")
        .stdout_has("\n  facts, en (2): color, water-is-warm\n")
        .stdout_has("\n  fixes, ja (1): descale\n")
        .stdout_has("\nproblems/cold                 1           1        0        0\n")
        .stdout_has("\nReviewed, oldest first\n8  never\n")
        .exit(0);
    kb(&["stats", WARNED, "--lang", "ja"])
        .stdout_has("区分       件数  テスト済み(en)  テスト済み(ja)  出典あり  下書き\n")
        .stdout_has("problems      1               1               1         1       0\n")
        .exit(0);
}

#[test]
fn the_figures_come_as_json_too() {
    let stats = kb(&["stats", WARNED, "--json"]).went_well().json();
    assert_eq!(stats["v"], 1);
    assert_eq!(stats["tests"]["by_lang"]["ja"], 1);
    let facts = &stats["sections"]["facts"];
    assert_eq!(facts["gaps"]["en"], json!(["color", "water-is-warm"]));
    let cold = &stats["sections"]["problems"]["entries"]["cold"];
    assert_eq!(cold["reached"], json!(["en", "ja"]));
    assert_eq!(cold["samples"], json!({"en": 1, "ja": 1}));
    assert_eq!(cold["sources"], json!(["judgement"]));
}

#[test]
fn the_built_in_pack_has_no_warning_about_texts_sources_and_questions() {
    kb(&["check"])
        .stdout_lacks("[missing-translation]")
        .stdout_lacks("[missing-source]")
        .stdout_lacks("[never-asked]")
        .exit(0);
}
