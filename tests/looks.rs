//! Checks within answers and conversations: proposed, run, and what they saw taken in.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::support::Case;
use super::support::host::Host;
use super::support::server::{Server, answer};

/// Returns the small pack, in which the mains are seen in a file of this machine and what the socket can do is told by a server.
fn lamp(server: Server) -> (Case, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let checks = format!(
        r#"
checks:
  mains:
    title: {{en: "The mains", ja: "電源"}}
    hosts: [no-such-lamp.example]
    takes: 1s
    observe: {{mains-state: {{live: 'override == "no"', dead: override}}, lamp-name: {{is: names}}}}
    fixed-when: 'override == "no"'
  socket:
    title: {{en: "The socket", ja: "コンセント"}}
    http: "{}"
    read: {{lit: {{line: others}}}}
    observe: {{others-work: {{"yes": 'lit == "yes"', "no": 'lit == "no"'}}}}
"#,
        server.url("/")
    );
    std::fs::write(folder.path().join("checks.yaml"), checks).expect("a file of one's own");
    let case = Case::lamp().args(["--knowledge".into(), folder.path().as_os_str().to_owned()]);
    (case, folder)
}

fn live_socket() -> Server {
    Server::saying(answer("200 OK", "", "others=yes\n"))
}

const WORDS: &str = "my lamp does not light, it is plugged in";

#[test]
fn an_answer_looks_only_where_it_was_asked_to() {
    let answer = |options: &[&str]| {
        let (case, _folder) = lamp(live_socket());
        let options = options.iter().copied();
        case.args(options.chain(["--json", WORDS]))
            .went_well()
            .json()
    };
    let known = |turn: &Value, fact: &str| turn["facts"][fact]["from"] == "check";
    for (options, mains, socket) in [
        (&[][..], false, false),
        (&["--check"], true, false),
        (&["--check", "--offline"], true, false),
        (&["--online"], true, true),
    ] {
        let turn = answer(options);
        assert_eq!(known(&turn, "mains-state"), mains, "{options:?}: {turn}");
        assert_eq!(known(&turn, "others-work"), socket, "{options:?}: {turn}");
        assert_eq!(turn["understood"]["facts"], json!({"plugged-in": "yes"}));
        let facts = turn["facts"].as_object().expect("facts");
        for fact in facts.values() {
            assert_eq!(fact["at"].is_string(), fact["from"] == "check", "{turn}");
        }
    }
}

#[test]
fn an_answer_shows_what_was_seen_or_says_that_it_could_look() {
    let hint = "With --check I look at this machine first";
    let (case, _folder) = lamp(live_socket());
    case.env("NAOSU_NO_CHECK", "")
        .args([WORDS])
        .stdout_has(hint)
        .exit(0);
    for (lang, nothing) in [
        ("en", "I looked, and saw nothing unusual."),
        ("ja", "確認しましたが、変わった点は見つかりませんでした。"),
    ] {
        let (case, _folder) = lamp(live_socket());
        case.args(["--check", "--lang", lang, WORDS])
            .stdout_has(nothing)
            .stdout_lacks(hint)
            .exit(0);
    }
    let (case, _folder) = lamp(live_socket());
    case.args(["--online", WORDS])
        .stdout_lacks("nothing unusual")
        .stdout_has("Seen over the network: ")
        .stdout_lacks(hint)
        .exit(0);
    let (case, _folder) = lamp(live_socket());
    case.args(["--check", "--platform", "ios", WORDS])
        .stderr(
            "error: checks look at this machine, which is no iOS\nhint: leave `--platform` out\n",
        )
        .exit(2);
}

#[test]
fn a_host_is_told_what_to_look_at_and_reports_it() {
    let (case, _folder) = lamp(live_socket());
    let mut host = Host::start(case.args(["--online"]));
    let turn = host.send(&json!({"say": WORDS}));
    let next = &turn["next"];
    assert_eq!(next["kind"], "check", "{turn}");
    assert_eq!(next["check"], "socket");
    assert_eq!(next["text"], "The socket");
    assert_eq!(next["hosts"].as_array().map(Vec::len), Some(1), "{turn}");
    let told = host.send(&json!({"check": {"others-work": "yes"}}));
    assert_ne!(told["next"]["check"], "socket", "{told}");
    let before = host.send(&json!({"back": true}));
    assert_eq!(before["next"]["check"], "socket");
    let nothing = host.send(&json!({"check": {}}));
    assert_ne!(nothing["next"]["check"], "socket", "{nothing}");
    host.send(&json!({"back": true}));
    let passed = host.send(&json!({"skip": true}));
    assert_ne!(passed["next"]["check"], "socket", "{passed}");
    host.end();
}

#[test]
fn a_host_that_did_not_ask_for_checks_gets_none() {
    let (case, _folder) = lamp(live_socket());
    let mut host = Host::start(case);
    let turn = host.send(&json!({"say": WORDS}));
    assert_ne!(turn["next"]["kind"], "check", "{turn}");
    host.end();
}

#[test]
fn a_piped_conversation_looks_at_the_machine_and_never_asks_for_the_network() {
    let (case, _folder) = lamp(live_socket());
    let case = case
        .env("NAOSU_NO_CHECK", "")
        .stdin(format!("{WORDS}\n/facts\n/quit\n"));
    let ran = case.went_well();
    assert!(ran.stdout.contains("seen just now"), "{ran:?}");
    assert!(!ran.stdout.contains("May I"), "{ran:?}");
}

#[test]
fn a_fix_is_verified_by_its_check() {
    let (case, _folder) = lamp(live_socket());
    case.args(["fix", "reset-fuse", "--platform", "linux", "--yes"])
        .stdout_has("The problem is gone.")
        .stderr_has("checked: The mains: it is well now")
        .exit(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_look_and_the_conversation_goes_on() {
    use super::support::terminal::Terminal;
    let (sender, asked) = std::sync::mpsc::channel();
    let server = Server::new(move |_, _| {
        // Whoever waited may have gone away.
        let _ = sender.send(());
        thread::sleep(Duration::from_secs(30));
    });
    let (case, _folder) = lamp(server);
    let terminal = Terminal::start(case.env("NAOSU_NO_CHECK", "").args(["--online"]));
    let terminal = terminal.say(WORDS);
    asked
        .recv_timeout(Duration::from_secs(20))
        .expect("the server is asked");
    let started = Instant::now();
    let terminal = terminal.control('c').expect("The look was called off.");
    assert!(started.elapsed() < Duration::from_secs(3));
    terminal.expect("Problem: ").say("/quit").exit(0);
}
