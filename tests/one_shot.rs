//! One answer to words: `naosu "…"`, for a person and with `--json`.

use std::ffi::OsString;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::support::{Case, Ran, home};

/// The same case in both languages.
const ONLY_ON_VPN: [&str; 2] = ["error 1020 only on VPN", "VPNの時だけエラー1020が出る"];
/// What was tried already shall not be proposed again, nor what cannot help.
const NO_VPN: &str = "ChatGPT says access denied 1020, cookies already cleared, no vpn";
/// A conversation that takes more moves than this goes round in circles.
const MOST_MOVES: usize = 60;

fn turn(words: &str) -> Value {
    Case::new().args(["--json", words]).went_well().json()
}

#[test]
fn words_about_the_vpn_lead_to_turning_it_off() {
    for words in ONLY_ON_VPN {
        let turn = turn(words);
        let understood = &turn["understood"];
        assert_eq!(turn["problems"][0]["id"], "cloudflare-1020", "{words}");
        assert_eq!(understood["codes"], serde_json::json!(["1020"]), "{words}");
        for (fact, value) in [
            ("only-with-vpn", "yes"),
            ("vpn-in-use", "yes"),
            ("fails-without-vpn", "no"),
        ] {
            assert_eq!(understood["facts"][fact], value, "{fact} in {words}");
            assert_eq!(turn["facts"][fact]["value"], value, "{fact} in {words}");
            assert_eq!(turn["facts"][fact]["from"], "said", "{fact} in {words}");
        }
        assert_eq!(turn["next"]["kind"], "try", "{words}");
        assert_eq!(turn["next"]["fix"], "disconnect-vpn", "{words}");
        assert!(!turn["why"].as_array().expect("reasons").is_empty());
    }
}

#[test]
fn both_languages_agree_on_everything_but_the_wording() {
    let [english, japanese] = ONLY_ON_VPN.map(turn);
    assert_eq!([&english["lang"], &japanese["lang"]], ["en", "ja"]);
    assert_eq!(english["facts"], japanese["facts"]);
    assert_eq!(english["understood"], japanese["understood"]);
    let probable = |turn: &Value| {
        let problems = turn["problems"].as_array().expect("problems").iter();
        let probable = problems.filter(|problem| problem["p"].as_f64() >= Some(0.01));
        probable
            .map(|problem| problem["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(probable(&english), probable(&japanese));
    assert_eq!(english["next"]["fix"], japanese["next"]["fix"]);
    assert_ne!(english["next"]["text"], japanese["next"]["text"]);
}

#[test]
fn a_person_gets_the_steps_and_the_lines_that_go_on() {
    let [english, japanese] = ONLY_ON_VPN;
    for (words, go_on) in [
        (english, r#"naosu "error 1020 only on VPN" --tried "#),
        (japanese, "naosu --tried disconnect-vpn -- VPNの時だけ"),
    ] {
        Case::new()
            .args([words])
            .stdout_has("\n   1. ")
            .stdout_has("\n  naosu fix disconnect-vpn\n")
            .stdout_has(go_on)
            .stdout_lacks("\u{1b}")
            .exit(0);
    }
}

#[cfg(unix)]
#[test]
fn the_line_that_goes_on_can_be_typed_as_it_stands() {
    for words in ONLY_ON_VPN {
        let shown = Case::new().args([words]).went_well().stdout;
        let line = shown.lines().last().expect("a line").trim().to_owned();
        let arguments = line.strip_prefix("naosu ").expect("a line to type");
        let arguments = arguments.replace('"', "\u{0}");
        let arguments: Vec<_> = arguments
            .split('\u{0}')
            .enumerate()
            .flat_map(|(idx, part)| match idx % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect(),
                _ => vec![part.to_owned()],
            })
            .collect();
        let turn = Case::new().args(["--json"]).args(arguments);
        let next = turn.went_well().json()["next"].clone();
        assert_ne!(next["fix"], "disconnect-vpn", "{line}");
    }
}

#[test]
fn the_steps_are_those_of_the_platform_asked_for() {
    let steps = |platform: &str| {
        let args = ["--platform", platform, ONLY_ON_VPN[0]];
        Case::new().args(args).went_well().stdout
    };
    let shown = ["windows", "macos", "linux", "ios", "android"].map(steps);
    let different: std::collections::BTreeSet<_> = shown.iter().collect();
    assert_eq!(different.len(), shown.len(), "{shown:?}");
}

#[test]
fn what_was_tried_or_cannot_help_is_never_proposed() {
    let home = home();
    let mut args = vec!["--json".to_owned(), NO_VPN.to_owned()];
    for n_moves in 0..MOST_MOVES {
        let turn = Case::at(&home).args(args.clone()).went_well().json();
        if n_moves == 0 {
            let tried = &turn["understood"]["tried"];
            assert_eq!(tried, &serde_json::json!(["clear-cookies"]));
        }
        let next = &turn["next"];
        let fix = next["fix"].as_str().unwrap_or_default();
        assert!(
            !["clear-cookies", "disconnect-vpn"].contains(&fix),
            "{fix} after {args:?}"
        );
        match next["kind"].as_str() {
            Some("ask") => {
                let fact = next["fact"].as_str().expect("a fact");
                args.push(format!("--answer={fact}=unsure"));
            }
            Some("try") => args.push(format!("--tried={fix}")),
            kind => return assert_eq!(kind, Some("refer"), "{turn}"),
        }
    }
    panic!("no end after {MOST_MOVES} moves: {args:?}");
}

#[test]
fn no_move_is_proposed_twice() {
    let home = home();
    let mut args = vec!["--json".to_owned(), "error 1020".to_owned()];
    for _ in 0..MOST_MOVES {
        let next = Case::at(&home).args(args.clone()).went_well().json()["next"].clone();
        let given = match next["kind"].as_str() {
            Some("ask") => format!("--answer={}=unsure", next["fact"].as_str().expect("a fact")),
            Some("try") => format!("--tried={}=could-not", next["fix"].as_str().expect("a fix")),
            kind => return assert_eq!(kind, Some("refer"), "{next}"),
        };
        assert!(!args.contains(&given), "{given} twice: {args:?}");
        args.push(given);
    }
    panic!("no end after {MOST_MOVES} moves: {args:?}");
}

#[test]
fn what_nothing_known_fits_is_said_to_be_unknown() {
    for words in ["how do I bake bread", "パンの焼き方を教えて"] {
        let ran = Case::new().args(["--json", words]).ran();
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let next = ran.json()["next"].clone();
        assert_eq!(next["kind"], "unknown");
        assert!(next["nearest"].is_array() && next.get("fix").is_none());
        let ran = Case::new().args([words]).ran();
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(!ran.stdout.contains("   1. "), "{ran:?}");
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn answers_and_fixes_given_beside_the_words_count() {
    let words = "my lamp does not light";
    let after = |given: &[&str]| {
        let case = Case::lamp().args(["--json", words]);
        case.args(given.iter().copied()).went_well().json()
    };
    assert_eq!(after(&[])["next"]["kind"], "ask");
    let answered = after(&["--answer", "others-work=no"]);
    let fact = &answered["facts"]["others-work"];
    assert_eq!([&fact["value"], &fact["from"]], ["no", "answered"]);
    let unsure = after(&["--answer", "others-work=unsure"]);
    assert!(unsure["facts"].get("others-work").is_none());
    assert_ne!(unsure["next"]["fact"], "others-work");
    let tried = after(&["--tried", "plug-in"]);
    assert_eq!(tried["facts"]["plugged-in"]["from"], "tried");
    let done = after(&["--answer", "others-work=yes", "--tried", "plug-in=fixed"]);
    assert_eq!(done["next"]["kind"], "done");
}

#[test]
fn unknown_ids_name_the_nearest() {
    let words = ONLY_ON_VPN[0];
    for (args, stderr) in [
        (
            ["--answer", "vpn-in-us=no"],
            "unknown fact `vpn-in-us`, did you mean `vpn-in-use`?",
        ),
        (
            ["--tried", "clear-cookie"],
            "unknown fix `clear-cookie`, did you mean `clear-cookies`?",
        ),
        (
            ["--answer", "problem=cloudflare-102"],
            "did you mean `cloudflare-1020`?",
        ),
        (["--answer", "vpn-in-use=maybe"], "expected one of yes, no"),
        (["--answer", "vpn-in-use"], "got `` for `vpn-in-use`"),
        (["--tried", "clear-cookies=gone"], "expected one of fixed"),
    ] {
        let case = Case::new().args([words]).args(args);
        case.stderr_has(stderr).stderr_has("\nhint: ").exit(2);
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    for args in [vec![ONLY_ON_VPN[0]], vec!["guide"], vec!["--help"]] {
        let ran = Case::new().args(args).ran_into_a_closed_pipe();
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let shown = |case: Case| case.args([ONLY_ON_VPN[0]]).went_well().stdout;
    let plain = shown(Case::new());
    assert!(!plain.contains('\u{1b}'));
    let colored = shown(Case::new().args(["--color", "always"]));
    assert!(colored.contains("\u{1b}["));
    assert_eq!(naosu_text(&colored), naosu_text(&plain));
    let never = Case::new().args(["--color", "never"]);
    assert!(!shown(never.env("NO_COLOR", "")).contains('\u{1b}'));
    let insisted = Case::new().args(["--color=always"]).env("NO_COLOR", "1");
    assert!(
        shown(insisted).contains("\u{1b}["),
        "an option outranks a variable"
    );
}

/// Returns a text without colours and without the options that ask for them.
fn naosu_text(text: &str) -> String {
    let mut bare = String::new();
    for (idx, part) in text.split('\u{1b}').enumerate() {
        let shown = match idx {
            0 => part,
            _ => part.split_once('m').map_or("", |(_, shown)| shown),
        };
        bare.push_str(shown);
    }
    bare.replace(" --color always", "")
}

#[test]
fn no_line_is_wider_than_sixty_columns() {
    for words in [
        ONLY_ON_VPN[0],
        ONLY_ON_VPN[1],
        "ChatGPT does not open",
        "ChatGPTが開けない",
        "how do I bake bread",
        "パンの焼き方を教えて",
        "error 1020",
        "エラー1020",
    ] {
        let shown = Case::new().env("COLUMNS", "60").args([words]).ran().stdout;
        for line in shown.lines().filter(|line| !is_typed(line)) {
            assert!(line.width() <= 60, "{} columns: {line}", line.width());
        }
    }
}

/// Returns whether a line is a command or an address, which is never broken.
fn is_typed(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("naosu ") || line.contains("https://")
}

#[test]
fn a_home_that_cannot_be_written_costs_nothing() {
    let home = home();
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    let nowhere = file.join("home");
    let mut case = Case::at(&home);
    for name in ["HOME", "USERPROFILE", "LOCALAPPDATA", "NAOSU_STATE_DIR"] {
        case = case.env(name, &nowhere);
    }
    let ran = case.args([ONLY_ON_VPN[0]]).went_well();
    let usual = Case::new().args([ONLY_ON_VPN[0]]).went_well();
    assert_eq!((ran.stdout, ran.stderr), (usual.stdout, usual.stderr));
}

#[test]
fn an_answer_leaves_no_session_behind() {
    let home = home();
    Case::at(&home).args([ONLY_ON_VPN[0]]).went_well();
    Case::at(&home)
        .args(["sessions"])
        .stderr("no session yet\n")
        .exit(0);
}

#[test]
fn no_words_are_wrong_usage() {
    for words in ["", "   ", "\u{3000}"] {
        Case::new()
            .args([words])
            .stderr(concat!(
                "error: there are no words to answer\n",
                "hint: say what is wrong: naosu \"…\"\n"
            ))
            .exit(2);
    }
}

#[cfg(unix)]
#[test]
fn words_that_are_no_text_are_wrong_usage() {
    use std::os::unix::ffi::OsStringExt;

    let words = OsString::from_vec(b"error \xff\xfe 1020".to_vec());
    Case::new()
        .args([words])
        .stderr_has("invalid UTF-8")
        .exit(2);
}

/// One argument is limited by the system, all of them together less so.
#[cfg(unix)]
#[test]
fn a_mebibyte_of_words_is_answered() {
    let part = "a".repeat(116_509);
    let words: Vec<_> = vec![part; 9];
    assert!(words.join(" ").len() >= 1 << 20);
    let ran = Case::new().args(["--json"]).args(words).ran();
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(ran.json()["next"]["kind"], "unknown");
}

#[test]
fn controls_in_the_words_do_not_reach_the_terminal() {
    for words in [
        "error 1020 \u{1b}]0;title\u{7} only on VPN",
        "\u{1b}[2Jbread",
    ] {
        let ran = Case::new().args([words]).ran();
        assert!(!ran.stdout.contains('\u{1b}'), "{ran:?}");
        assert!(!ran.stdout.contains('\u{7}'), "{ran:?}");
    }
}

#[test]
fn the_same_words_get_the_same_answer() {
    for words in ONLY_ON_VPN.into_iter().chain([NO_VPN, "error 1020"]) {
        for format in [&["--json"][..], &[]] {
            let run = || -> Ran { Case::new().args(format).args([words]).went_well() };
            assert_eq!(run().stdout, run().stdout, "{words}");
        }
    }
}

#[test]
fn the_cache_changes_no_answer() {
    let home = home();
    let run = || Case::at(&home).args(["--json", NO_VPN]).went_well().stdout;
    let (compiled, cached) = (run(), run());
    assert_eq!(compiled, cached);
}

#[test]
fn the_line_that_goes_on_is_one_that_can_be_typed() {
    for (words, others) in [
        ("my lamp does not light", "  (or =no, =unsure)"),
        ("ランプがつかない", "  (または =no、=unsure)"),
    ] {
        let shown = Case::lamp().args([words]).went_well().stdout;
        let mut lines = shown.lines().skip_while(|line| !line.contains("--answer"));
        let line = lines.next().unwrap_or_else(|| panic!("no line in {shown}"));
        assert_eq!(lines.next(), Some(others), "{shown}");
        let answer = line
            .split_whitespace()
            .skip_while(|part| *part != "--answer");
        let answer: Vec<_> = answer.take(2).collect();
        assert_eq!(answer, ["--answer", "others-work=yes"], "{shown}");
        assert!(!line.contains('|') && !line.contains('('), "{line}");
        Case::lamp().args([words]).args(answer).went_well();
    }
}
