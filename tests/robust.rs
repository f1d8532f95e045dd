//! However a thing is typed, it says the same; and nothing that can be typed does harm.

use std::sync::LazyLock;

use naosu::base::Base;
use naosu::knowledge::{Lang, PackSource, ProblemId, load};
use naosu::session::{Move, Session, Setting};
use naosu::system::Platform;
use naosu::text::Reading;
use proptest::prelude::*;

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let (pack, defects) = load(&[PackSource::builtin()]);
    let pack = pack.unwrap_or_else(|| panic!("the built-in pack has defects: {defects:?}"));
    Base::compile(pack, String::new()).expect("the built-in pack compiles")
});

/// Every sample of the built-in pack's facts and problems.
static SAMPLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let facts = BASE.pack.facts.iter();
    let of_facts = facts.flat_map(|fact| fact.samples.values().flatten());
    let problems = BASE.pack.problems.iter();
    let of_problems = problems.flat_map(|problem| &problem.samples);
    of_facts.chain(of_problems).map(String::as_str).collect()
});

fn config(n_cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(n_cases)
    }
}

/// Returns what a text states, for comparing.
fn stated(text: &str) -> Vec<String> {
    let reading = Reading::new(&BASE.lexicon, text);
    let pack = &BASE.pack;
    let mut stated = Vec::new();
    for (fact, value) in &reading.facts {
        stated.push(format!("{}: {value}", pack.facts[*fact].id));
    }
    for fix in &reading.tried {
        stated.push(format!("tried {}", pack.fixes[*fix].id));
    }
    for code in &reading.codes {
        stated.push(format!("number {code}"));
    }
    for (problem, described) in &reading.problems {
        let id = &pack.problems[*problem].id;
        stated.push(format!("{id} {described:?}"));
    }
    stated
}

/// Returns the problem that a text leads to.
fn leads_to(text: &str) -> Option<ProblemId> {
    let setting = Setting {
        platform: Platform::Windows,
        lang: None,
        locale: Lang::En,
    };
    let mut session = Session::new(&BASE, setting);
    session.say(text);
    let turn = session.turn();
    let is_refused = matches!(turn.next, Move::Unknown { .. });
    let (problem, _) = turn.problems.into_iter().next().filter(|_| !is_refused)?;
    Some(problem)
}

/// A turn takes twenty times as long as a reading and follows from it: one sample in so many is led to its problem.
const TURN_EVERY: usize = 8;

/// Asserts that every sample says the same when it is typed otherwise.
fn check(typed: fn(&str) -> String) {
    let changed: Vec<(&str, String)> = SAMPLES
        .iter()
        .map(|sample| (*sample, typed(sample)))
        .filter(|(sample, typed)| sample != typed)
        .collect();
    assert!(changed.len() > 50, "{} are typed otherwise", changed.len());
    let mut failed = Vec::new();
    for (position, (sample, typed)) in changed.iter().enumerate() {
        let (expected, found) = (stated(sample), stated(typed));
        if expected != found {
            failed.push(format!("{sample}\n-> {typed}\n{expected:?}\n-> {found:?}"));
        }
        if position % TURN_EVERY == 0 {
            let (expected, found) = (leads_to(sample), leads_to(typed));
            if expected != found {
                failed.push(format!("{sample}\n-> {typed}\n{expected:?}\n-> {found:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn full_width(text: &str) -> String {
    let wide = |character| match character {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(character) + 0xfee0).unwrap_or(character),
        _ => character,
    };
    text.chars().map(wide).collect()
}

/// Returns the text without commas, full stops, apostrophes and quotation marks.
///
/// Where a full stop parts two sentences it says something: there a line break takes its place. A question mark always
/// says something and stays. Between two words of Latin letters a space is left, as nobody would write them as one.
fn without_marks(text: &str) -> String {
    let characters: Vec<char> = text.trim_end().chars().collect();
    let mut bare = String::new();
    for (position, &character) in characters.iter().enumerate() {
        let next = characters.get(position + 1);
        let joins = || {
            let is_latin = |other: Option<char>| other.is_some_and(|it| it.is_ascii_alphanumeric());
            is_latin(bare.chars().last()) && is_latin(next.copied())
        };
        match character {
            // A comma or a dot inside a number or an address is a part of it.
            ',' | '.' if next.is_some_and(char::is_ascii_alphanumeric) => {
                bare.push(character);
            }
            '.' if next.is_some_and(|next| next.is_whitespace()) => bare.push('\n'),
            '。' if next.is_some() => bare.push('\n'),
            '\'' | '’' | '‘' | '.' | '。' => {}
            ',' | '、' | '"' | '“' | '”' | '「' | '」' | '『' | '』' => {
                if joins() {
                    bare.push(' ');
                }
            }
            _ => bare.push(character),
        }
    }
    bare
}

fn doubled_spaces(text: &str) -> String {
    text.replace(' ', "  ")
}

#[test]
fn capitals_change_nothing() {
    check(str::to_uppercase);
}

#[test]
fn full_width_letters_change_nothing() {
    check(full_width);
}

#[test]
fn missing_marks_change_nothing() {
    check(without_marks);
}

#[test]
fn doubled_spaces_change_nothing() {
    check(doubled_spaces);
}

/// Returns the text with each letter as one choice says: a capital or not, wide or not; a space single or double.
fn mixed(text: &str, choices: &[u8]) -> String {
    let choices = choices.iter().cycle();
    let typed = text.chars().zip(choices).map(|(character, choice)| {
        let mut typed = character.to_string();
        if choice & 1 == 1 {
            typed = typed.to_uppercase();
        }
        if choice & 2 == 2 {
            typed = full_width(&typed);
        }
        if choice & 4 == 4 {
            typed = doubled_spaces(&typed);
        }
        typed
    });
    typed.collect()
}

proptest! {
    #![proptest_config(config(64))]
    #[test]
    fn a_mixture_of_all_changes_nothing(
        sample in (0..SAMPLES.len()).prop_map(|position| SAMPLES[position]),
        choices in prop::collection::vec(any::<u8>(), 1..40),
        marks in any::<bool>(),
    ) {
        let typed = if marks { sample.to_owned() } else { without_marks(sample) };
        let typed = mixed(&typed, &choices);
        prop_assert_eq!(stated(&typed), stated(sample), "{} -> {}", sample, typed);
        prop_assert_eq!(leads_to(&typed), leads_to(sample), "{} -> {}", sample, typed);
    }
}

proptest! {
    #![proptest_config(config(256))]
    #[test]
    fn any_text_is_read(text in "\\PC*|[ -~ぁ-んァ-ヶ一-龠、。「」?！\n]{0,400}") {
        reads(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        reads(&String::from_utf8_lossy(&bytes));
    }
}

/// Reads a text; whatever is found in it is something that the pack holds.
fn reads(text: &str) {
    let reading = Reading::new(&BASE.lexicon, text);
    let pack = &BASE.pack;
    for (fact, value) in &reading.facts {
        let values = &pack.facts[*fact].values;
        assert!(values.position(value).is_some(), "{value}");
    }
    for fix in reading.tried.iter().chain(&reading.helped) {
        assert!(*fix < pack.fixes.len(), "{fix}");
    }
    for problem in reading.problems.keys() {
        assert!(*problem < pack.problems.len(), "{problem}");
    }
}

#[test]
fn a_very_long_word_is_read() {
    for word in ["zzzz", "e", "1020", "1a", "vpn"] {
        reads(&word.repeat(100_000 / word.len()));
    }
}

#[test]
fn very_many_marks_are_read() {
    for mark in ["(", "[({<", "「", "?", "'", ".", "…", "ー", "\n", "\u{301}"] {
        reads(&mark.repeat(100_000 / mark.len()));
    }
}

#[test]
fn very_much_of_the_same_is_read() {
    for character in ["あ", "か", "た", "が", "時", "なー"] {
        reads(&character.repeat(20_000 / character.len()));
    }
    for sentence in ["VPNを切っても同じですか。", "is it because of my vpn? "] {
        reads(&sentence.repeat(100_000 / sentence.len()));
    }
}

#[test]
fn very_many_numbers_are_read() {
    let numbers: Vec<String> = (0..5_000).map(|number| number.to_string()).collect();
    for between in [" ", "、", "\n", " error ", " not error ", "ではなく", "回"] {
        reads(&numbers.join(between));
    }
}

#[test]
fn a_number_that_is_said_not_to_be_it_is_meant_nowhere() {
    let check = |text: &str, expected: &str| {
        let stated = stated(text);
        let code = format!("error-code: {expected}");
        assert!(stated.contains(&code), "{text}: {stated:?}");
    };
    check(
        "Mine is 1101. Not 1020. All that I find is about 1020",
        "1101",
    );
    check("not 1010, it's 1020", "1020");
    check("1020じゃなくて1010が出ます", "1010");
}

#[test]
fn what_is_quoted_is_what_a_page_says() {
    let in_use = "vpn-in-use: yes".to_owned();
    let check = |text: &str, expected: bool| {
        let stated = stated(text);
        assert_eq!(stated.contains(&in_use), expected, "{text}: {stated:?}");
    };
    for (text, said, states) in [
        ("It says {} under the 1020", "I am on a VPN", true),
        ("1020の下に{}と出ます", "VPNを使っています", true),
    ] {
        check(&text.replace("{}", said), states);
        check(&text.replace("{}", &format!("\"{said}\"")), false);
        check(&text.replace("{}", &format!("「{said}」")), false);
        // Whoever puts all of it between quotation marks quotes nobody.
        check(&format!("\"{said}\""), true);
    }
    // Marks around single words stress them.
    check("「VPN」を「使っています」", true);
}

#[test]
fn an_ending_within_a_katakana_word_ends_no_clause() {
    // The parts of a phrase stand in one clause, whatever the word between them ends in.
    for word in [
        "データが",
        "アクセスが",
        "メールが",
        "ホテルから",
        "パソコンから",
    ] {
        let text =
            format!("別のブラウザでは、どの端末にあるものかにかかわらず、{word}問題なく開けます");
        let stated = stated(&text);
        let works = "works-other-browser: yes".to_owned();
        assert!(stated.contains(&works), "{text}: {stated:?}");
    }
}
