//! What needs the rights of an administrator and programs that a bare machine may lack: `cargo test --features system-tests`.
//!
//! Nothing is skipped here: where something is missing, the test fails and says what.

#[allow(dead_code, reason = "the other target uses the rest of it")]
mod support;

#[path = "system/browsers.rs"]
mod browsers;
#[path = "system/kills.rs"]
mod kills;
#[path = "system/namespaces.rs"]
mod namespaces;
#[path = "system/tunnel.rs"]
mod tunnel;

use std::env;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use support::Case;

/// Everything that must work without a network: the arguments, what comes from stdin, and the exit code.
const RUNS: [(&[&str], &str, i32); 18] = [
    (&["error 1020 only on VPN"], "", 0),
    (&["VPNの時だけエラー1020が出る"], "", 0),
    (&["--json", "--offline", "error 1020 only on VPN"], "", 0),
    (&["how do I bake bread"], "", 1),
    (&["fix", "reset-network", "--dry-run"], "", 0),
    (
        &["fix", "reset-network", "--dry-run", "--platform", "windows"],
        "",
        0,
    ),
    (&["fix", "disconnect-vpn", "--dry-run", "--json"], "", 0),
    (&["guide"], "", 0),
    (&["guide", "cloudflare-1020"], "", 0),
    (&["search", "VPN"], "", 0),
    (&["search", "アクセス拒否"], "", 0),
    (&["kb", "check"], "", 0),
    (
        &["chat", "--json"],
        "{\"say\": \"error 1020\"}\n{\"answer\": {\"vpn-in-use\": \"yes\"}}\n",
        0,
    ),
    (&[], "error 1020\nno\n/why\n/plan\n/report\n/quit\n", 0),
    (&["sessions"], "", 0),
    (&["check"], "", 0),
    (&["status"], "", 2),
    (&["--help"], "", 0),
];

/// Returns the program that takes the network away; it needs the rights of an administrator.
fn unshare() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join("unshare"))
        .find(|program| program.is_file())
        .expect("`unshare` is on the PATH (package util-linux)")
}

#[test]
fn every_command_answers_the_same_without_a_network() {
    let unshare = unshare();
    for (args, stdin, code) in RUNS {
        let case = || Case::new().args(args).stdin(stdin);
        let with = case().ran();
        assert_eq!(with.code, Some(code), "{args:?}: {with:?}");
        let without = case().stdout_under(&unshare, &["--net"], code);
        assert_eq!(timeless(&without), timeless(&with.stdout), "{args:?}");
    }
}

/// Returns the lines that name no time, and so no session, which is named by its time.
fn timeless(text: &str) -> Vec<&str> {
    let lines = text.lines();
    lines
        .filter(|line| !line.contains("UTC") && !line.starts_with("- Session:"))
        .collect()
}

#[test]
fn nothing_but_the_loopback_is_left_there() {
    let interfaces = Case::new().stdout_under(
        &unshare(),
        &["--net", "/bin/sh", "-c", "/bin/cat /proc/self/net/dev"],
        0,
    );
    let names: Vec<_> = interfaces
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0.trim()))
        .collect();
    assert_eq!(names, ["lo"], "{interfaces}");
}

#[test]
fn what_needs_the_network_says_so_in_one_line_and_at_once() {
    let started = Instant::now();
    let online = ["chatgpt does not open", "--online"];
    let ran = Case::new().args(online).ran_under(&unshare(), &["--net"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.starts_with("There is no network"), "{ran:?}");
    let refused = Case::new()
        .args(["status"])
        .ran_under(&unshare(), &["--net"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    let talk = Case::new()
        .env("NAOSU_NO_CHECK", "")
        .stdin("chatgpt does not open\n/facts\n/quit\n");
    let talk = talk.ran_under(&unshare(), &["--net"]);
    assert!(talk.stdout.contains("seen just now"), "{talk:?}");
    assert!(started.elapsed() < Duration::from_secs(30));
}
