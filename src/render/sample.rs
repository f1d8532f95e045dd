//! A small pack for tests: a lamp that stays dark.

use std::collections::BTreeMap;

use crate::base::Base;
use crate::knowledge::{
    Action, Argument, Cause, CauseId, Costs, Distribution, Entries, Fact, FactId, Fix, FixId, Lang,
    Node, Pack, Phrase, Probability, Problem, ProblemCause, ProblemId, Provenance, Reading, Risk,
    Said, Span, Step, Text, Value, Values, Verify,
};
use crate::session::{Session, Setting};
use crate::system::Platform;

use super::{Colors, Page, Paper};

/// Returns the pack.
pub(crate) fn pack() -> Pack {
    Pack {
        id: "lamp".to_owned(),
        version: "1".to_owned(),
        title: text("Lamps", "電灯"),
        languages: Lang::ALL.to_vec(),
        costs: Costs::default(),
        reading: Reading::default(),
        sources: Vec::new(),
        status: Vec::new(),
        facts: Entries::new(vec![fact()]),
        causes: Entries::new(vec![
            cause("bulb-burnt-out", "the bulb burnt out", "電球切れ", 0.01),
            cause("no-power", "there is no power", "停電", 0.97),
        ]),
        fixes: Entries::new(vec![change_bulb(), call_landlord()]),
        problems: Entries::new(vec![problem()]),
        rules: Entries::default(),
        checks: Entries::default(),
        terms: Entries::default(),
        words: BTreeMap::new(),
        elsewhere: BTreeMap::new(),
        tests: Vec::new(),
    }
}

/// Returns the pack, compiled.
pub(crate) fn base() -> Base {
    Base::compile(pack(), "0123456789abcdef".to_owned()).unwrap()
}

/// Returns a session on Linux that answers in English unless the words are in another language.
pub(crate) fn session(base: &Base) -> Session<'_> {
    let setting = Setting {
        platform: Platform::Linux,
        lang: None,
        locale: Lang::En,
    };
    Session::new(base, setting)
}

/// Returns an empty page without colour.
pub(crate) fn page(pack: &Pack, lang: Lang, width: usize) -> Page<'_> {
    paper(pack, width).page(lang)
}

/// Returns paper without colour.
pub(crate) fn paper(pack: &Pack, width: usize) -> Paper<'_> {
    Paper {
        pack,
        platform: Platform::current(),
        colors: Colors { on: false },
        width,
    }
}

/// Returns a text in both languages.
fn text(en: &str, ja: &str) -> Text {
    Text::new(BTreeMap::from([
        (Lang::En, en.to_owned()),
        (Lang::Ja, ja.to_owned()),
    ]))
}

fn phrase(words: &str) -> Phrase {
    Phrase(vec![Node::Literal(words.to_owned())])
}

fn fact() -> Fact {
    Fact {
        id: FactId::parse("others-dark").unwrap(),
        ask: Some(text(
            "Are other lamps dark too?",
            "ほかの電灯も消えていますか?",
        )),
        help: Some(text("Try the next room.", "隣の部屋で試してください。")),
        values: Values::Closed(
            ["yes", "no"]
                .map(|id| Value {
                    id: id.to_owned(),
                    title: None,
                })
                .to_vec(),
        ),
        baseline: Distribution::new(2, &[(0, Probability::new(0.5).unwrap())]),
        unsure: Probability::new(0.05).unwrap(),
        said: vec![Said {
            value: Some("no".to_owned()),
            phrase: phrase("other lamps are fine"),
        }],
        samples: BTreeMap::new(),
        not: Vec::new(),
        means: BTreeMap::new(),
        when: None,
        takes: Span::seconds(15),
        provenance: Provenance::default(),
    }
}

fn cause(id: &str, en: &str, ja: &str, others_dark: f64) -> Cause {
    let named = [(0, Probability::new(others_dark).unwrap())];
    Cause {
        id: CauseId::parse(id).unwrap(),
        title: text(en, ja),
        explain: None,
        expect: BTreeMap::from([(
            FactId::parse("others-dark").unwrap(),
            Distribution::new(2, &named).unwrap(),
        )]),
        provenance: Provenance::default(),
    }
}

fn call_landlord() -> Fix {
    Fix {
        id: FixId::parse("call-landlord").unwrap(),
        title: text("Call the landlord", "大家さんに電話する"),
        risk: Risk::None,
        loses: None,
        cures: BTreeMap::new(),
        said: Vec::new(),
        steps_any: Some(vec![step(Action::Tell {
            text: text("Tell them which lamp it is.", "どの電灯かを伝えます。"),
            link: Some("https://landlord.example".to_owned()),
        })]),
        takes: Span::seconds(3600),
        ..change_bulb()
    }
}

fn change_bulb() -> Fix {
    Fix {
        id: FixId::parse("change-bulb").unwrap(),
        title: text("Change the bulb", "電球を替える"),
        said: vec![phrase("changed the bulb"), phrase("電球を替えた")],
        tells: BTreeMap::new(),
        sets: BTreeMap::new(),
        cures: BTreeMap::from([(
            CauseId::parse("bulb-burnt-out").unwrap(),
            Probability::new(0.97).unwrap(),
        )]),
        cures_other: Probability::new(0.0).unwrap(),
        includes: Vec::new(),
        workaround: false,
        takes: Span::seconds(120),
        wait: Span::seconds(0),
        risk: Risk::Low,
        loses: Some(text("the old bulb", "古い電球")),
        reboot: false,
        when: None,
        after: Vec::new(),
        steps_any: Some(vec![
            step(Action::Run(
                ["lamp", "off", "north room"]
                    .map(|word| Argument::Literal(word.to_owned()))
                    .to_vec(),
            )),
            step(Action::Tell {
                text: text("Screw the new bulb in.", "新しい電球をねじ込みます。"),
                link: None,
            }),
        ]),
        steps: BTreeMap::new(),
        verify: Verify::Ask,
        irreversible: None,
        provenance: Provenance::default(),
    }
}

fn step(action: Action) -> Step {
    Step {
        when: None,
        action,
        backup: None,
        admin: false,
        may_fail: false,
        timeout: Span::seconds(20),
        undo: Vec::new(),
        irreversible: None,
    }
}

fn problem() -> Problem {
    Problem {
        id: ProblemId::parse("room-is-dark").unwrap(),
        title: text("The room is dark", "部屋が暗い"),
        said: vec![phrase("room is dark"), phrase("部屋が暗い")],
        samples: Vec::new(),
        not: Vec::new(),
        prior: 1.0,
        shows: BTreeMap::new(),
        causes: ["bulb-burnt-out", "no-power"]
            .map(|id| ProblemCause {
                cause: CauseId::parse(id).unwrap(),
                weight: 1.0,
                expect: BTreeMap::new(),
            })
            .to_vec(),
        other: 0.0,
        refer: vec![FixId::parse("call-landlord").unwrap()],
        checklist: vec![FixId::parse("change-bulb").unwrap()],
        provenance: Provenance::default(),
    }
}
