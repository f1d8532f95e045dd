//! Whatever comes in, a line is answered by a line, and the run ends well.

use proptest::prelude::*;

use super::support::{Case, home};

/// Runs of the binary; each takes all the lines of a case.
const CASES: u32 = 64;

/// Returns lines that somebody, or a broken program, may send.
fn line() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        "\\PC{0,40}",
        "[ぁ-んァ-ヶ一-龠0-9a-z、。?！]{0,30}",
        "(error|エラー|code|VPN|no|not|only|[0-9]{1,20}|、| ){0,20}",
        "[a-zあ-ん ]{2000,4000}",
    ];
    let key = prop_oneof![
        Just("say".to_owned()),
        Just("answer".to_owned()),
        Just("tried".to_owned()),
        Just("check".to_owned()),
        "[a-z]{0,8}",
    ];
    let ids = prop_oneof![
        Just("others-work".to_owned()),
        Just("plug-in".to_owned()),
        Just("problem".to_owned()),
        "\\PC{0,12}",
    ];
    let values = prop_oneof![
        Just("yes".to_owned()),
        Just("fixed".to_owned()),
        Just("unsure".to_owned()),
        "\\PC{0,12}",
    ];
    prop_oneof![
        4 => words.clone().prop_map(|words| serde_json::json!({"say": words}).to_string()),
        3 => (key, ids, values).prop_map(|(key, id, value)| serde_json::json!({key: {id: value}}).to_string()),
        1 => prop_oneof![Just("skip"), Just("back"), Just("fixed"), Just("reset")]
            .prop_map(|key| serde_json::json!({key: true}).to_string()),
        1 => words.prop_map(|words| format!("{{\"say\": \"{words}")),
        1 => "[\\[\\]{}\":,a-z0-9 ]{0,40}",
        1 => (1..400_usize).prop_map(|depth| "[".repeat(depth)),
        1 => "\\PC{0,40}",
    ]
    .prop_map(|line| line.replace(['\n', '\r'], " "))
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(CASES)
    }
}

#[test]
fn every_line_gets_a_line() {
    let home = home();
    let lines = prop::collection::vec(line(), 1..8);
    proptest!(config(), |(lines in lines, built_in in any::<bool>())| {
        let case = Case::at(&home);
        let case = if built_in { case } else { case.with_lamp() };
        let stdin = lines.join("\n") + "\n";
        let case = case.args(["--offline", "--no-journal", "chat", "--json"]);
        let ran = case.stdin(stdin).ran();
        prop_assert_eq!(ran.code, Some(0), "{:?}", ran);
        prop_assert_eq!(&ran.stderr, "");
        let answers = ran.json_lines();
        prop_assert_eq!(answers.len(), lines.len(), "{:?}", ran);
        for answer in answers {
            let is_answer = answer.get("turn").is_some() || answer.get("error").is_some();
            prop_assert!(is_answer, "{}", answer);
        }
    });
}

#[test]
fn any_words_are_answered() {
    let home = home();
    proptest!(config(), |(words in "\\PC{1,60}")| {
        let case = Case::at(&home).with_lamp();
        let ran = case.args(["--offline", "--no-journal", "--", &words]).ran();
        prop_assert!(matches!(ran.code, Some(0..=2)), "{:?}", ran);
    });
}
