//! What is shown where somebody asks why.

use std::path::Path;
use std::sync::LazyLock;

use crate::knowledge::{CauseId, Distribution, Entries, FactId, PackSource, Probability, load};

use super::*;

static LAMP: LazyLock<Base> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
    let source = PackSource::read(&folder).expect("the pack can be read");
    let hash = source.hash();
    let (pack, defects) = load(&[source]);
    let pack = pack.unwrap_or_else(|| panic!("{defects:#?}"));
    Base::compile(pack, hash).expect("the pack can be compiled")
});

/// Returns a base in which whatever stays dark, the other lamps are dark too.
fn all_dark() -> Base {
    let mut pack = sample::pack();
    let certain = [(0, Probability::new(1.0).unwrap())];
    let fact = FactId::parse("others-dark").unwrap();
    let causes = pack.causes.iter().cloned().map(|mut cause| {
        let expected = Distribution::new(2, &certain).unwrap();
        cause.expect.insert(fact.clone(), expected);
        cause
    });
    pack.causes = Entries::new(causes.collect());
    Base::compile(pack, "0123456789abcdef".to_owned()).unwrap()
}

#[test]
fn why_reads_well_at_a_question() {
    let en = talk(&LAMP, &["my lamp does not light", "/why"]);
    let ja = talk(&LAMP, &["ランプがつかない", "/why"]);
    insta::assert_snapshot!(format!("{en}\n{ja}"));
}

#[test]
fn why_reads_well_at_a_fix() {
    let en = talk(
        &LAMP,
        &["my lamp does not light", "yes", "/why", "/how", "/how 1"],
    );
    let ja = talk(
        &LAMP,
        &["ランプがつかない", "はい", "/why", "/how", "/how 1"],
    );
    insta::assert_snapshot!(format!("{en}\n{ja}"));
}

#[test]
fn why_reads_well_at_a_refusal() {
    let en = talk(
        &LAMP,
        &["how do I boil an egg", "/why", "/whynot change-bulb"],
    );
    let ja = talk(&LAMP, &["卵をゆでたい", "/why", "/whynot change-bulb"]);
    insta::assert_snapshot!(format!("{en}\n{ja}"));
}

#[test]
fn why_reads_well_at_a_contradiction() {
    let base = all_dark();
    let en = talk(
        &base,
        &["the room is dark", "other lamps are fine", "/why", "1"],
    );
    let ja = talk(
        &base,
        &[
            "部屋が暗い",
            "other lamps are fine",
            "/lang ja",
            "/why",
            "1",
        ],
    );
    insta::assert_snapshot!(format!("{en}\n{ja}"));
}

#[test]
fn why_not_names_what_decides() {
    let lines = [
        "my lamp does not light",
        "別のランプはついた",
        "/lang en",
        "/whynot Call an electrician",
        "/whynot fuse-blown",
        "/whynot CHANGE-BULB",
        "/whynot others-work",
        "/whynot chang-bulb",
        "/whynot",
    ];
    let shown = talk(&LAMP, &lines);
    has(
        &shown,
        &[
            "It does not fit what is known",
            "It would come into question again with",
            "Most against it",
            "Later: not before",
            "The answer is known",
            "Did you mean change-bulb?",
            "Say which",
        ],
    );
}

#[test]
fn what_if_leaves_the_session_as_it_is() {
    let mut noted = Noted::default();
    let lines = [
        "my lamp does not light",
        "/whatif others-work = no",
        "/whatif others-work=x",
        "/facts",
    ];
    let shown = run(&LAMP, &lines, &mut noted, None);
    has(
        &shown,
        &[
            "Causes then:",
            "A fuse has blown",
            "cannot be that",
            "Nothing is known yet",
        ],
    );
    assert_eq!(noted.0.len(), 1);
}

#[test]
fn plain_words_ask_why_not_and_what_if() {
    let mut noted = Noted::default();
    let lines = [
        "my lamp does not light",
        "why not change the bulb?",
        "why not fly to the moon?",
        "what if another lamp works?",
        "what if pigs fly?",
        "なぜ電球の交換じゃないの?",
    ];
    let shown = run(&LAMP, &lines, &mut noted, None);
    has(
        &shown,
        &[
            "Change the bulb",
            "There is no fix, cause or fact called “fly to the moon”",
            "If so: Does another lamp work in that socket? — yes",
            "I could not tell what that supposes",
        ],
    );
    assert_eq!(shown.matches("Change the bulb\n").count(), 2, "{shown}");
    assert_eq!(noted.0.len(), 1);
}

#[test]
fn sources_are_told_with_what_rests_on_them() {
    let asked = [
        "/sources",
        "my lamp does not light",
        "plugged it in",
        "where is that written down?",
    ];
    let shown = talk(&LAMP, &asked);
    has(
        &shown,
        &[
            "Say in a sentence what is wrong",
            "  no source given\n    - The lamp stays dark",
            "  lamp#plug\n    - Put the plug in (reviewed 2026-11-22)",
            "  lamp: a lamp on the table",
        ],
    );
}

#[test]
fn causes_that_are_not_in_the_pack_have_nothing_for_or_against_them() {
    let session = sample::session(&LAMP);
    let unknown = CauseId::parse("no-such-cause").unwrap();
    assert_eq!(session.for_and_against(&unknown), (Vec::new(), Vec::new()));
}

#[test]
fn why_not_tells_what_became_of_a_fix() {
    let check = |lines: &[&str], expected: &str| has(&talk(&LAMP, lines), &[expected]);
    let begun = "my lamp does not light";
    check(&[begun, "/whynot buy-lamp"], "It hands the problem over");
    check(
        &[begun, "yes", "/skip", "/whynot plug-in"],
        "You passed it over",
    );
    check(&[begun, "yes", "1", "/whynot plug-in"], "It was tried");
    check(&["the lamp blinks", "/whynot reset-fuse"], "too little for");
    check(&[begun, "yes", "/whynot plug-in"], "It is the next move");
    check(&["/whynot plug-in"], "Say in a sentence what is wrong");
}
