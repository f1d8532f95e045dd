//! What lines mean, as people type them in a hurry.

use super::*;

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

/// Returns lines that stand in one text, parted by bars.
fn lines(text: &'static str) -> Vec<&'static str> {
    text.split('|').map(str::trim).collect()
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
        &lines(
            "yes | Yeah. | yep! | yup | y | sure | of course | correct | that's right | it does | \
            I think so | looks like it | yes it does | probably | definitely | yes, always | はい | \
            はい。 | うん | ええ | そうです | そうだよ | はい、そうです | その通りです | つきます | \
            あります | あるよ | できます | もちろん | たぶんそうです | はいそうです | 合ってます | 1 | \
            １ | 1番 | the first one",
        ),
        Some("yes"),
    );
}

#[test]
fn a_no_is_heard_as_people_say_it() {
    answers(
        &lines(
            "no | Nope. | nah | n | not really | no it doesn't | it doesn't | I don't think so | \
            probably not | not at all | never | no way | not that I know of | not yet | いいえ | いえ | \
            いや | ううん | 違います | ちがうよ | ないです | ありません | つきません | いいえ、違います | \
            そうじゃないです | まだです | 特にないです | できません | できない | してません | \
            使ってないです | 2 | 2. | option 2 | ２番です",
        ),
        Some("no"),
    );
}

#[test]
fn that_it_is_not_known_is_heard_as_people_say_it() {
    answers(
        &lines(
            "I don't know | dunno | idk | no idea | not sure | I'm not sure about that | hard to say | \
            maybe | no clue, sorry | how would I know | I can't tell | I really don't know | \
            I can't try that | わからない | 分かりません | わからないです | ちょっとわかりません | \
            知りません | さあ | 不明です | 覚えてないです | どうだろう | たぶん | 忘れました | \
            自信がないです | なんとも言えません | 3 | don't know",
        ),
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
        &lines(
            "it works now | works! | fixed | it's working again | that did it | that fixed it, thanks! | \
            problem solved | all good now | yay it works | thanks, it works now | back to normal | \
            直りました | 直った! | 治りました | 解決しました | 使えるようになりました | \
            つきました、直りました | ありがとう、直りました | おかげで直りました | もう大丈夫です | \
            無事解決しました | うまくいきました | 動きました | 元に戻りました",
        ),
        Outcome::Fixed,
    );
    check(
        &lines(
            "still broken | nope, still broken | no luck | same error | still the same | didn't work | \
            it didn't help | no change | nothing changed | still not working | it still doesn't work | \
            same thing again | that did nothing | no difference | not fixed | it's still dark, no change | \
            まだだめです | ダメでした | 変わりません | 変わらないです | 同じです | まだ直りません | \
            直らなかった | 効果ありませんでした | やっぱりダメ | 何も変わりません | 全然変わらない | \
            直ってないです | まだ同じです | 解決しませんでした | うまくいきません | だめだった | \
            意味なかったです | 効果なし",
        ),
        Outcome::NotFixed,
    );
    check(
        &lines(
            "I can't do that | I can't try that right now | not possible | I'm not allowed to do that | \
            I won't do that | 無理です | できません | できないです | 試せません | 権限がありません | \
            許可されていません | やりたくないです",
        ),
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
        &lines(
            "why? | but why? | why this? | how come | なぜ? | なんでですか? | どうして | 理由は?",
        ),
    );
    check(
        Act::How,
        &lines(
            "how do I tell? | how can I check? | what do you mean? | どうやって? | \
            どう確認すればいいですか? | どういう意味ですか? | 確認方法を教えて | what is a fuse? | \
            ブレーカーって何?",
        ),
    );
    check(
        Act::Back,
        &lines(
            "back | go back | undo | oops | 戻る | 戻して | 取り消し | 間違えました | 一つ前に戻って",
        ),
    );
    check(
        Act::Skip,
        &lines(
            "skip | skip this | next | pass | not now | スキップ | 飛ばして | 次へ | パス | 後でやります",
        ),
    );
    check(
        Act::Reset,
        &lines(
            "start over | let's start over | reset | new problem | 最初から | 最初からやり直したい | \
            リセット | 別の問題です",
        ),
    );
    check(
        Act::Help,
        &lines("help | help me please | what can I say? | commands | ヘルプ | 使い方を教えて"),
    );
    check(
        Act::List,
        &lines(
            "list | what problems do you know? | what can you help with? | show me the list | 一覧 | \
            何が分かりますか? | 何ができますか? | どんな問題が直せますか",
        ),
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
        &lines("quit | bye | that's all | 終了 | 終わります | もういいです | さようなら"),
    );
    check(
        Act::Hello,
        &lines(
            "hello | hi there | good morning | こんにちは | おはようございます | よろしくお願いします",
        ),
    );
    check(
        Act::Thanks,
        &lines(
            "thanks | thank you so much | thx! | cheers | ありがとう | ありがとうございます | 助かりました",
        ),
    );
    check(
        Act::Acknowledge,
        &lines("ok | I see | got it | 了解です | わかりました | なるほど"),
    );
}

#[test]
fn an_answer_is_taken_with_what_is_told_beside_it() {
    let told: [(&str, &str, [&str; 2]); 8] = [
        ("yes, and the plug was out", "yes", ["plugged-in", "no"]),
        ("no, but the plug is in", "no", ["plugged-in", "yes"]),
        ("Nope. It blinks 3 times", "no", ["blink-code", "3"]),
        (
            "yes it does, and it is plugged in",
            "yes",
            ["plugged-in", "yes"],
        ),
        ("はい、プラグが抜けていました", "yes", ["plugged-in", "no"]),
        (
            "いいえ、プラグは差してあります",
            "no",
            ["plugged-in", "yes"],
        ),
        ("いいえ。3回点滅します", "no", ["blink-code", "3"]),
        (
            "別のランプはつくし、プラグは差してあります",
            "yes",
            ["plugged-in", "yes"],
        ),
    ];
    for (line, others, [fact, expected]) in told {
        let mut session = asked();
        session.say(line);
        let state = session.state();
        assert_eq!(known_value(&state, "others-work"), Some(others), "{line}");
        assert_eq!(
            known_value(&state, fact),
            Some(expected),
            "{fact} in {line}"
        );
    }
    let mut session = asked();
    session.say("I don't know, but the plug was out");
    let state = session.state();
    assert_eq!(known_value(&state, "plugged-in"), Some("no"));
    assert!(state.passed.contains("others-work"));
}

#[test]
fn what_is_told_beside_a_question_does_not_answer_it() {
    for line in [
        "I changed the bulb",
        "the plug is in",
        "電球を替えた",
        "プラグは差してあります",
    ] {
        let mut session = asked();
        session.say(line);
        let facts = session.state().facts;
        assert!(!facts.contains_key(&fact_id("others-work")), "{line}");
        assert!(matches!(session.turn().next, Move::Ask(_)), "{line}");
    }
}
