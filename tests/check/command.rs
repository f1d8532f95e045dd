//! `naosu check` and `naosu status`.

use super::*;

/// A status check and one of the machine itself, for the small pack.
fn lamp_checks(server: Server) -> String {
    let url = server.url("/");
    format!(
        r#"
facts:
  power: {{values: {{"on": {{en: "there is power", ja: "電気は来ている"}}, "off": {{en: "there is no power", ja: "停電している"}}}}}}
checks:
  mains:
    title: {{en: "The power company", ja: "電力会社"}}
    http: "{url}"
    read: {{power: {{line: power}}}}
    observe: {{power: {{"on": 'power == "on"', "off": 'power == "off"'}}, mains-state: {{live: 'power == "on"'}}, lamp-name: {{is: power}}}}
    fixed-when: power == on
    broken-when: power == off
    if-broken: {{en: "Wait for it.", ja: "復旧を待ちましょう。"}}
"#
    )
}

#[test]
fn a_check_that_uses_the_network_takes_consent() {
    let server = Server::saying("");
    let host = server.address.to_string();
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    case.args(["check"])
        .stdout(format!(
            "\nNot run, because these would speak to the network; add --online to agree:\n  - The power company ({host})\n"
        ))
        .exit(0);
    let online = "agree with `--online`";
    let back_online = "leave `--offline` out and agree with `--online`";
    for (args, hint) in [
        (&["status"][..], online),
        (&["check", "mains"], online),
        (&["check", "mains", "--offline"], back_online),
        (&["status", "--offline"], back_online),
    ] {
        let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
        case.args(args.iter().copied())
            .stderr(format!(
                "error: this would speak to {host}, and nobody agreed to that\nhint: {hint}\n"
            ))
            .exit(2);
    }
}

#[test]
fn what_is_wrong_is_said_and_is_the_exit_code() {
    let server = Server::saying(answer("200 OK", "", "power=off\n"));
    let case = |args: &[&str]| {
        let (case, folder) = with_checks(Case::lamp(), &lamp_checks(server));
        (case.args(args.iter().copied()), folder)
    };
    let (run, _folder) = case(&["check", "--online"]);
    run.stdout("!!  The power company  off; there is no power\n    Wait for it.\n")
        .exit(1);
    let (run, _folder) = case(&["check", "--online", "--lang", "ja"]);
    run.stdout("!!  電力会社  off、停電している\n    復旧を待ちましょう。\n")
        .exit(1);
    let (run, _folder) = case(&["status", "--online"]);
    run.stdout("The power company: Wait for it.\n").exit(1);
    let (run, _folder) = case(&["check", "mains", "mains", "--online", "--json"]);
    let json = run.ran().json();
    assert_eq!(json["checks"].as_array().map(Vec::len), Some(1), "{json}");
    assert_eq!(json["wrong"], 1);
    assert_eq!(json["checks"][0]["verdict"], "broken");
    assert_eq!(json["checks"][0]["facts"]["power"], "off");
    assert_eq!(json["checks"][0]["fields"]["status"], "200");
}

#[test]
fn what_fields_mean_is_told_with_what_they_hold() {
    let server = Server::saying(answer("429 Too Many Requests", "retry-after: 7200\r\n", ""));
    let checks = format!(
        r#"
checks:
  mains:
    title: {{en: "The socket", ja: "コンセント"}}
    http: "{}"
    read: {{wait: {{header: retry-after}}}}
    observe: {{mains-state: {{live: 'status == 200'}}, lamp-name: {{is: host}}}}
    fixed-when: status == 200
    tells:
      'status == 500': {{en: "Not this one.", ja: "これではない。"}}
      'status == 429 and whole == "no"': {{en: "Nor this.", ja: "これでもない。"}}
      'status == 429': {{en: "Told to wait for {{wait:time}} ({{status}}).", ja: "{{wait:time}}待つよう言われました({{status}})。"}}
"#,
        server.url("/")
    );
    for (lang, told) in [
        ("en", "Told to wait for about 2 hours (429)."),
        ("ja", "約2時間待つよう言われました(429)。"),
    ] {
        let (case, _folder) = with_checks(Case::lamp(), &checks);
        let ran = case
            .args(["check", "mains", "--online", "--lang", lang])
            .ran();
        assert!(ran.stdout.contains(told), "{ran:?}");
        assert_eq!(ran.code, Some(0));
    }
}

#[test]
fn a_telling_of_an_unknown_field_is_a_defect() {
    let checks = "checks:\n  mains:\n    hosts: [lamp.example]\n    observe: {mains-state: {dead: override}}\n    tells: {override: {en: \"It is {addres}.\"}}\n";
    let (case, _folder) = with_checks(Case::lamp(), checks);
    case.args(["check"])
        .stderr_has("unknown field `addres`")
        .exit(3);
}

#[test]
fn an_unknown_check_is_a_wrong_usage() {
    Case::new()
        .args(["check", "local-vnp"])
        .stderr("error: there is no check `local-vnp`\nhint: did you mean `local-vpn`?\n")
        .exit(2);
}

#[test]
fn a_program_of_knowledge_that_is_not_trusted_does_not_run() {
    let ran = Case::lamp().args(["check"]).ran();
    assert!(ran.stdout.contains("not trusted"), "{ran:?}");
    assert_eq!(ran.code, Some(0));
    Case::lamp()
        .args(["check", "mains"])
        .stderr("error: this would start a program for knowledge that is not trusted\nhint: agree with `--trust-knowledge`\n")
        .exit(2);
}

#[test]
fn what_was_found_fits_a_narrow_terminal_in_both_languages() {
    for lang in ["en", "ja"] {
        for columns in ["40", "60", "80", "100"] {
            let case = Case::new().env("COLUMNS", columns);
            let ran = case.args(["check", "--lang", lang]).ran();
            let width: usize = columns.parse().expect("a number");
            for line in ran.stdout.lines() {
                assert!(
                    unicode_width::UnicodeWidthStr::width(line) <= width,
                    "{line}"
                );
            }
            assert!(ran.stdout.contains("chatgpt.com"), "{ran:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_left_in_the_home_of_the_person() {
    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder of one's own");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let below = paths.flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        });
        below.collect()
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let case = Case::new().env("PATH", path).args(["check"]);
    case.went_well();
    for file in files(case.home()) {
        assert!(
            file.to_string_lossy().contains("naosu"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn another_device_cannot_be_looked_at() {
    Case::new()
        .args(["check", "local-vpn", "--platform", "ios"])
        .stderr(
            "error: checks look at this machine, which is no iOS\nhint: leave `--platform` out\n",
        )
        .exit(2);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_checks_at_once() {
    use crate::support::terminal::Terminal;
    let (sender, asked) = std::sync::mpsc::channel();
    let server = Server::new(move |_, _| {
        // Whoever waited may have gone away.
        let _ = sender.send(());
        thread::sleep(Duration::from_secs(30));
    });
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    let terminal = Terminal::start(case.args(["check", "--online"]));
    asked
        .recv_timeout(Duration::from_secs(20))
        .expect("the server is asked");
    let started = Instant::now();
    terminal.control('c').expect("interrupted").exit(130);
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_progress_line_that_is_wider_than_the_terminal_does_not_pile_up() {
    use crate::support::terminal::Terminal;
    let server = Server::new(|_, _| thread::sleep(Duration::from_secs(2)));
    let (case, _folder) = with_checks(Case::lamp(), &lamp_checks(server));
    let case = case.args(["check", "mains", "--online", "--lang", "ja"]);
    // In columns it is wider than that, in characters it is not.
    let shown = Terminal::wide(case, 36).exit(0);
    let (_, after) = shown
        .split_once("通信して確認しています")
        .expect("the line");
    assert!(
        after.contains("通信して確認しています"),
        "it moves: {shown:?}"
    );
    assert!(after.contains("\u{1b}[1A"), "it goes back up: {shown:?}");
}

/// The object of `--json`: other programs rely on it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Contract {
    v: u32,
    wrong: usize,
    checks: Vec<CheckContract>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckContract {
    id: String,
    title: String,
    kind: String,
    hosts: Vec<String>,
    ran: bool,
    verdict: Option<String>,
    facts: Option<BTreeMap<String, String>>,
    fields: Option<BTreeMap<String, String>>,
    unseen: Option<String>,
    at: Option<String>,
    seconds: Option<f64>,
}

#[test]
fn the_object_for_programs_is_as_promised() {
    let ran = Case::new().args(["check", "--json"]).ran();
    let object: Contract = serde_json::from_str(&ran.stdout).expect("the promised object");
    assert_eq!((object.v, object.wrong), (1, 0), "{ran:?}");
    assert!(object.checks.len() > 10);
    for check in object.checks {
        assert!(
            !check.title.is_empty() && !check.kind.is_empty(),
            "{}",
            check.id
        );
        // What speaks to nobody is run, and everything else is left alone.
        assert_eq!(check.ran, check.hosts.is_empty(), "{}", check.id);
        let told = [
            check.verdict.is_some(),
            check.facts.is_some(),
            check.fields.is_some(),
        ];
        assert_eq!(told, [check.ran; 3], "{}", check.id);
        assert_eq!(
            [check.at.is_some(), check.seconds.is_some()],
            [check.ran; 2]
        );
        assert!(check.ran || check.unseen.is_none(), "{}", check.id);
    }
}
