//! Measuring a pack on labelled texts.

use std::fs;

use serde_json::{Value, json};

use super::support::Case;

/// Labelled texts about the small pack.
const ROWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/eval/lamp.jsonl");

fn eval(options: &[&str]) -> Case {
    Case::lamp()
        .args(["kb", "eval", ROWS])
        .args(options.iter().copied())
}

/// Returns the object with the figures of a wording, for all languages.
fn group<'v>(object: &'v Value, wording: &str) -> &'v Value {
    let groups = object["groups"].as_array().expect("a list");
    let mut groups = groups
        .iter()
        .filter(|group| group["wording"] == wording && group["lang"].is_null());
    groups
        .next()
        .unwrap_or_else(|| panic!("no {wording} in {object}"))
}

#[test]
fn the_figures_are_told_by_wording_and_language_and_the_misses_one_by_one() {
    eval(&[])
        .stdout_has("read by naosu\n")
        .stdout_has("the knowledge has no problem `lamp-hums`; rows: 1\n")
        .stdout_has("the knowledge has no fact `hums`; rows: 1\n")
        .stdout_has(
            "real, all languages: rows 3\n  top-1                 3/3 100.0 %     [43.9, 100.0]\n",
        )
        .stdout_has("\nas-written, all languages: rows 2\n")
        .stdout_has("\nrestated, all languages: rows 1\n")
        .stdout_has("\ncomposed, ja: rows 1\n")
        .stdout_has("\ncomposed: where each label went\n  lamp-dark: rows 2, right 1, refused 1\n")
        .stdout_has(concat!(
            "\nmisses: 2\n",
            "c3 en lamp-dark read: refused +plugged-in=no -others-work=no -plugged-in=yes ",
            "-tried:plug-in codes:none≠4\n    the hall is gloomy, the plug was out\n",
            "c4 ja lamp-hums read: refused -hums=yes\n    電灯がうなる\n",
        ))
        .stdout_lacks("all languages: rows 7")
        .exit(0);
}

#[test]
fn totals_tell_no_row() {
    let text = eval(&["--totals"]).went_well().stdout;
    let object = eval(&["--totals", "--json"]).went_well().stdout;
    for told in [text, object] {
        for row in ["c3", "gloomy", "電灯", "misses", "lamp-blinks", "lamp-dark"] {
            assert!(!told.contains(row), "{row} in {told}");
        }
    }
}

#[test]
fn the_object_holds_what_the_report_tells() {
    let object = eval(&["--json"]).went_well().json();
    assert_eq!(object["v"], 1);
    assert_eq!(object["by"], "naosu");
    assert_eq!(
        object["unknown_labels"],
        json!({"fact `hums`": 1, "problem `lamp-hums`": 1})
    );
    let real = group(&object, "real");
    assert_eq!(real["rows"], 3);
    assert_eq!(
        real["top_1"],
        json!({"n": 3, "of": 3, "share": 1.0, "interval_95": [0.4385, 1.0]})
    );
    assert_eq!(real["facts"]["recall"]["n"], 3);
    assert_eq!(real["tried"], Value::Null);
    let composed = group(&object, "composed");
    assert_eq!(composed["in_scope"]["refused"]["n"], 2);
    assert_eq!(composed["refusing"]["precision"]["of"], 3);
    assert_eq!(composed["refusing"]["recall"]["n"], 1);
    assert_eq!(composed["tried"]["recall"]["of"], 2);
    assert_eq!(composed["codes"]["n"], 3);
    assert_eq!(composed["calibration"]["rows"], 1);
    assert_eq!(composed["calibration"]["bins"][0]["from"], 0.9);
    assert_eq!(
        composed["confusion"][2],
        json!({"label": "out-of-scope", "rows": 1, "right": 1, "refused": 1, "others": {}})
    );
    assert_eq!(object["misses"][0]["id"], "c3");
    assert_eq!(object["misses"][0]["read"], Value::Null);
    assert_eq!(object["misses"].as_array().unwrap().len(), 2);
}

#[test]
fn the_baselines_give_the_same_figures_but_those_of_facts_and_probabilities() {
    for by in ["bm25", "keywords"] {
        let object = eval(&["--by", by, "--json"]).went_well().json();
        assert_eq!(object["by"], by);
        let real = group(&object, "real");
        assert_eq!(real["top_1"]["n"], 3, "{by}");
        assert_eq!(group(&object, "composed")["refusing"]["recall"]["n"], 1);
        for absent in ["facts", "tried", "codes", "calibration"] {
            assert_eq!(real[absent], Value::Null, "{by} {absent}");
        }
        eval(&["--by", by])
            .stdout_has(&format!("read by {by}\n"))
            .stdout_lacks("facts ")
            .stdout_lacks("calibration")
            .exit(0);
    }
}

#[test]
fn without_its_problem_a_text_should_be_refused() {
    for by in ["naosu", "bm25", "keywords"] {
        eval(&["--leave-one-out", "--by", by])
            .stdout_has("\nreal, without the problem itself: refused ")
            .stdout_has("  lamp-blinks: rows 1, right 0, refused ")
            .stdout_lacks("out-of-scope")
            .exit(0);
    }
    eval(&["--leave-one-out", "--totals"])
        .stdout_has("real, without the problem itself: refused 2/3 66.7 %")
        .stdout_lacks("lamp-")
        .exit(0);
    let object = eval(&["--leave-one-out", "--json"]).went_well().json();
    assert_eq!(object["groups"][0]["refused"]["n"], 2);
    assert_eq!(object["groups"][0]["left_out"][0]["label"], "lamp-blinks");
}

#[test]
fn noise_changes_the_texts_alike_each_time() {
    for (noise, text) in [
        ("upper", "THE HALL IS GLOOMY, THE PLUG WAS OUT"),
        (
            "wide",
            "ｔｈｅ ｈａｌｌ ｉｓ ｇｌｏｏｍｙ， ｔｈｅ ｐｌｕｇ ｗａｓ ｏｕｔ",
        ),
        ("bare", "the hall is gloomy the plug was out"),
        ("spaces", "the hall is gloomy, the plug was out"),
    ] {
        eval(&["--noise", noise])
            .stdout_has(&format!("read by naosu, noise {noise}, seed 1\n"))
            .stdout_has(&format!("    {text}\n"))
            .stdout_has("real, all languages: rows 3\n  top-1                 3/3")
            .exit(0);
    }
    let typo = |seed| {
        let object = eval(&["--noise", "typo", "--seed", seed, "--json"])
            .went_well()
            .json();
        assert_eq!(
            object["noise"],
            json!({"kind": "typo", "seed": seed.parse::<u64>().unwrap()})
        );
        object["misses"].clone()
    };
    assert_eq!(typo("3"), typo("3"));
    assert_ne!(typo("3"), typo("4"));
}

/// Runs with a file of these lines in the home; wrong usage is expected, and `stderr`.
fn check_bad(lines: &str, stderr: &str) {
    let case = Case::lamp();
    fs::write(case.home().join("rows.jsonl"), lines).expect("a file in the home");
    case.args(["kb", "eval", "rows.jsonl"])
        .stderr_has(stderr)
        .exit(2);
}

#[test]
fn a_bad_line_is_named_with_its_place() {
    check_bad(
        "\n{\"id\": \"a\"}\nno\n",
        "rows.jsonl:2: missing field `lang` at column 11\nrows.jsonl:3: expected ident at column 2\n",
    );
    let facts = r#"{"id":"a","lang":"en","text":"a","problem":"none","wording":"composed","codes":[],"facts":{"a":1}}"#;
    check_bad(
        facts,
        "rows.jsonl:1: the value of a fact must be true, false or a text",
    );
    check_bad("{}", "error: the labelled texts are invalid\nhint: ");
    check_bad(
        "\n \n",
        "error: there are no labelled texts to measure by\nhint: ",
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    Case::lamp()
        .args(["kb", "eval", "nowhere.jsonl"])
        .stderr_has("error: cannot read `nowhere.jsonl`: ")
        .exit(2);
}

#[test]
fn what_cannot_be_measured_is_wrong_usage() {
    Case::lamp()
        .args(["kb", "eval"])
        .stderr_has("<FILE>...")
        .exit(2);
    eval(&["--seed", "1"]).stderr_has("--noise <KIND>").exit(2);
    eval(&["--by", "guessing"])
        .stderr_has("naosu, bm25, keywords")
        .exit(2);
}
