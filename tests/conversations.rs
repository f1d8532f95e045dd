//! Whole conversations, typed as a person would type them.

use serde_json::{Value, json};

use super::support::fakes::Fakes;
use super::support::host::Host;
use super::support::terminal::{PROMPT, Terminal};
use super::support::{Case, home};

/// A pack whose fixes run programs.
const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/bench");
/// A conversation that takes more moves than this goes round in circles.
const MOST_MOVES: usize = 60;

/// How one speaks and is spoken to in a language.
struct Tongue {
    lang: &'static str,
    /// The trouble.
    words: &'static str,
    /// What one says to a question that one cannot answer.
    unsure: &'static str,
    /// What one says when a fix changed nothing.
    in_vain: &'static str,
    question: &'static str,
    next: &'static str,
    hand_over: &'static str,
    /// The report's title, its error code, and how it calls the device and a fix in vain.
    report: [&'static str; 4],
}

const TONGUES: [Tongue; 2] = [
    Tongue {
        lang: "en",
        words: "ChatGPT says error 1020",
        unsure: "I don't know",
        in_vain: "it did not help",
        question: "Question: ",
        next: "Next: ",
        hand_over: "Hand it over: ",
        report: [
            "# Problem report: ",
            "Error code: 1020",
            "Device: ",
            " — it did not help",
        ],
    },
    Tongue {
        lang: "ja",
        words: "ChatGPTでエラー1020が出ます",
        unsure: "わからない",
        in_vain: "変わりません",
        question: "質問: ",
        next: "次の一手: ",
        hand_over: "引き継ぎ先: ",
        report: [
            "# 不具合の報告: ",
            "エラーコード: 1020",
            "端末: ",
            " — 直らなかった",
        ],
    },
];

impl Tongue {
    fn case(&self) -> Case {
        Case::new().args(["--lang", self.lang, "--offline"])
    }

    /// Returns what one says to a move when a VPN is in use and nothing helps; `None` at the end.
    fn reply(&self, next: &Value) -> Option<String> {
        let reply = match next["kind"].as_str()? {
            "ask" if next["fact"] == "vpn-in-use" => "1",
            "ask" => self.unsure,
            "try" => self.in_vain,
            _ => return None,
        };
        Some(reply.to_owned())
    }

    /// Talks by `chat --json`, in words alone; returns what was said and the move that came of it, up to the last.
    #[track_caller]
    fn rehearse(&self) -> Vec<(String, Value)> {
        let mut host = Host::start(self.case());
        let mut moves = Vec::new();
        let mut reply = Some(self.words.to_owned());
        while let Some(words) = reply {
            let next = host.send(&json!({"say": words}))["next"].clone();
            reply = self.reply(&next);
            moves.push((words, next));
            assert!(moves.len() < MOST_MOVES, "{moves:?}");
        }
        host.end();
        moves
    }

    /// Returns how a move begins on the screen, no further than the first line goes.
    fn shown(&self, next: &Value) -> String {
        let label = match next["kind"].as_str() {
            Some("ask") => self.question,
            Some("try") => self.next,
            _ => self.hand_over,
        };
        let text = next["text"].as_str().expect("a move that is shown");
        let beginning: String = text.chars().take(15).collect();
        format!("{label}{}", beginning.trim_end())
    }
}

fn begin(case: Case) -> Terminal {
    Terminal::start(case.env("NO_COLOR", "1"))
}

#[test]
fn a_person_on_a_vpn_gets_to_work_again() {
    let shown = begin(Case::new())
        .say("hi")
        .say("error 1020 only on VPN")
        .expect("Understood: ")
        .expect("1020")
        .expect("Next: ")
        .expect("\n   1. ")
        .say("why?")
        .expect("you said")
        .say("/facts")
        .expect("What is known:")
        .expect("(you said)")
        .say("/plan")
        .expect("in this order:")
        .expect("  1. ")
        .say("it works now")
        .expect("The problem is gone")
        .exit(0);
    assert!(!shown.contains("Question: "), "{shown}");
}

#[test]
fn vpnの人はまた使えるようになる() {
    let shown = begin(Case::new().args(["--lang", "ja"]))
        .expect("困っていること")
        .say("VPNの時だけエラー1020が出る")
        .expect("理解したこと: ")
        .expect("次の一手: ")
        .expect("\n   1. ")
        .say("なぜ?")
        .expect("あなたの説明")
        .say("/facts")
        .expect("分かっていること:")
        .say("/plan")
        .expect("次の順に試します")
        .say("直りました")
        .expect("解決しました")
        .exit(0);
    assert!(!shown.contains("質問: "), "{shown}");
}

#[test]
fn a_person_who_gets_no_further_takes_a_report_along() {
    begin(Case::lamp())
        .say("my lamp does not light")
        .expect("Question: Does another lamp work in that socket?")
        .expect("[1] yes  [2] no  [3] don't know")
        .say("why")
        .expect("The answer tells")
        .say("I don't know")
        .expect("From here: ")
        .say("/back")
        .expect("Question: Does another lamp work in that socket?")
        .say("how do I tell?")
        .expect("Take a lamp that lights elsewhere.")
        .say("no, it does not")
        .expect("Next: Reset the fuse")
        .expect("[1] I did it, still broken")
        .say("/facts")
        .expect("Does another lamp work in that socket? — no (you answered)")
        .say("1")
        .expect("Understood: tried: Reset the fuse")
        .say("I changed the bulb")
        .expect("Understood: tried: Change the bulb")
        .say("/report")
        .expect("# Problem report: The lamp stays dark")
        .expect("Answered: Does another lamp work in that socket? — no")
        .expect("Tried: Reset the fuse — it did not help")
        .expect("## What was tried")
        .expect("Change the bulb — it did not help")
        .say("bye")
        .expect("Goodbye.")
        .exit(0);
}

#[test]
fn 先へ進めない人は報告書を持っていける() {
    begin(Case::lamp())
        .say("ランプがつかない")
        .expect("質問: そのコンセントで別のランプはつきますか?")
        .expect("[1] はい  [2] いいえ  [3] わからない")
        .say("わからない")
        .expect("この先の目安: ")
        .say("/back")
        .expect("質問: そのコンセントで別のランプはつきますか?")
        .say("いいえ")
        .expect("ブレーカーを上げる")
        .say("/why")
        .expect("あなたの回答")
        .say("/plan")
        .expect("次の順に試します")
        .say("電球を替えた")
        .expect("理解したこと: 試した: 電球を替える")
        .say("/report")
        .expect("# 不具合の報告: ランプがつかない")
        .expect("回答: そのコンセントで別のランプはつきますか? — いいえ")
        .expect("電球を替える — 直らなかった")
        .say("終了")
        .expect("naosu resume")
        .exit(0);
}

#[test]
fn small_talk_and_lists_leave_the_question_pending() {
    let question = "Question: Does another lamp work in that socket?";
    begin(Case::lamp())
        .say("hello")
        .expect("Hello! Say in a sentence what is wrong")
        .say("what problems do you know?")
        .expect("  - The lamp blinks")
        .say("my lamp does not light")
        .expect(question)
        .say("thanks!")
        .expect("You're welcome.")
        .expect(question)
        .say("hmm")
        .expect(question)
        .say("/LIST")
        .expect("  - The lamp stays dark")
        .say("/fact")
        .expect("There is no command /fact. Did you mean /facts?")
        .say("/lang ja")
        .expect("質問: そのコンセントで別のランプはつきますか?")
        .say("ありがとう")
        .expect("どういたしまして。")
        .expect("質問: ")
        .say("一覧")
        .expect("お手伝いできる症状:")
        .expect("  - ランプが点滅する")
        .say("はい、プラグは差してあります")
        .expect("理解したこと: ")
        .say("/facts")
        .expect("  1. そのコンセントで別のランプはつきますか? — はい")
        .say("1番を直したい")
        .expect("質問: そのコンセントで別のランプはつきますか?")
        .say("/quit")
        .exit(0);
}

#[test]
fn a_misheard_fact_is_corrected_in_place() {
    begin(Case::lamp())
        .say("my lamp does not light and the plug was out")
        .say("/facts")
        .expect("  1. Is the plug in the socket? — no (you said)")
        .expect("“change 1” corrects the first")
        .say("change 7")
        .expect("There is no fact with that number")
        .say("/change 1")
        .expect("Question: Is the plug in the socket?")
        .say("yes")
        .say("/facts")
        .expect("  1. Is the plug in the socket? — yes (you answered)")
        .say("no wait, the plug was out")
        .expect("Understood: Is the plug in the socket? — no")
        .say("/report")
        .expect("Taken back: Is the plug in the socket?")
        .say("/quit")
        .exit(0);
}

#[test]
fn a_near_topic_is_picked_by_its_number() {
    for (words, numbered, none) in [
        ("my cat is hungry", "[1] The lamp", "none of these"),
        ("猫がお腹を空かせています", "[1] ランプ", "どれでもない"),
    ] {
        begin(Case::lamp())
            .say(words)
            .expect(numbered)
            .expect(&format!("[3] {none}"))
            .say(none)
            .say("1")
            .say("/back")
            .say("/back")
            .say("1")
            .expect("[1] ")
            .say("/quit")
            .exit(0);
    }
}

#[test]
fn the_built_in_pack_leads_to_a_report_in_both_languages() {
    for (lang, words, no, unsure, title) in [
        (
            "en",
            "ChatGPT says error 1020",
            "no",
            "I don't know",
            "# Problem report: ",
        ),
        (
            "ja",
            "エラー1020が出ます",
            "いいえ",
            "わからない",
            "# 不具合の報告: ",
        ),
    ] {
        begin(Case::new().args(["--lang", lang]))
            .say(words)
            .say(no)
            .say(unsure)
            .say("/back")
            .say("/skip")
            .say("/report")
            .expect(title)
            .expect(": 1020")
            .say("/quit")
            .exit(0);
    }
}

#[test]
fn whoever_tries_everything_in_vain_takes_a_report_to_somebody_else() {
    for tongue in TONGUES {
        let moves = tongue.rehearse();
        let mut terminal = begin(tongue.case());
        for (words, next) in &moves {
            terminal = terminal.say(words).expect(&tongue.shown(next));
        }
        let (_, last) = moves.last().expect("a move");
        assert_eq!(last["kind"], "refer", "{moves:?}");
        let [title, code, device, in_vain] = tongue.report;
        let shown = terminal
            .say("/report")
            .expect(title)
            .expect(code)
            .expect(device)
            .say("/quit")
            .exit(0);
        let report = &shown[shown.rfind(title).expect("the report")..];
        let device = format!("{device}{}", std::env::consts::OS);
        assert!(
            report.to_lowercase().contains(&device.to_lowercase()),
            "{report}"
        );
        let tried: Vec<_> = moves
            .iter()
            .filter(|(_, next)| next["kind"] == "try")
            .collect();
        assert!(!tried.is_empty(), "{moves:?}");
        for (_, next) in tried {
            let line = format!("{}{in_vain}", next["text"].as_str().expect("a title"));
            assert!(report.contains(&line), "no `{line}` in {report}");
        }
    }
}

#[test]
fn the_way_to_somebody_else_is_the_same_in_both_languages() {
    let [english, japanese] = TONGUES.map(|tongue| {
        let moves = tongue.rehearse().into_iter();
        moves
            .map(|(_, next)| {
                [
                    next["kind"].clone(),
                    next["fact"].clone(),
                    next["fix"].clone(),
                ]
            })
            .collect::<Vec<_>>()
    });
    assert_eq!(english, japanese);
    assert_eq!(english.last().expect("a move")[0], "refer");
}

#[test]
fn a_fix_is_done_from_within_the_conversation() {
    let (home, fakes) = (home(), Fakes::new(&["naosu-shaker", "naosu-counter"]));
    let case = Case::at(&home).args(["--no-builtin", "--knowledge", BENCH, "--trust-knowledge"]);
    let terminal = begin(fakes.only_in(case))
        .say("my machine is stuck")
        .expect("Next: Shake the gear")
        .expect("[1] do it now (shows the plan, asks first)")
        .say("1")
        .expect("naosu-shaker --gently 'left gear'")
        .expect("Do this? (yN) ");
    fakes.none_ran();
    let terminal = terminal
        .send("n")
        .expect("Not done; nothing was changed.")
        .say("1")
        .expect("Do this? (yN) ");
    fakes.none_ran();
    terminal
        .send("y")
        .expect("Is it working now?")
        .send("no")
        .expect("Next: Replace the gear")
        .expect(PROMPT)
        .control('d')
        .exit(0);
    assert_eq!(fakes.ran().len(), 2);
}

#[test]
fn a_fix_that_fails_in_the_conversation_is_said_to_have_failed() {
    let fakes = Fakes::new(&["naosu-shaker"]).that("naosu-shaker", "exit 7");
    let case = Case::new().args(["--no-builtin", "--knowledge", BENCH, "--trust-knowledge"]);
    begin(fakes.only_in(case))
        .say("my machine is stuck")
        .say("1")
        .expect("Do this? (yN) ")
        .send("yes")
        .expect("exit code 7")
        .expect("error: step 1: `naosu-shaker` failed")
        .expect("Is it working now?")
        .send("n")
        .expect("Next: Replace the gear")
        .say("/quit")
        .exit(0);
}

#[test]
fn a_conversation_that_may_run_nothing_offers_to_run_nothing() {
    let case = Case::new().args(["--no-builtin", "--knowledge", BENCH]);
    begin(case)
        .say("my machine is stuck")
        .expect("Next: Shake the gear")
        .expect("[1] I did it, still broken")
        .say("/quit")
        .exit(0);
}
