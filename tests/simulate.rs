//! Playing sessions with people drawn from a pack.

use std::fs;

use serde::Deserialize;

use super::support::Case;

/// Answers that were written down without a look at the built-in pack.
const ANSWERS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/answers/cloudflare-1020.yaml"
);

fn simulate(options: &[&str]) -> Case {
    let always = ["kb", "simulate", "--sessions", "20", "--platform", "linux"];
    Case::lamp().args(always).args(options.iter().copied())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Simulation {
    v: u32,
    platform: String,
    sessions: usize,
    seed: u64,
    problems: Vec<OfProblem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "that it is there is what is tested")]
struct OfProblem {
    problem: String,
    people: Vec<People>,
    causes: Vec<OfCause>,
    never_found_first: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "that it is there is what is tested")]
struct People {
    kind: String,
    by: Option<f64>,
    naosu: Figures,
    p_c: Figures,
    guide: Option<Figures>,
    ratio: Option<f64>,
    saved_to_p_c: Saved,
    saved_to_guide: Option<Saved>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    cost: f64,
    minutes: f64,
    fixed: f64,
    asked: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    mean: f64,
    interval_95: [f64; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "that it is there is what is tested")]
struct OfCause {
    cause: String,
    drawn: usize,
    fixed: usize,
    first: usize,
}

fn parsed(stdout: &str) -> Simulation {
    serde_json::from_str(stdout).unwrap_or_else(|error| panic!("{error}\n{stdout}"))
}

#[test]
fn each_problem_has_a_table_and_all_have_bars() {
    simulate(&["--seed", "3"])
        .stdout_has("20 people a problem, on linux, seed 3\n")
        .stdout_has("\nlamp-blinks\n")
        .stdout_has("\nlamp-dark\n")
        .stdout_has(
            "  people                naosu    P/C  guide  ratio  naosu    P/C  guide  asked\n",
        )
        .stdout_has("\n  careful     ")
        .stdout_has("\n  unsure in 10 %     ")
        .stdout_has("\n  wrong in 10 %     ")
        .stdout_has("\n  tables off 0.50     ")
        .stdout_has("\n  tables off 1.00     ")
        .stdout_has("\n  saved against the guide: ")
        .stdout_has("\nminutes with charges, careful people\nlamp-blinks\n  naosu █")
        .stdout_lacks("answers of the file")
        .stdout_lacks("\u{1b}")
        .exit(0);
}

#[test]
fn the_bars_fit_a_narrow_terminal() {
    let shown = simulate(&["--problem", "lamp-dark"])
        .env("COLUMNS", "60")
        .went_well()
        .stdout;
    let bars = shown.lines().filter(|line| line.contains('█'));
    assert_eq!(bars.clone().count(), 3, "{shown}");
    for bar in bars {
        assert!(bar.chars().count() <= 60, "{bar}");
    }
}

#[test]
fn the_object_holds_what_the_report_tells() {
    let object = simulate(&["--json", "--problem", "lamp-dark", "--off", "2"]);
    let object = object.went_well().stdout;
    let Simulation {
        v,
        platform,
        sessions,
        seed,
        problems,
    } = parsed(&object);
    assert_eq!((v, platform.as_str(), sessions, seed), (1, "linux", 20, 1));
    let [problem] = problems.as_slice() else {
        panic!("one problem was named: {object}");
    };
    let kinds = problem.people.iter().map(|row| (row.kind.as_str(), row.by));
    let expected = [
        ("careful", None),
        ("unsure", Some(0.1)),
        ("wrong", Some(0.1)),
        ("off", Some(2.0)),
    ];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
    for row in &problem.people {
        let guide = row.guide.as_ref().expect("the problem has a checklist");
        for figures in [&row.naosu, &row.p_c, guide] {
            assert!(figures.cost > 0.0 && figures.minutes > 0.0, "{object}");
            assert!((0.0..=1.0).contains(&figures.fixed), "{object}");
        }
        assert!(row.p_c.asked == 0.0 && guide.asked == 0.0, "{object}");
        let Saved { mean, interval_95 } = &row.saved_to_p_c;
        assert!((interval_95[0]..=interval_95[1]).contains(mean), "{object}");
    }
    let drawn: usize = problem.causes.iter().map(|cause| cause.drawn).sum();
    assert!(drawn > 0 && drawn <= 20, "{object}");
}

#[test]
fn the_same_seed_prints_the_same() {
    let shown = |seed| simulate(&["--json", "--seed", seed]).went_well().stdout;
    assert_eq!(shown("5"), shown("5"));
    assert_ne!(shown("5"), shown("6"));
}

#[test]
fn the_bars_are_drawn_where_a_file_is_named() {
    let case = simulate(&["--svg", "bars.svg"]);
    case.went_well();
    let picture = fs::read_to_string(case.home().join("bars.svg")).expect("a picture");
    assert!(picture.starts_with("<svg "), "{picture}");
    assert!(picture.contains(">lamp-dark</text>"), "{picture}");
    assert_eq!(picture.matches("<rect ").count(), 6);
}

#[test]
fn a_picture_that_cannot_be_written_is_told_with_its_path() {
    simulate(&["--svg", "no/such/folder/bars.svg"])
        .stderr_has("error: cannot write `no/such/folder/bars.svg`: ")
        .stderr_has("\nhint: ")
        .exit(5);
}

#[test]
fn a_problem_that_is_unknown_is_told_with_the_nearest() {
    simulate(&["--problem", "lamp-drak"])
        .stderr(concat!(
            "error: unknown problem `lamp-drak`\n",
            "hint: did you mean `lamp-dark`? `naosu guide` shows what there is\n"
        ))
        .exit(2);
}

#[test]
fn numbers_that_mean_nothing_are_wrong_usage() {
    for (option, number) in [
        ("--sessions", "0"),
        ("--wrong", "1.1"),
        ("--unsure", "NaN"),
        ("--off", "-1"),
    ] {
        let given = format!("{option}={number}");
        Case::lamp()
            .args(["kb", "simulate", &given])
            .stderr_has(option)
            .exit(2);
    }
}

#[test]
fn answers_of_another_hand_are_played_too() {
    let case = simulate(&["--problem", "lamp-dark", "--answers", "answers.yaml"]);
    let file = case.home().join("answers.yaml");
    fs::write(&file, "unplugged: {plugged-in: never}\n").expect("a file");
    case.stdout_has("\n  answers of the file ").exit(0);
}

#[test]
fn answers_about_what_is_unknown_are_told_with_the_nearest() {
    let case = simulate(&["--answers", "answers.yaml"]);
    let file = case.home().join("answers.yaml");
    fs::write(&file, "unpluged: {plugged-in: never}\n").expect("a file");
    case.stderr(concat!(
        "error: `answers.yaml`: unknown cause `unpluged`\n",
        "hint: did you mean `unplugged`?\n"
    ))
    .exit(2);
    simulate(&["--answers", "none.yaml"])
        .stderr_has("error: cannot read `none.yaml`: ")
        .exit(2);
}

#[test]
fn the_answers_kept_here_fit_the_built_in_pack() {
    let options = ["kb", "simulate", "--problem", "cloudflare-1020", "--json"];
    let case = Case::new().args(options).args([
        "--platform",
        "windows",
        "--sessions",
        "1",
        "--answers",
        ANSWERS,
    ]);
    let simulation = parsed(&case.went_well().stdout);
    let last = simulation.problems[0].people.last();
    assert_eq!(last.expect("people").kind, "answers");
}
