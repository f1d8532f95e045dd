//! Fixes that need the same restart are proposed together.

use std::fs;

use serde_json::json;

use crate::support::Case;

const PACK: &str = r#"
id: heater
version: "1"
title: {en: "A heater that stays cold", ja: "暖まらないヒーター"}
languages: [en, ja]
license: CC0-1.0
"#;

const TOPIC: &str = r#"
causes:
  stuck-valve: {title: {en: "A stuck valve", ja: "弁の固着"}}
  old-settings: {title: {en: "Old settings", ja: "古い設定"}}
fixes:
  turn-valve:
    title: {en: "Turn the valve", ja: "弁を回す"}
    cures: {stuck-valve: certain}
    takes: 1m
    reboot: true
    steps: {any: [{tell: {en: "Turn it to the right.", ja: "右に回してください。"}}]}
    verify: ask
  reset-settings:
    title: {en: "Reset the settings", ja: "設定を戻す"}
    cures: {old-settings: certain}
    takes: 1m
    reboot: true
    steps: {any: [{tell: {en: "Hold the button.", ja: "ボタンを長押ししてください。"}}]}
    verify: ask
  call-workshop:
    title: {en: "Call the workshop", ja: "修理を頼む"}
    takes: 1h
    steps: {any: [{tell: {en: "Call.", ja: "電話してください。"}}]}
    verify: ask
problems:
  stays-cold:
    title: {en: "The heater stays cold", ja: "ヒーターが暖まらない"}
    said: {en: ["heater stays cold"], ja: ["ヒーターが暖まらない"]}
    causes: {stuck-valve: 1, old-settings: 1}
    other: 0
    refer: [call-workshop]
"#;

fn heater(words: &str) -> Case {
    let case = Case::new();
    let pack = case.home().join("heater");
    fs::create_dir_all(&pack).expect("a folder of one's own");
    fs::write(pack.join("pack.yaml"), PACK).expect("a file of one's own");
    fs::write(pack.join("heater.yaml"), TOPIC).expect("a file of one's own");
    case.args(["--no-builtin", "--knowledge"])
        .args([pack.as_os_str()])
        .args([words])
}

#[test]
fn fixes_behind_one_restart_are_shown_as_one_move() {
    heater("the heater stays cold")
        .stdout_has("Next: Reset the settings (about 1 minute, restarts the device)")
        .stdout_has("Together with it: Turn the valve (about 1 minute, restarts the device)")
        .stdout_has("Do all of this before one restart, then see whether it helped.")
        .stdout_has("--tried reset-settings --tried turn-valve")
        .exit(0);
}

#[test]
fn 再起動が同じ対処は一手にまとまる() {
    heater("ヒーターが暖まらない")
        .stdout_has("次の一手: 設定を戻す")
        .stdout_has("いっしょに: 弁を回す")
        .stdout_has("再起動は最後に1回だけにして")
        .exit(0);
}

#[test]
fn json_names_the_fixes_that_are_done_together() {
    let turn = heater("the heater stays cold")
        .args(["--json"])
        .ran()
        .json();
    assert_eq!(turn["next"]["fix"], "reset-settings");
    assert_eq!(turn["next"]["with"], json!(["turn-valve"]));
    assert_eq!(turn["next"]["minutes"], 2.0);
    let tried = [
        "--json",
        "--tried",
        "reset-settings",
        "--tried",
        "turn-valve",
    ];
    let turn = heater("the heater stays cold").args(tried).ran().json();
    assert_ne!(turn["next"]["kind"], "try", "{turn}");
}
