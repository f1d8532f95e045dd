//! Looking things up: what is found, how it was found, and how it is said.

use std::collections::{BTreeMap, BTreeSet};

use naosu::knowledge::{Action, Lang, Pack, PackSource, Text, load};
use naosu::search::{Hits, Kind, SearchIndex, Searcher, documents};
use proptest::prelude::*;
use serde::Deserialize;

use super::support::Case;

/// What `naosu search --json` promises; anything more would be a change of it.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Found {
    v: u32,
    words: String,
    read_as: BTreeMap<String, String>,
    coverage: f64,
    hits: Vec<Hit>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Hit {
    kind: String,
    id: String,
    title: String,
    score: f64,
    coverage: f64,
    fields: BTreeSet<String>,
    terms: Vec<Matched>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Matched {
    term: String,
    idf: f64,
    score: f64,
    fields: BTreeSet<String>,
}

/// Returns what a search of the small pack finds.
#[track_caller]
fn found(words: &str) -> Found {
    let ran = Case::lamp().args(["search", "--json", words]).ran();
    let found: Found = serde_json::from_value(ran.json()).expect("the promised shape");
    assert_eq!(ran.code, Some(i32::from(found.hits.is_empty())), "{ran:?}");
    found
}

#[track_caller]
fn ids(words: &str) -> Vec<String> {
    found(words).hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn an_entry_is_told_with_its_section_its_id_and_the_fields() {
    Case::lamp()
        .args(["search", "bulb"])
        .stdout(
            "- Change the bulb (fix change-bulb; title, text)
- The bulb is burnt out (cause bulb-burnt-out; title, text)
- The lamp stays dark (problem lamp-dark; text)
",
        )
        .exit(0);
}

#[test]
fn words_decide_the_language_of_the_answer() {
    Case::lamp()
        .args(["search", "電球を替える"])
        .stdout_has("- 電球を替える (fix change-bulb; 題名, 本文)")
        .exit(0);
    Case::lamp()
        .args(["search", "電球を替える", "--lang", "en"])
        .stdout_has("- Change the bulb (fix change-bulb; title, text)")
        .exit(0);
}

#[test]
fn explained_each_word_says_what_it_adds() {
    Case::lamp()
        .args(["search", "--explain", "electronics", "failed"])
        .stdout(
            "- The lamp's electronics failed (cause driver-fault; title)
    electron: title; idf 2.22; score 3.05
    fail: title; idf 2.22; score 3.05
- The lamp blinks (problem lamp-blinks; text)
    electron: text; idf 2.22; score 1.31
    fail: text; idf 2.22; score 1.31
",
        )
        .exit(0);
}

#[test]
fn the_scores_of_the_words_add_up_to_that_of_the_entry() {
    let found = found("change the bulb 電球");
    assert_eq!((found.v, found.words.as_str()), (1, "change the bulb 電球"));
    assert!(
        found.read_as.is_empty() && found.coverage > 0.9,
        "{found:?}"
    );
    assert_eq!(found.hits[0].title, "電球を替える");
    for hit in found.hits {
        let sum: f64 = hit.terms.iter().map(|term| term.score).sum();
        assert!((sum - hit.score).abs() < 0.01, "{hit:?}");
        assert!((0.0..=1.0).contains(&hit.coverage) && !hit.kind.is_empty());
        let fields = hit.terms.iter().flat_map(|term| term.fields.clone());
        assert_eq!(hit.fields, fields.collect(), "{}", hit.id);
        assert!(
            hit.terms
                .iter()
                .all(|term| term.idf > 0.0 && !term.term.is_empty())
        );
    }
}

#[test]
fn nothing_found_is_said_and_is_no_error() {
    Case::lamp()
        .args(["search", "refrigerator"])
        .stdout("Nothing was found.\n")
        .exit(1);
    Case::lamp().args(["search", "。"]).stdout_has("").exit(1);
    assert!(found("冷蔵庫").hits.is_empty());
}

#[test]
fn a_slip_of_the_finger_is_read_as_the_nearest_word() {
    Case::lamp()
        .args(["search", "elctronics"])
        .stdout_has("“elctronics” read as: electronics\n- The lamp's electronics failed")
        .exit(0);
    for (typed, read) in [
        ("fialed", "failed"),
        ("elcetronisc", "electronics"),
        ("ｆａｉｌｅｅｄ", "failed"),
    ] {
        let found = found(typed);
        assert_eq!(found.read_as.values().collect::<Vec<_>>(), [read]);
        assert_eq!(found.hits[0].id, "driver-fault", "{typed}");
    }
    // The first letter has to be right, short words are taken as they are, and known ones too.
    for typed in ["lectronics", "vailed", "blub", "failing"] {
        assert!(found(typed).read_as.is_empty(), "{typed}");
    }
}

#[test]
fn numbers_are_found_exactly_or_not_at_all() {
    assert_eq!(ids("7"), ["lamp-blinks"]);
    assert_eq!(ids("７"), ["lamp-blinks"]);
    assert_eq!(ids("code7"), ["lamp-blinks"]);
    for number in ["77", "07", "17", "70"] {
        assert!(ids(number).is_empty(), "{number}");
    }
    let builtin = |words: &str| Case::new().args(["search", "--json", words]).ran();
    let exact = builtin("1020");
    assert_eq!(exact.json()["hits"][0]["fields"][0], "title_en");
    assert_eq!(builtin("10200").code, Some(1));
    assert_eq!(builtin("12345678901").code, Some(1));
}

#[test]
fn width_kana_and_long_vowels_make_no_difference() {
    for ways in [
        &["ランプ", "ﾗﾝﾌﾟ", "ランプー", "ラーンプ"][..],
        &["ブレーカー", "ﾌﾞﾚｰｶｰ", "ブレーカ", "ブレーカ―"],
        &["fuse", "ＦＵＳＥ", "Fuse"],
    ] {
        for way in ways {
            assert_eq!(ids(way), ids(ways[0]), "{way}");
            assert!(!ids(way).is_empty(), "{way}");
        }
    }
    // In hiragana alone it is looked for as it is written: the same entries in another order.
    let sorted = |words| ids(words).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(sorted("らんぷ"), sorted("ランプ"));
    assert_eq!(sorted("ぶれーかー"), sorted("ブレーカー"));
}

#[test]
fn hiragana_alone_is_found_as_it_is_written() {
    let found = found("つかない");
    assert_eq!(found.hits[0].id, "lamp-dark");
    assert_eq!(found.hits[0].fields, BTreeSet::from(["written".to_owned()]));
    // So it is beside words of another script.
    let beside = ids("fuse つかない");
    assert!(
        ["lamp-dark", "fuse"]
            .iter()
            .all(|id| beside.iter().any(|found| found == id))
    );
}

/// A pack with its index opened.
struct Opened {
    pack: Pack,
    searcher: Searcher,
}

impl Opened {
    fn new(source: &PackSource) -> Self {
        let (pack, defects) = load(std::slice::from_ref(source));
        let pack = pack.unwrap_or_else(|| panic!("{defects:?}"));
        let index = SearchIndex::build(&pack).expect("an index");
        Self {
            searcher: Searcher::open(&index).expect("it opens"),
            pack,
        }
    }

    fn both() -> [Self; 2] {
        let lamp = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/lamp");
        let lamp = PackSource::read(lamp.as_ref()).expect("the pack can be read");
        [Self::new(&PackSource::builtin()), Self::new(&lamp)]
    }

    /// Returns everything that is worded in Japanese, with its entry.
    fn texts(&self) -> Vec<(Kind, usize, String)> {
        let pack = &self.pack;
        let mut texts: Vec<(Kind, usize, &Text)> = Vec::new();
        for (position, problem) in pack.problems.iter().enumerate() {
            texts.push((Kind::Problem, position, &problem.title));
        }
        for (position, cause) in pack.causes.iter().enumerate() {
            let own = std::iter::once(&cause.title).chain(&cause.explain);
            texts.extend(own.map(|text| (Kind::Cause, position, text)));
        }
        for (position, fix) in pack.fixes.iter().enumerate() {
            let steps = fix.steps.values().chain(&fix.steps_any).flatten();
            let told = steps.filter_map(|step| match &step.action {
                Action::Tell { text, .. } | Action::Do { by_hand: text, .. } => Some(text),
                Action::Run(_) | Action::Open(_) => None,
            });
            let own = told.chain([&fix.title]).chain(&fix.loses);
            texts.extend(own.map(|text| (Kind::Fix, position, text)));
        }
        for (position, fact) in pack.facts.iter().enumerate() {
            let values = fact.values.list().iter();
            let values = values.filter_map(|value| value.title.as_ref());
            let own = fact.ask.iter().chain(&fact.help).chain(values);
            let asked = own.filter(|_| fact.ask.is_some());
            texts.extend(asked.map(|text| (Kind::Fact, position, text)));
        }
        for (position, term) in pack.terms.iter().enumerate() {
            texts.extend([&term.title, &term.explain].map(|text| (Kind::Term, position, text)));
        }
        let problems = documents(pack).into_iter();
        let problems = problems.filter(|document| document.kind == Kind::Problem);
        let said = problems.flat_map(|document| {
            let lines: Vec<String> = document.head.lines().map(str::to_owned).collect();
            let of_document = move |line| (Kind::Problem, document.position, line);
            lines.into_iter().map(of_document)
        });
        let worded = texts.into_iter().filter(|(_, _, text)| text.has(Lang::Ja));
        worded
            .map(|(kind, position, text)| (kind, position, text.get(Lang::Ja).to_owned()))
            .chain(said)
            .collect()
    }

    /// Looks words up and returns every entry that is found.
    fn found(&self, words: &str) -> BTreeSet<(Kind, usize)> {
        let Hits { hits, .. } = self.searcher.look_up(words, usize::MAX).expect("it reads");
        hits.into_iter()
            .map(|hit| (hit.kind, hit.position))
            .collect()
    }
}

/// Returns whether a text has two Japanese characters or more; the mark of a long vowel is none.
fn has_two(text: &str) -> bool {
    let japanese = |character: &char| matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿');
    text.chars().filter(japanese).count() >= 2
}

/// Returns katakana as hiragana.
fn in_hiragana(text: &str) -> String {
    let hiragana = |character: char| match character {
        'ァ'..='ヶ' => char::from_u32(character as u32 - 0x60).expect("a character"),
        _ => character,
    };
    text.chars().map(hiragana).collect()
}

#[test]
fn any_two_neighbouring_characters_of_a_japanese_text_find_its_entry() {
    for opened in Opened::both() {
        let mut holders: BTreeMap<String, BTreeSet<(Kind, usize)>> = BTreeMap::new();
        for (kind, position, text) in opened.texts() {
            let characters: Vec<char> = text.chars().collect();
            for pair in characters.windows(2) {
                let pair: String = pair.iter().collect();
                if has_two(&pair) {
                    holders.entry(pair).or_default().insert((kind, position));
                }
            }
        }
        assert!(holders.len() > 100);
        for (pair, holders) in holders {
            let found = opened.found(&pair);
            assert!(
                found.is_superset(&holders),
                "{pair}: {found:?} lacks some of {holders:?}"
            );
        }
    }
}

#[test]
fn any_part_of_a_japanese_text_finds_its_entry() {
    let packs = Opened::both();
    let texts: Vec<Vec<_>> = packs.iter().map(Opened::texts).collect();
    let config = ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 1 << 14,
        ..ProptestConfig::with_cases(2048)
    };
    let places = (
        0..2_usize,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        2..16_usize,
    );
    proptest!(config, |((pack, text, start, length) in places)| {
        let (kind, position, text) = text.get(&texts[pack]);
        let characters: Vec<char> = text.chars().collect();
        let start = start.index(characters.len());
        let part: String = characters[start..].iter().take(length).collect();
        prop_assume!(has_two(&part));
        for way in [&part, &in_hiragana(&part), &part.replace('ー', "")] {
            let found = packs[pack].found(way);
            prop_assert!(found.contains(&(*kind, *position)), "{} does not find {:?} {}", way, kind, position);
        }
    });
}

#[test]
fn any_words_can_be_looked_up() {
    let [opened, _] = Opened::both();
    let words = prop_oneof![
        "\\PC{0,60}",
        "[a-z0-9ぁ-んァ-ヶー一-龠 、-]{0,60}",
        "[a-z]{40,200}"
    ];
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }, |(words in words)| {
        let hits = opened.searcher.look_up(&words, 10).unwrap();
        prop_assert!(hits.hits.len() <= 10);
        prop_assert!((0.0..=1.0).contains(&hits.coverage), "{}", hits.coverage);
    });
}
