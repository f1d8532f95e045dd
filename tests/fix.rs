//! One fix: its plan, the consent to it, and its run, with programs that only write down that they were run.

use std::fs;
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use super::support::fakes::Fakes;
use super::support::terminal::Terminal;
use super::support::{Case, Ran, home};

/// A pack whose programs exist nowhere else.
const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/bench");
/// The programs of that pack.
const TOOLS: [&str; 5] = [
    "naosu-shaker",
    "naosu-counter",
    "naosu-keeper",
    "naosu-replacer",
    "naosu-brusher",
];
/// What the harmless fix of that pack runs.
const SHAKEN: [&str; 2] = [
    "naosu-shaker [--gently] [left gear] [$HOME; *]",
    "naosu-counter [1]",
];

fn tools() -> Fakes {
    Fakes::new(&TOOLS)
}

/// Returns a run of the bench's knowledge, which may run programs.
fn bench(fakes: &Fakes) -> Case {
    bench_at(&home(), fakes).args(["--trust-knowledge"])
}

fn bench_at(home: &Arc<TempDir>, fakes: &Fakes) -> Case {
    let case = Case::at(home).args(["--no-builtin", "--knowledge", BENCH]);
    fakes.only_in(case).env("NO_COLOR", "1")
}

#[test]
fn the_folder_of_backups_is_never_broken_over_lines() {
    let (home, fakes) = (home(), tools());
    let args = ["--trust-knowledge", "fix", "replace-gear"];
    let ran = bench_at(&home, &fakes)
        .env("COLUMNS", "40")
        .args(args)
        .ran();
    let lead = format!("  Backups go to: {}", home.path().display());
    let mut lines = ran.stdout.lines();
    let line = lines.find(|line| line.starts_with(&lead));
    assert!(
        line.is_some_and(|line| line.ends_with("replace-gear")),
        "{ran:?}"
    );
}

/// Returns the journal of the only session below a home.
fn journal(home: &Arc<TempDir>) -> Vec<Value> {
    let sessions = fs::read_dir(home.path().join("sessions")).expect("sessions");
    let folders: Vec<_> = sessions
        .map(|entry| entry.expect("a folder can be listed").path())
        .collect();
    let [folder] = folders.as_slice() else {
        panic!("expected one session: {folders:?}");
    };
    let text = fs::read_to_string(folder.join("journal.jsonl")).expect("a journal");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect()
}

/// Returns what each line of a journal is.
fn kinds(journal: &[Value]) -> Vec<&str> {
    journal
        .iter()
        .map(|line| line["record"].as_str().expect("a kind"))
        .collect()
}

#[track_caller]
fn refused(ran: &Ran, fakes: &Fakes, why: &str) {
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.stderr.contains(why), "{ran:?}");
    fakes.none_ran();
}

#[test]
fn a_yes_in_a_terminal_runs_the_plan_that_was_shown() {
    for yes in ["y", "はい"] {
        let fakes = tools();
        let terminal = Terminal::start(bench(&fakes).args(["fix", "shake-gear"]))
            .expect("naosu-shaker --gently 'left gear' '$HOME; *'")
            .expect("undo: naosu-shaker --back")
            .expect("naosu-counter 1")
            .expect("Do this? (yN) ");
        fakes.none_ran();
        terminal
            .send(yes)
            .expect("step 1 of 2")
            .expect("step 2 of 2")
            .expect("Is it working now?")
            .send("y")
            .expect("The problem is gone.")
            .exit(0);
        assert_eq!(fakes.ran(), SHAKEN);
    }
}

#[test]
fn anything_but_a_yes_runs_nothing() {
    for answer in ["n", "", "yess", "shake-gear", "ok then", "?"] {
        let fakes = tools();
        Terminal::start(bench(&fakes).args(["fix", "shake-gear"]))
            .expect("Do this? (yN) ")
            .send(answer)
            .expect("not done; nothing was changed")
            .exit(4);
        fakes.none_ran();
    }
}

#[test]
fn a_loss_takes_the_whole_id() {
    for answer in ["y", "yes", "", "replace", "replace-gea", "Replace-gear"] {
        let fakes = tools();
        Terminal::start(bench(&fakes).args(["fix", "replace-gear"]))
            .expect("You lose: The old gear.")
            .expect("To agree, type replace-gear: ")
            .send(answer)
            .expect("not done; nothing was changed")
            .exit(4);
        fakes.none_ran();
    }
    let fakes = tools();
    Terminal::start(bench(&fakes).args(["fix", "replace-gear"]))
        .expect("To agree, type replace-gear: ")
        .send("replace-gear")
        .expect("Is it working now?")
        .send("n")
        .expect("To go on, type: naosu resume")
        .exit(0);
    let ran = fakes.ran();
    assert_eq!(ran.len(), 4, "{ran:?}");
    assert!(ran[0].starts_with("naosu-keeper ["), "{ran:?}");
    assert_eq!(
        ran[1..],
        [
            "naosu-replacer [--now]",
            "naosu-brusher",
            "naosu-counter [2]"
        ]
    );
}

#[test]
fn ctrl_c_and_ctrl_d_are_no_consent() {
    for key in ['c', 'd'] {
        let fakes = tools();
        Terminal::start(bench(&fakes).args(["fix", "shake-gear"]))
            .expect("Do this? (yN) ")
            .control(key)
            .expect("nothing was changed")
            .exit(4);
        fakes.none_ran();
    }
}

#[test]
fn ctrl_c_and_ctrl_d_say_nothing_of_the_outcome() {
    for key in ['c', 'd'] {
        let (home, fakes) = (home(), tools());
        let args = ["--trust-knowledge", "fix", "shake-gear", "--yes"];
        Terminal::start(bench_at(&home, &fakes).args(args))
            .expect("Is it working now?")
            .control(key)
            .expect("When you know whether it helped")
            .exit(0);
        assert_eq!(journal(&home).last().unwrap()["outcome"], "unsure");
    }
}

#[test]
fn ctrl_c_ends_a_running_program_and_takes_no_further_step() {
    let fakes = tools().that("naosu-shaker", "printf 'shaking\\n'; while :; do :; done");
    Terminal::start(bench(&fakes).args(["fix", "shake-gear", "--yes"]))
        .expect("\nshaking")
        .control('c')
        .expect("interrupted in step 1")
        .exit(130);
    assert_eq!(fakes.ran(), SHAKEN[..1]);
}

#[test]
fn without_a_terminal_nothing_runs() {
    for (fix, hint) in [
        ("shake-gear", "agree beforehand with `--yes`\n"),
        (
            "replace-gear",
            "agree beforehand with `--yes --accept-loss`\n",
        ),
    ] {
        let fakes = tools();
        let ran = bench(&fakes).args(["fix", fix]).stdin("y\n").ran();
        refused(&ran, &fakes, "there is no terminal to agree at");
        assert!(ran.stderr.ends_with(hint), "{ran:?}");
    }
}

#[test]
fn yes_covers_no_loss() {
    let fakes = tools();
    let ran = bench(&fakes).args(["fix", "replace-gear", "--yes"]).ran();
    refused(&ran, &fakes, "`--yes` does not cover what this loses");
    let ran = bench(&fakes)
        .args(["fix", "replace-gear", "--accept-loss"])
        .ran();
    refused(&ran, &fakes, "there is no terminal to agree at");
    let args = ["fix", "replace-gear", "--yes", "--accept-loss"];
    bench(&fakes).args(args).went_well();
    assert_eq!(fakes.ran().len(), 4);
}

#[test]
fn consent_beforehand_shows_the_plan_all_the_same() {
    let fakes = tools();
    let plan = bench(&fakes).args(["fix", "shake-gear", "--dry-run"]);
    let plan = plan.went_well().stdout;
    fakes.none_ran();
    let lines = plan.lines().filter(|line| !line.contains("dry run: "));
    let plan = lines.fold(String::new(), |text, line| text + line + "\n");
    let ran = bench(&fakes)
        .args(["fix", "shake-gear", "--yes"])
        .went_well();
    assert!(ran.stdout.starts_with(&plan), "{plan}\n{ran:?}");
    assert_eq!(fakes.ran(), SHAKEN);
}

#[test]
fn a_dry_run_starts_nothing_and_keeps_nothing() {
    for format in [&[][..], &["--json"]] {
        let (home, fakes) = (home(), tools());
        let consent = ["--dry-run", "--yes", "--accept-loss"];
        let case = bench_at(&home, &fakes).args(["fix", "replace-gear"]);
        case.args(consent).args(format).went_well();
        fakes.none_ran();
        assert!(!home.path().join("sessions").exists());
    }
}

#[test]
fn a_dry_run_says_of_each_step_what_it_depends_on() {
    let fakes = tools();
    let run = || bench(&fakes).args(["fix", "replace-gear", "--dry-run"]);
    let plan = run().args(["--json"]).went_well().json();
    let sure: Vec<_> = steps(&plan, "run")
        .map(|step| (step["certainty"].as_str().unwrap(), &step["depends_on"]))
        .collect();
    let one = serde_json::json!(1);
    assert_eq!(
        sure,
        [
            ("certain", &Value::Null),
            ("depends-on", &one),
            // The brush may fail; only the first step can end it all.
            ("depends-on", &one),
        ]
    );
    assert_eq!(plan["steps"][0]["undo"][0]["argv"][1], "--restore");
    let text = run().went_well().stdout;
    assert!(text.contains("dry run: certain"), "{text}");
    assert!(text.contains("dry run: only if step 1 goes well"), "{text}");
    let text = run().args(["--lang", "ja"]).went_well().stdout;
    assert!(text.contains("手順1がうまくいった場合だけ"), "{text}");
    fakes.none_ran();
}

#[test]
fn without_a_journal_a_fix_is_only_planned() {
    let fakes = tools();
    let run = || bench(&fakes).args(["fix", "shake-gear", "--no-journal"]);
    let ran = run().went_well();
    let why = "only planned: nothing is run without a journal\n";
    assert_eq!(ran.stderr, why);
    assert!(ran.stdout.contains("naosu-counter 1"), "{ran:?}");
    let ran = run().args(["--lang", "ja"]).went_well();
    assert!(ran.stderr.contains("何も実行しません"), "{ran:?}");
    refused(&run().args(["--yes"]).ran(), &fakes, why);
}

#[test]
fn a_state_folder_that_cannot_be_written_stops_the_fix() {
    let (home, fakes) = (home(), tools());
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let case = bench_at(&home, &fakes).args(["--trust-knowledge", "fix", "shake-gear", "--yes"]);
    let ran = case.env("NAOSU_STATE_DIR", file.join("state")).ran();
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(ran.stderr.contains("NAOSU_STATE_DIR"), "{ran:?}");
    fakes.none_ran();
}

#[test]
fn a_program_that_fails_ends_the_fix() {
    let fakes = tools().that("naosu-shaker", "exit 3");
    let ran = bench(&fakes).args(["fix", "shake-gear", "--yes"]).ran();
    assert_eq!(ran.code, Some(4), "{ran:?}");
    let error = "error: step 1: `naosu-shaker` failed\nhint: ";
    assert!(ran.stderr.contains("exit code 3"), "{ran:?}");
    assert!(ran.stderr.contains(error), "{ran:?}");
    assert_eq!(fakes.ran(), SHAKEN[..1]);
}

#[test]
fn a_fix_that_stops_half_way_tells_the_way_back_and_where_the_journal_is() {
    for (lang, parts) in [
        (
            "en",
            [
                "the last one first",
                "undo: naosu-shaker --back\n",
                "No undo: It only counts.\n",
                "The journal: ",
                "error: step 2: `naosu-counter` failed",
                "the steps after it were not taken",
            ],
        ),
        (
            "ja",
            [
                "新しい順",
                "元に戻す: naosu-shaker --back\n",
                "元に戻す操作はありません: 数えるだけです。\n",
                "記録の場所: ",
                "error: 手順2: `naosu-counter` が失敗しました",
                "その後の手順は実行していません",
            ],
        ),
    ] {
        let fakes = tools().that("naosu-counter", "exit 3");
        let ran = bench(&fakes)
            .args(["fix", "shake-gear", "--yes", "--lang", lang])
            .ran();
        assert_eq!(ran.code, Some(4), "{ran:?}");
        for part in parts {
            assert!(ran.stderr.contains(part), "no `{part}` in {ran:?}");
        }
        let counter = ran.stderr.rfind("naosu-counter 1\n");
        let shaker = ran.stderr.rfind("naosu-shaker --gently");
        assert!(counter < shaker, "the last one comes first: {ran:?}");
        let lead = parts[3];
        let (_, path) = ran.stderr.split_once(lead).unwrap();
        assert!(path.lines().next().unwrap().ends_with("journal.jsonl"));
    }
}

#[test]
fn in_a_conversation_a_fix_that_stops_half_way_asks_whether_it_helped() {
    for (answer, then, outcome) in [
        ("y", "The problem is gone", "fixed"),
        ("n", "Replace the gear", "could-not"),
    ] {
        let (home, fakes) = (home(), tools().that("naosu-counter", "exit 3"));
        let terminal = Terminal::start(bench_at(&home, &fakes).args(["--trust-knowledge"]))
            .say("machine is stuck")
            .expect("[1] do it now")
            .say("1")
            .expect("Do this? (yN) ")
            .send("y")
            .expect("step 2: `naosu-counter` failed")
            .expect("Is it working now?")
            .send(answer)
            .expect(then);
        drop(terminal);
        let journal = journal(&home);
        let tried = journal.iter().find(|line| line["event"] == "tried");
        let tried = tried.unwrap_or_else(|| panic!("{journal:?}"));
        assert_eq!(tried["outcome"], outcome);
    }
}

#[test]
fn a_backup_that_fails_keeps_its_step_from_running() {
    let fakes = tools().that("naosu-keeper", "exit 1");
    let args = ["fix", "replace-gear", "--yes", "--accept-loss"];
    let ran = bench(&fakes).args(args).ran();
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert_eq!(fakes.ran().len(), 1, "{:?}", fakes.ran());
}

#[test]
fn a_step_that_may_fail_ends_nothing() {
    let fakes = tools().that("naosu-brusher", "exit 1");
    let args = ["fix", "replace-gear", "--yes", "--accept-loss"];
    bench(&fakes).args(args).went_well();
    assert_eq!(fakes.ran().last().unwrap(), "naosu-counter [2]");
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let fakes = Fakes::new(&["naosu-counter"]);
    let ran = bench(&fakes).args(["fix", "shake-gear", "--yes"]).ran();
    let error = "there is no program `naosu-shaker` on this machine";
    refused(&ran, &fakes, error);
}

#[test]
fn what_a_program_prints_cannot_reach_the_terminal_raw() {
    let noise = "i=0; line=0123456789; line=$line$line$line$line$line; line=$line$line$line$line
        while [ $i -lt 25000 ]; do printf '\\033[2J\\033]0;t\\007%s\\r\\n' \"$line\"; i=$((i+1)); done
        printf '\\033[31m\\377end\\n'";
    let fakes = tools().that("naosu-shaker", noise);
    let ran = bench(&fakes)
        .args(["fix", "shake-gear", "--yes"])
        .went_well();
    assert!(ran.stdout.len() > 5_000_000, "{}", ran.stdout.len());
    for text in [&ran.stdout, &ran.stderr] {
        let raw = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None);
    }
    assert!(ran.stdout.contains("\u{fffd}end\n"));
    assert_eq!(fakes.ran(), SHAKEN);
}

#[test]
fn knowledge_that_is_not_trusted_runs_nothing() {
    let fakes = tools();
    let args = ["fix", "shake-gear", "--yes", "--accept-loss"];
    let ran = bench_at(&home(), &fakes).args(args).ran();
    refused(&ran, &fakes, "left to be done by hand");
    assert!(ran.stdout.contains("--trust-knowledge"), "{ran:?}");
    let line = "naosu-shaker --gently 'left gear' '$HOME; *'\n";
    assert!(ran.stdout.contains(line), "{ran:?}");
    let plan = bench_at(&home(), &fakes).args(["fix", "shake-gear", "--dry-run", "--json"]);
    assert_eq!(plan.went_well().json()["steps"][0]["kind"], "type");
    let plan = bench(&fakes).args(["fix", "shake-gear", "--dry-run", "--json"]);
    assert_eq!(plan.went_well().json()["steps"][0]["kind"], "run");
}

#[test]
fn a_step_is_in_the_journal_before_it_is_taken() {
    let home = home();
    // What stands behind `<` is no pattern to every shell.
    let copy = format!(
        "for journal in {}/sessions/*/journal.jsonl; do :; done
        while IFS= read -r line; do printf '%s\\n' \"$line\"; done <\"$journal\" >\"$dir/seen\"",
        home.path().display()
    );
    let fakes = tools().that("naosu-replacer", &copy);
    let args = [
        "--trust-knowledge",
        "fix",
        "replace-gear",
        "--yes",
        "--accept-loss",
    ];
    bench_at(&home, &fakes).args(args).went_well();
    let seen = fs::read_to_string(fakes.path().join("seen")).expect("the journal was there");
    let seen: Vec<Value> = seen
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(kinds(&seen), ["opened", "consent", "started", "ended"]);
    assert_eq!(seen[1]["by"], "--yes --accept-loss");
    assert_eq!(seen[1]["fix"], "replace-gear");
    let started = &seen[2];
    assert_eq!(
        started["argv"],
        serde_json::json!(["naosu-replacer", "--now"])
    );
    let backup = started["backup"][1].as_str().expect("a backup");
    assert!(backup.ends_with("gear"), "{started}");
    assert_eq!(started["undo"][0]["argv"][2], backup);
    assert_eq!(seen[3]["part"], "backup");
}

#[test]
fn the_journal_tells_the_whole_course() {
    let (home, fakes) = (home(), tools().that("naosu-shaker", "echo shaken"));
    let args = ["--trust-knowledge", "fix", "shake-gear", "--yes"];
    bench_at(&home, &fakes).args(args).went_well();
    let journal = journal(&home);
    assert_eq!(
        kinds(&journal),
        [
            "opened", "consent", "started", "ended", "started", "ended", "event"
        ]
    );
    assert_eq!(journal[3]["output"], "shaken\n");
    assert_eq!(journal[0]["knowledge"], journal[1]["knowledge"]);
    let event = &journal[6];
    assert_eq!([&event["fix"], &event["outcome"]], ["shake-gear", "unsure"]);
}

#[test]
fn a_plan_for_another_platform_is_shown_and_never_run() {
    let fakes = Fakes::new(&[
        "netsh",
        "reg",
        "ipconfig",
        "nmcli",
        "resolvectl",
        "hostname",
    ]);
    let other = if cfg!(windows) { "linux" } else { "windows" };
    let args = ["fix", "reset-network", "--platform", other];
    for consent in [&[][..], &["--yes", "--accept-loss"]] {
        let case = fakes.only_in(Case::new().args(args).args(consent));
        let ran = case.ran();
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains("is shown, never run on"), "{ran:?}");
        assert!(ran.stdout.contains("Reset the network"), "{ran:?}");
        fakes.none_ran();
    }
}

#[test]
fn the_reset_on_windows_is_the_guides_six_commands() {
    let fakes = Fakes::new(&["netsh", "reg", "ipconfig"]);
    let args = ["fix", "reset-network", "--platform", "windows", "--dry-run"];
    let text = fakes.only_in(Case::new().args(args)).went_well().stdout;
    let plan = fakes.only_in(Case::new().args(args).args(["--json"]));
    let plan = plan.went_well().json();
    let commands: Vec<_> = steps(&plan, "run").map(typed).collect();
    assert_eq!(
        commands,
        [
            "netsh winsock reset",
            "netsh advfirewall reset",
            "netsh int ip reset",
            "ipconfig /release",
            "ipconfig /renew",
            "ipconfig /flushdns"
        ]
    );
    assert_eq!([&plan["admin"], &plan["reboot"]], [true, true]);
    assert!(
        plan["loses"].is_string() && plan["risk"] == "high",
        "{plan}"
    );
    let backed_up = steps(&plan, "run").filter(|step| step["backup"].is_array());
    assert!(backed_up.count() >= 2, "{plan}");
    let mut rest = text.as_str();
    for command in &commands {
        let at = rest.find(&format!("       {command}\n"));
        rest = &rest[at.unwrap_or_else(|| panic!("no `{command}` in {rest}"))..];
    }
    for part in [
        "Needs: the rights of an administrator",
        "Ends with: a restart",
        "You lose: ",
        "backup first: netsh advfirewall export",
        "undo, as administrator: netsh advfirewall import",
    ] {
        assert!(text.contains(part), "{text}");
    }
    fakes.none_ran();
}

fn steps<'a>(plan: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    let steps = plan["steps"].as_array().expect("steps").iter();
    steps.filter(move |step| step["kind"] == kind)
}

/// Returns a text without the places where its lines break.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn typed(step: &Value) -> String {
    let argv = step["argv"].as_array().expect("a command").iter();
    let argv: Vec<_> = argv.map(|part| part.as_str().expect("text")).collect();
    argv.join(" ")
}

/// The built-in pack's own fix, as far as Linux has it.
#[cfg(target_os = "linux")]
#[test]
fn the_reset_on_linux_runs_what_it_showed_once_its_id_is_typed() {
    let fakes = Fakes::new(&["nmcli", "resolvectl"]);
    let run = || fakes.only_in(Case::new().args(["fix", "reset-network"]));
    let plan = run().args(["--dry-run", "--json"]).went_well().json();
    let mut terminal = Terminal::start(run())
        .expect("nmcli networking off")
        .expect("To agree, type reset-network: ");
    fakes.none_ran();
    terminal = terminal.send("reset-network");
    for step in steps(&plan, "tell") {
        let text = step["text"].as_str().expect("a text");
        // The plan has it in full; the step only calls it to mind.
        let lead = text.get(..20).expect("a long text");
        terminal = terminal
            .expect(&format!(": {lead}"))
            .expect("Press Enter when it is done")
            .send("");
    }
    terminal.expect("naosu resume").exit(0);
    let expected: Vec<_> = steps(&plan, "run").map(typed).collect();
    let ran: Vec<_> = fakes
        .ran()
        .iter()
        .map(|line| line.replace(['[', ']'], ""))
        .collect();
    assert_eq!(ran, expected);
    assert!(ran.contains(&"nmcli networking off".to_owned()), "{ran:?}");
    assert_eq!(ran.last().unwrap(), "nmcli networking on");
}

#[cfg(target_os = "linux")]
#[test]
fn the_reset_on_linux_is_refused_like_any_other_loss() {
    let fakes = Fakes::new(&["nmcli", "resolvectl"]);
    let run = || fakes.only_in(Case::new().args(["fix", "reset-network"]));
    refused(&run().ran(), &fakes, "no terminal to agree at");
    refused(
        &run().args(["--yes"]).ran(),
        &fakes,
        "`--yes` does not cover",
    );
    Terminal::start(run())
        .expect("To agree, type reset-network: ")
        .send("yes")
        .expect("nothing was changed")
        .exit(4);
    fakes.none_ran();
    let plan = run().args(["--dry-run", "--json"]).went_well().json();
    let ran = run().args(["--yes", "--accept-loss"]).went_well();
    assert!(!fakes.ran().is_empty());
    // Nobody is there to be told; what is told stands in the log, before what ran after it.
    let said = one_line(&ran.stderr);
    for step in steps(&plan, "tell") {
        let text = step["text"].as_str().expect("a text");
        assert!(said.contains(&one_line(text)), "no `{text}` in {ran:?}");
    }
    let ran_first = said.find("done (").expect("something ran");
    let first = plan["steps"][0]["text"]
        .as_str()
        .expect("it begins with words");
    assert!(said.find(&one_line(first)).expect("it is told") < ran_first);
}

#[test]
fn a_fix_that_only_tells_needs_no_consent() {
    let ran = Case::lamp().args(["fix", "change-bulb"]).went_well();
    assert!(ran.stdout.contains("change the bulb"), "{ran:?}");
    assert!(!ran.stderr.contains("error: "), "{ran:?}");
    Terminal::start(Case::lamp().args(["fix", "change-bulb"]))
        .expect("Press Enter when it is done")
        .send("n")
        .expect("step 1 was not done")
        .exit(4);
}

#[test]
fn an_unknown_fix_names_the_nearest() {
    Case::new()
        .args(["fix", "reset-networks"])
        .stderr(concat!(
            "error: there is no fix `reset-networks`\n",
            "hint: did you mean `naosu fix reset-network`? ",
            "Words are quoted: naosu \"fix reset-networks\"\n"
        ))
        .exit(2);
}
