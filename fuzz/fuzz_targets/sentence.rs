//! Any words can be said to the built-in pack, and what follows from them is a turn like any other.
//!
//! The whole input is read as one text; then its lines are said one after the other.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use naosu::base::Base;
use naosu::knowledge::{Lang, PackSource, load};
use naosu::session::{Session, Setting, Turn};
use naosu::system::Platform;
use naosu::text::{Reading, normalise};

/// So many lines are said by themselves; the rest in one breath.
const MOST_LINES: usize = 6;

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let (pack, defects) = load(&[PackSource::builtin()]);
    let pack = pack.unwrap_or_else(|| panic!("the built-in pack is sound: {defects:?}"));
    Base::compile(pack, String::new()).expect("the built-in pack compiles")
});

fuzz_target!(init: { LazyLock::force(&BASE); }, |bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let once = normalise(&text);
    assert_eq!(normalise(&once), once);
    read(&text);
    let setting = Setting {
        platform: Platform::Windows,
        lang: None,
        locale: Lang::En,
    };
    let mut session = Session::new(&BASE, setting);
    for line in text.splitn(MOST_LINES, '\n') {
        session.say(line);
        check(&session.turn());
    }
    let mut again = Session::new(&BASE, setting);
    for event in session.events() {
        again.push(event.clone());
    }
    assert_eq!(again.turn(), session.turn(), "replayed");
});

fn read(text: &str) {
    let reading = Reading::new(&BASE.lexicon, text);
    let pack = &BASE.pack;
    for (fact, value) in &reading.facts {
        let fact = &pack.facts[*fact];
        assert!(
            fact.values.position(value).is_some(),
            "{}: {value}",
            fact.id
        );
    }
    let mut fixes = reading.tried.iter().chain(&reading.helped);
    assert!(fixes.all(|fix| *fix < pack.fixes.len()));
    assert!(reading.codes.is_sorted(), "{:?}", reading.codes);
    let mut problems = reading.problems.keys();
    assert!(problems.all(|problem| *problem < pack.problems.len()));
}

fn check(turn: &Turn) {
    let sum: f64 = turn.problems.iter().map(|(_, p)| p).sum();
    // Where no problem fits the words, none is believed in.
    assert!(
        turn.problems.is_empty() || (sum - 1.0).abs() < 1e-9,
        "problems sum to {sum}"
    );
    assert!(turn.problems.is_empty() || !turn.contradiction);
    let problems = turn.problems.iter().map(|(_, p)| *p);
    let causes = turn.causes.iter().map(|(_, p)| *p);
    let plan = turn.plan.iter().map(|fix| fix.p);
    for p in problems.chain(causes).chain(plan) {
        assert!((0.0..=1.0 + 1e-9).contains(&p), "{p}");
    }
    let outlook = [
        turn.outlook.minutes,
        turn.outlook.waiting,
        turn.outlook.cost,
    ];
    assert!(
        outlook
            .iter()
            .all(|minutes| minutes.is_finite() && *minutes >= 0.0)
    );
}
