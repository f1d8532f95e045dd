//! Properties of whole sessions, over the pack that the tests share.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::base::Base;
use crate::knowledge::{FactId, FixId, Lang, PackSource, ProblemId, load};
use crate::system::Platform;

use super::*;

static LAMP: LazyLock<Base> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
    let source = PackSource::read(&folder).expect("the pack can be read");
    let hash = source.hash();
    let (pack, defects) = load(&[source]);
    let pack = pack.unwrap_or_else(|| panic!("{defects:#?}"));
    Base::compile(pack, hash).expect("the pack can be compiled")
});

fn setting() -> impl Strategy<Value = Setting> {
    let lang = prop_oneof![Just(Lang::En), Just(Lang::Ja)];
    (
        select(&Platform::ALL[..]),
        proptest::option::of(lang.clone()),
        lang,
    )
        .prop_map(|(platform, lang, locale)| Setting {
            platform,
            lang,
            locale,
        })
}

/// A line that the pack knows, or any other.
fn words() -> impl Strategy<Value = String> {
    let samples = [
        "my lamp does not light",
        "the lamp blinks 3 times",
        "ランプがつかない",
        "the plug was out, only this lamp",
        "I plugged it in and changed the bulb",
        "yes",
        "no",
        "1",
        "2",
        "I don't know",
        "it works now",
        "still dark",
        "back",
        "skip",
        "why?",
        "戻る",
        "直った",
        "the cat is hungry",
        "",
    ];
    prop_oneof![
        3 => select(samples.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,80}",
        1 => "[ -~]{0,40}",
    ]
}

/// An id of the pack, or one that it does not have.
fn id(known: Vec<String>) -> impl Strategy<Value = String> {
    let foreign = prop_oneof![
        Just("no-such-thing".to_owned()),
        Just("platform".to_owned())
    ];
    prop_oneof![9 => select(known), 1 => foreign]
}

fn fact() -> impl Strategy<Value = FactId> {
    let facts = LAMP.pack.facts.iter().map(|fact| fact.id.to_string());
    id(facts.collect()).prop_map(|id| FactId::parse(&id).expect("an id"))
}

fn fix() -> impl Strategy<Value = FixId> {
    let fixes = LAMP.pack.fixes.iter().map(|fix| fix.id.to_string());
    id(fixes.collect()).prop_map(|id| FixId::parse(&id).expect("an id"))
}

fn problem() -> impl Strategy<Value = ProblemId> {
    let problems = LAMP
        .pack
        .problems
        .iter()
        .map(|problem| problem.id.to_string());
    id(problems.collect()).prop_map(|id| ProblemId::parse(&id).expect("an id"))
}

fn value() -> impl Strategy<Value = String> {
    let values = [
        "yes", "no", "clear", "dark", "broken", "live", "dead", "3", "none", "other", "linux", "",
    ];
    prop_oneof![9 => select(values.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

/// Anything that can happen, but what takes other things back.
fn event() -> impl Strategy<Value = Event> {
    let outcome = select(&Outcome::ALL[..]).prop_map(|(_, outcome)| outcome);
    prop_oneof![
        3 => words().prop_map(|text| Event::Said { text }),
        3 => (fact(), proptest::option::of(value()))
            .prop_map(|(fact, value)| Event::Answered { fact, value }),
        1 => proptest::option::of(problem()).prop_map(|problem| Event::Chose { problem }),
        1 => proptest::collection::btree_map(fact(), value(), 0..3)
            .prop_map(|facts: BTreeMap<_, _>| Event::Observed { facts }),
        2 => (fix(), outcome, any::<bool>())
            .prop_map(|(fix, outcome, helped)| Event::Tried { fix, outcome, helped }),
        1 => (fact(), fix(), any::<bool>()).prop_map(|(fact, fix, is_fact)| Event::Skipped {
            id: if is_fact { fact.to_string() } else { fix.to_string() },
        }),
        1 => fact().prop_map(|fact| Event::Reconsidered { fact }),
        1 => Just(Event::Fixed),
        1 => select(&Lang::ALL[..]).prop_map(|lang| Event::Speak { lang }),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => event(),
        1 => Just(Event::Back),
        1 => Just(Event::Reset),
    ]
}

fn session(setting: Setting, events: &[Event]) -> Session<'static> {
    let mut session = Session::new(&LAMP, setting);
    for event in events {
        session.push(event.clone());
    }
    session
}

/// Returns a turn without what tells when it was and what was said last.
fn lasting(mut turn: Turn) -> Turn {
    turn.number = 0;
    turn.understood = Understood::default();
    turn
}

fn is_sound(turn: &Turn) -> bool {
    let sums_to_one =
        |parts: &[f64]| parts.is_empty() || (parts.iter().sum::<f64>() - 1.0).abs() < 1e-9;
    let problems: Vec<f64> = turn.problems.iter().map(|(_, p)| *p).collect();
    let causes: Vec<f64> = turn.causes.iter().map(|(_, p)| *p).collect();
    let p = match turn.next {
        Move::Try { p, .. } => p,
        _ => 1.0,
    };
    sums_to_one(&problems)
        && sums_to_one(&causes)
        && problems.is_sorted_by(|left, right| left >= right)
        && causes.is_sorted_by(|left, right| left >= right)
        && p > 0.0
        && p <= 1.0 + 1e-9
        && turn.outlook.cost.is_finite()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_happens_there_is_a_sound_turn(setting in setting(), events in vec(any_event(), 0..12)) {
        let mut session = Session::new(&LAMP, setting);
        prop_assert!(is_sound(&session.turn()));
        for event in events {
            session.push(event);
            let turn = session.turn();
            prop_assert_eq!(turn.number, session.events().len());
            prop_assert!(is_sound(&turn), "{turn:#?}");
        }
    }

    #[test]
    fn the_same_events_give_the_same_turn(setting in setting(), events in vec(any_event(), 0..12)) {
        prop_assert_eq!(session(setting, &events).turn(), session(setting, &events).turn());
    }

    #[test]
    fn going_back_gives_the_turn_before(
        setting in setting(),
        events in vec(any_event(), 0..8),
        last in prop_oneof![4 => event(), 1 => Just(Event::Reset)],
    ) {
        let mut session = session(setting, &events);
        let before = lasting(session.turn());
        session.push(last);
        session.push(Event::Back);
        prop_assert_eq!(lasting(session.turn()), before);
        prop_assert_eq!(session.turn().understood, Understood { act: Some(Act::Back), ..Understood::default() });
    }

    #[test]
    fn starting_over_forgets_everything(setting in setting(), events in vec(any_event(), 0..8)) {
        let mut session = session(setting, &events);
        session.push(Event::Reset);
        let fresh = Session::new(&LAMP, setting).turn();
        prop_assert_eq!(lasting(session.turn()), lasting(fresh));
    }

    #[test]
    fn a_session_gone_on_with_is_the_whole_session(
        setting in setting(),
        events in vec(any_event(), 0..12),
        part: prop::sample::Index,
    ) {
        let (first, rest) = events.split_at(part.index(events.len() + 1));
        let begun = session(setting, first);
        drop(begun.turn());
        let kept: Vec<Event> = begun
            .events()
            .iter()
            .map(|event| serde_json::to_string(event).expect("an event is JSON"))
            .map(|line| serde_json::from_str(&line).expect("and JSON is an event"))
            .collect();
        let mut resumed = session(setting, &kept);
        for event in rest {
            resumed.push(event.clone());
        }
        let whole = session(setting, &events);
        prop_assert_eq!(resumed.state(), whole.state());
        prop_assert_eq!(resumed.turn(), whole.turn());
    }

    #[test]
    fn any_words_are_heard(setting in setting(), lines in vec(words(), 1..6)) {
        let mut session = Session::new(&LAMP, setting);
        for line in lines {
            let n_before = session.events().len();
            let heard = session.say(&line);
            prop_assert_eq!(session.events().len(), n_before + heard.n_events);
            prop_assert!(is_sound(&session.turn()));
        }
    }

    #[test]
    fn random_words_never_panic(setting in setting(), before in vec(event(), 0..4), text in "\\PC{0,80}") {
        let mut session = session(setting, &before);
        session.say(&text);
        drop(session.turn());
    }

    #[test]
    fn random_bytes_read_as_text_never_panic(bytes in vec(any::<u8>(), 0..120)) {
        let mut session = sample_session();
        session.say(&String::from_utf8_lossy(&bytes));
        drop(session.turn());
    }

    #[test]
    fn what_was_tried_or_passed_over_is_not_proposed_again(
        setting in setting(),
        events in vec(event(), 0..8),
    ) {
        let session = session(setting, &events);
        let state = session.state();
        let is_open = |fix: &FixId| !state.tried.contains_key(fix) && !state.passed.contains(fix.as_str());
        let turn = session.turn();
        match &turn.next {
            Move::Try { fix, .. } | Move::Refer(fix) => prop_assert!(is_open(fix)),
            Move::Ask(fact) => {
                prop_assert!(!state.facts.contains_key(fact));
                prop_assert!(!state.passed.contains(fact.as_str()));
            }
            Move::AskProblem(_) | Move::Unknown { .. } | Move::Done => {}
        }
    }
}

fn sample_session() -> Session<'static> {
    let setting = Setting {
        platform: Platform::Linux,
        lang: None,
        locale: Lang::En,
    };
    Session::new(&LAMP, setting)
}

#[test]
fn moves_that_are_followed_end() {
    for words in ["my lamp does not light", "the lamp blinks 3 times"] {
        let mut session = sample_session();
        session.say(words);
        let n_most = 2 * (LAMP.pack.facts.len() + LAMP.pack.fixes.len());
        for _ in 0..n_most {
            match session.turn().next {
                Move::Ask(fact) => session.push(Event::Answered { fact, value: None }),
                Move::AskProblem(offered) => session.push(Event::Chose {
                    problem: offered.first().cloned(),
                }),
                Move::Try { fix, .. } | Move::Refer(fix) => session.tried(fix, Outcome::NotFixed),
                Move::Unknown { .. } | Move::Done => break,
            }
        }
        assert!(
            matches!(session.turn().next, Move::Unknown { .. }),
            "{words}: {:?}",
            session.turn().next
        );
    }
}

/// Returns a session in which it was said what is wrong, and others asked about.
fn asked() -> Session<'static> {
    let mut session = sample_session();
    session.say("my lamp does not light");
    assert_eq!(session.turn().next, Move::Ask(fact_id("others-work")));
    session
}

/// Returns a session in which a fix is proposed.
fn at_a_fix() -> Session<'static> {
    let mut session = asked();
    for (fact, value) in [("others-work", "yes"), ("plugged-in", "no")] {
        session.push(Event::Answered {
            fact: fact_id(fact),
            value: Some(value.to_owned()),
        });
    }
    assert!(matches!(session.turn().next, Move::Try { .. }));
    session
}

fn fact_id(id: &str) -> FactId {
    FactId::parse(id).expect("an id")
}

fn known_value<'a>(state: &'a State, id: &str) -> Option<&'a str> {
    let known = state.facts.get(&fact_id(id))?;
    Some(&known.value)
}

/// Says each line to a copy of the session; returns those that were heard otherwise.
fn misheard<'l>(
    session: &Session<'static>,
    lines: &[&'l str],
    is_heard: impl Fn(&Session<'static>, &Heard) -> bool,
) -> Vec<&'l str> {
    let is_misheard = |line: &&&str| {
        let mut session = session.clone();
        let heard = session.say(line);
        !is_heard(&session, &heard)
    };
    lines.iter().filter(is_misheard).copied().collect()
}

fn answers(lines: &[&str], expected: Option<&str>) {
    let others = fact_id("others-work");
    let wrong = misheard(&asked(), lines, |session, _| {
        let expected = Event::Answered {
            fact: others.clone(),
            value: expected.map(str::to_owned),
        };
        session.events().last() == Some(&expected)
    });
    assert!(wrong.is_empty(), "not {expected:?}: {wrong:?}");
}

#[test]
fn a_yes_is_heard_as_people_say_it() {
    answers(
        &[
            "yes",
            "Yeah.",
            "yep!",
            "yup",
            "y",
            "sure",
            "of course",
            "correct",
            "that's right",
            "it does",
            "I think so",
            "looks like it",
            "yes it does",
            "probably",
            "definitely",
            "yes, always",
            "はい",
            "はい。",
            "うん",
            "ええ",
            "そうです",
            "そうだよ",
            "はい、そうです",
            "その通りです",
            "つきます",
            "あります",
            "あるよ",
            "できます",
            "もちろん",
            "たぶんそうです",
            "はいそうです",
            "合ってます",
            "1",
            "１",
            "1番",
            "the first one",
        ],
        Some("yes"),
    );
}

#[test]
fn a_no_is_heard_as_people_say_it() {
    answers(
        &[
            "no",
            "Nope.",
            "nah",
            "n",
            "not really",
            "no it doesn't",
            "it doesn't",
            "I don't think so",
            "probably not",
            "not at all",
            "never",
            "no way",
            "not that I know of",
            "not yet",
            "いいえ",
            "いえ",
            "いや",
            "ううん",
            "違います",
            "ちがうよ",
            "ないです",
            "ありません",
            "つきません",
            "いいえ、違います",
            "そうじゃないです",
            "まだです",
            "特にないです",
            "できません",
            "できない",
            "してません",
            "使ってないです",
            "2",
            "2.",
            "option 2",
            "２番です",
        ],
        Some("no"),
    );
}

#[test]
fn that_it_is_not_known_is_heard_as_people_say_it() {
    answers(
        &[
            "I don't know",
            "dunno",
            "idk",
            "no idea",
            "not sure",
            "I'm not sure about that",
            "hard to say",
            "maybe",
            "no clue, sorry",
            "how would I know",
            "I can't tell",
            "I really don't know",
            "I can't try that",
            "わからない",
            "分かりません",
            "わからないです",
            "ちょっとわかりません",
            "知りません",
            "さあ",
            "不明です",
            "覚えてないです",
            "どうだろう",
            "たぶん",
            "忘れました",
            "自信がないです",
            "なんとも言えません",
            "3",
            "don't know",
        ],
        None,
    );
}

#[test]
fn what_came_of_a_fix_is_heard_as_people_say_it() {
    let check = |lines: &[&str], expected: Outcome| {
        let wrong = misheard(
            &at_a_fix(),
            lines,
            |session, _| matches!(session.events().last(), Some(Event::Tried { outcome, .. }) if *outcome == expected),
        );
        assert!(wrong.is_empty(), "not {expected:?}: {wrong:?}");
    };
    check(
        &[
            "it works now",
            "works!",
            "fixed",
            "it's working again",
            "that did it",
            "that fixed it, thanks!",
            "problem solved",
            "all good now",
            "yay it works",
            "thanks, it works now",
            "back to normal",
            "直りました",
            "直った!",
            "治りました",
            "解決しました",
            "使えるようになりました",
            "つきました、直りました",
            "ありがとう、直りました",
            "おかげで直りました",
            "もう大丈夫です",
            "無事解決しました",
            "うまくいきました",
            "動きました",
            "元に戻りました",
        ],
        Outcome::Fixed,
    );
    check(
        &[
            "still broken",
            "nope, still broken",
            "no luck",
            "same error",
            "still the same",
            "didn't work",
            "it didn't help",
            "no change",
            "nothing changed",
            "still not working",
            "it still doesn't work",
            "same thing again",
            "that did nothing",
            "no difference",
            "not fixed",
            "it's still dark, no change",
            "まだだめです",
            "ダメでした",
            "変わりません",
            "変わらないです",
            "同じです",
            "まだ直りません",
            "直らなかった",
            "効果ありませんでした",
            "やっぱりダメ",
            "何も変わりません",
            "全然変わらない",
            "直ってないです",
            "まだ同じです",
            "解決しませんでした",
            "うまくいきません",
            "だめだった",
            "意味なかったです",
            "効果なし",
        ],
        Outcome::NotFixed,
    );
    check(
        &[
            "I can't do that",
            "I can't try that right now",
            "not possible",
            "I'm not allowed to do that",
            "I won't do that",
            "無理です",
            "できません",
            "できないです",
            "試せません",
            "権限がありません",
            "許可されていません",
            "やりたくないです",
        ],
        Outcome::CouldNot,
    );
}

#[test]
fn what_steers_the_conversation_is_heard_in_both_languages() {
    let check = |act: Act, lines: &[&str]| {
        for session in [asked(), at_a_fix()] {
            let wrong = misheard(&session, lines, |_, heard| heard.act == act);
            assert!(wrong.is_empty(), "not {act:?}: {wrong:?}");
        }
    };
    check(
        Act::Why,
        &[
            "why?",
            "but why?",
            "why this?",
            "how come",
            "なぜ?",
            "なんでですか?",
            "どうして",
            "理由は?",
        ],
    );
    check(
        Act::How,
        &[
            "how do I tell?",
            "how can I check?",
            "what do you mean?",
            "どうやって?",
            "どう確認すればいいですか?",
            "どういう意味ですか?",
            "確認方法を教えて",
            "what is a fuse?",
            "ブレーカーって何?",
        ],
    );
    check(
        Act::Back,
        &[
            "back",
            "go back",
            "undo",
            "oops",
            "戻る",
            "戻して",
            "取り消し",
            "間違えました",
            "一つ前に戻って",
        ],
    );
    check(
        Act::Skip,
        &[
            "skip",
            "skip this",
            "next",
            "pass",
            "not now",
            "スキップ",
            "飛ばして",
            "次へ",
            "パス",
            "後でやります",
        ],
    );
    check(
        Act::Reset,
        &[
            "start over",
            "let's start over",
            "reset",
            "new problem",
            "最初から",
            "最初からやり直したい",
            "リセット",
            "別の問題です",
        ],
    );
    check(
        Act::Help,
        &[
            "help",
            "help me please",
            "what can I say?",
            "commands",
            "ヘルプ",
            "使い方を教えて",
            "助けてください",
        ],
    );
    check(
        Act::List,
        &[
            "list",
            "what problems do you know?",
            "what can you help with?",
            "show me the list",
            "一覧",
            "何が分かりますか?",
            "何ができますか?",
            "どんな問題が直せますか",
        ],
    );
    check(
        Act::Facts,
        &[
            "what do you know so far?",
            "show me the facts",
            "何が分かっていますか",
            "これまでの内容を見せて",
        ],
    );
    check(
        Act::Quit,
        &[
            "quit",
            "bye",
            "that's all",
            "終了",
            "終わります",
            "もういいです",
            "さようなら",
        ],
    );
    check(
        Act::Hello,
        &[
            "hello",
            "hi there",
            "good morning",
            "こんにちは",
            "おはようございます",
            "よろしくお願いします",
        ],
    );
    check(
        Act::Thanks,
        &[
            "thanks",
            "thank you so much",
            "thx!",
            "cheers",
            "ありがとう",
            "ありがとうございます",
            "助かりました",
        ],
    );
    check(
        Act::Acknowledge,
        &[
            "ok",
            "I see",
            "got it",
            "了解です",
            "わかりました",
            "なるほど",
        ],
    );
}

#[test]
fn an_answer_is_taken_with_what_is_told_beside_it() {
    let lines: [(&str, &str, &[(&str, &str)]); 8] = [
        ("yes, and the plug was out", "yes", &[("plugged-in", "no")]),
        ("no, but the plug is in", "no", &[("plugged-in", "yes")]),
        ("Nope. It blinks 3 times", "no", &[("blink-code", "3")]),
        (
            "yes it does, and it is plugged in",
            "yes",
            &[("plugged-in", "yes")],
        ),
        (
            "はい、プラグが抜けていました",
            "yes",
            &[("plugged-in", "no")],
        ),
        (
            "いいえ、プラグは差してあります",
            "no",
            &[("plugged-in", "yes")],
        ),
        ("いいえ。3回点滅します", "no", &[("blink-code", "3")]),
        (
            "別のランプはつくし、プラグは差してあります",
            "yes",
            &[("plugged-in", "yes")],
        ),
    ];
    for (line, others, told) in lines {
        let mut session = asked();
        session.say(line);
        let state = session.state();
        assert_eq!(known_value(&state, "others-work"), Some(others), "{line}");
        for (fact, expected) in told {
            assert_eq!(
                known_value(&state, fact),
                Some(*expected),
                "{fact} in {line}"
            );
        }
    }
    let mut session = asked();
    session.say("I don't know, but the plug was out");
    let state = session.state();
    assert_eq!(known_value(&state, "plugged-in"), Some("no"));
    assert!(state.passed.contains("others-work"));
}

#[test]
fn what_is_told_beside_a_question_leaves_it_pending() {
    for line in [
        "I changed the bulb",
        "the plug is in",
        "電球を替えた",
        "プラグは差してあります",
    ] {
        let mut session = asked();
        session.say(line);
        assert_eq!(
            session.turn().next,
            Move::Ask(fact_id("others-work")),
            "{line}"
        );
    }
}

#[test]
fn a_fact_is_corrected_in_words() {
    let lines: [(&str, &str, &str); 8] = [
        ("the plug was out", "no wait, it is plugged in", "yes"),
        ("the plug was out", "sorry, the plug is in", "yes"),
        ("the plug was out", "actually the plug is in", "yes"),
        ("the plug is in", "no, the plug is not in", "no"),
        ("it is plugged in", "wait, the plug was out", "no"),
        (
            "プラグが抜けている",
            "いや、やっぱりプラグは差してあります",
            "yes",
        ),
        (
            "プラグが抜けている",
            "訂正です。プラグは差してあります",
            "yes",
        ),
        (
            "プラグは差してあります",
            "すみません、間違えました。プラグが抜けていました",
            "no",
        ),
    ];
    for (first, then, expected) in lines {
        let mut session = asked();
        session.say(first);
        let before = session.state();
        assert!(
            known_value(&before, "plugged-in").is_some_and(|value| value != expected),
            "{first}"
        );
        session.say(then);
        let state = session.state();
        assert_eq!(
            known_value(&state, "plugged-in"),
            Some(expected),
            "{first} / {then}"
        );
        assert_eq!(
            known_value(&state, "others-work"),
            None,
            "no answer to the question: {then}"
        );
    }
}

#[test]
fn a_value_that_is_denied_is_asked_again() {
    for line in [
        "no, not dark",
        "it isn't dark",
        "not dark",
        "いや、黒ずんでいるではない",
        "黒ずんでいるじゃないです",
    ] {
        let mut session = asked();
        let color = fact_id("bulb-color");
        session.push(Event::Answered {
            fact: color.clone(),
            value: Some("dark".to_owned()),
        });
        session.say("the plug is in");
        session.say(line);
        assert_eq!(known_value(&session.state(), "bulb-color"), None, "{line}");
        assert_eq!(session.turn().next, Move::Ask(color.clone()), "{line}");
        assert_eq!(
            known_value(&session.state(), "plugged-in"),
            Some("yes"),
            "the rest stays"
        );
        session.say("broken, I think");
        assert_eq!(
            known_value(&session.state(), "bulb-color"),
            Some("broken"),
            "{line}"
        );
    }
}

#[test]
fn a_fact_is_changed_by_its_number() {
    for line in [
        "change 2",
        "change number 2",
        "2を変更",
        "2番を直す",
        "2番を直したい",
        "answer 2 was wrong",
        "2を訂正してください",
    ] {
        let mut session = asked();
        session.say("only this lamp, and the plug was out");
        let state = session.state();
        let known: Vec<_> = state.changeable().map(|(id, _)| id.to_string()).collect();
        assert_eq!(known, ["only-this-lamp", "others-work", "plugged-in"]);
        assert_eq!(session.say(line).act, Act::Change, "{line}");
        let state = session.state();
        assert_eq!(
            session.turn().next,
            Move::Ask(fact_id("others-work")),
            "{line}"
        );
        assert_eq!(
            known_value(&state, "only-this-lamp"),
            None,
            "it said the same: {line}"
        );
        assert_eq!(
            known_value(&state, "plugged-in"),
            Some("no"),
            "the rest stays: {line}"
        );
        session.say("no");
        assert_eq!(known_value(&session.state(), "others-work"), Some("no"));
    }
    let mut session = asked();
    assert_eq!(session.say("change 9").n_events, 0);
}

#[test]
fn a_near_topic_is_picked_by_number_or_none_of_them() {
    let mut session = sample_session();
    session.say("my cat is hungry");
    let Move::Unknown { nearest } = session.turn().next else {
        panic!("{:?}", session.turn().next);
    };
    assert_eq!(nearest.len(), 2);
    let mut picked = session.clone();
    picked.say("2");
    assert_eq!(picked.turn().problems[0].0, nearest[1]);
    assert!(!matches!(picked.turn().next, Move::Unknown { .. }));
    for none in ["3", "none of these", "どれでもない", "no"] {
        let mut session = session.clone();
        session.say(none);
        assert_eq!(
            session.turn().next,
            Move::Unknown {
                nearest: Vec::new()
            },
            "{none}"
        );
        session.say("my lamp does not light");
        assert!(
            !matches!(session.turn().next, Move::Unknown { .. }),
            "{none}"
        );
    }
}
