use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::knowledge::{FactId, FixId, Lang, Text};
use crate::render::sample;
use crate::session::{Event, Outcome, Session};
use crate::system::Ending;
use crate::text::identifiers::{IdentifierKind, Identifiers};

use super::*;

fn said(text: &str) -> Event {
    Event::Said {
        text: text.to_owned(),
    }
}

fn at(seconds: i64) -> Timestamp {
    "2026-11-22T23:59:50Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(seconds)
}

fn tried() -> Event {
    Event::Tried {
        fix: FixId::parse("change-bulb").unwrap(),
        with: Vec::new(),
        outcome: Outcome::NotFixed,
        helped: true,
    }
}

fn step() -> StepTaken {
    let wording = [(Lang::En, "Switch it off"), (Lang::Ja, "消す")];
    StepTaken {
        at: at(60),
        title: Text::new(wording.map(|(lang, text)| (lang, text.to_owned())).into()),
        argv: ["lamp", "off", "/home/htanaka/room"]
            .map(str::to_owned)
            .to_vec(),
        told: None,
        end: StepEnd::Ended(Ending::Exited { code: 0 }),
        millis: Some(1234),
        is_back: true,
    }
}

fn identifiers() -> Identifiers {
    let mut identifiers = Identifiers::default();
    identifiers.add(IdentifierKind::User, "htanaka");
    identifiers.add(IdentifierKind::Home, "/home/htanaka");
    identifiers.add(IdentifierKind::Host, "tower_of_hanako");
    identifiers
}

fn laid_out(words: &str, change: impl Fn(&mut Material<'_>)) -> Report {
    let base = sample::base();
    let mut session: Session<'_> = sample::session(&base);
    for event in [said(words), tried()] {
        session.push(event);
    }
    let (identifiers, steps, times) = (identifiers(), [step()], [at(0), at(90)]);
    let mut material = Material {
        id: Some("20261122-235950"),
        times: &times,
        steps: &steps,
        system: Some("Penguin 12"),
        ..Material::of(&session, &identifiers)
    };
    change(&mut material);
    Report::new(&material)
}

const PAGE: &str = "the room is dark says htanaka on TOWER_OF_HANAKO, Ray ID: 8f2a1b3c4d5e6f70, from 203.0.113.7, \
    site.example at 2026-11-22 10:20:30 UTC";

#[test]
fn a_report_reads_well() {
    let report = laid_out(PAGE, |_| {});
    insta::assert_snapshot!(report.markdown());
}

#[test]
fn a_report_reads_well_in_japanese() {
    let report = laid_out(PAGE, |material| material.lang = Some(Lang::Ja));
    insta::assert_snapshot!(report.markdown());
}

#[test]
fn those_who_maintain_the_knowledge_find_what_they_need() {
    let report = laid_out(PAGE, |material| material.debug = true);
    let text = report.markdown();
    let parts = [
        "knowledge 0123456789abcdef",
        "cause: bulb-burnt-out: ",
        "plan: ",
        r#"UTC — {"event":"tried""#,
    ];
    for part in parts {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("htanaka"), "{text}");
}

#[test]
fn private_parts_are_shown_to_whoever_asks() {
    let text = laid_out(PAGE, |material| material.shows_private = true).markdown();
    for part in ["htanaka", "203.0.113.7", "/home/htanaka/room"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_summary_is_short() {
    let report = laid_out(PAGE, |_| {});
    assert!(report.summary.len() <= 5, "{:?}", report.summary);
    for line in &report.summary {
        assert!(line.chars().count() <= 160, "{line}");
    }
}

/// Returns a text as somebody looks for a name in it.
fn plain(text: &str) -> String {
    let mut plain = text.to_lowercase().replace('\\', "");
    for mask in ["<user>", "<host>", "<home>", "<ip>", "<hidden>"] {
        plain = plain.replace(mask, "\u{0}");
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_name_survives_in_a_report(
        user in "[a-z]{2}[jqxz]{2}[a-z0-9_]{1,6}[a-z0-9]",
        host in "[A-Z]{3}[QXZ]{2}-[a-z0-9]{4,8}",
        private in "[A-Z][a-z]{2}[qxz]{2}[a-z]{2,6}",
    ) {
        let base = sample::base();
        let mut session = sample::session(&base);
        let upper = user.to_uppercase();
        let cut = &user[..(user.len() * 2).div_ceil(3).max(4)];
        session.push(said(&format!(
            "the room is dark, {user} {upper} on {host}.local, in C:\\Users\\{user}\\x, cut: {cut}, host {}",
            host.to_lowercase()
        )));
        let mut identifiers = Identifiers::default();
        identifiers.add(IdentifierKind::User, &user);
        identifiers.add(IdentifierKind::Host, &host);
        identifiers.add(IdentifierKind::Text, &private);
        let mut step = step();
        step.argv = vec!["lamp".to_owned(), private.clone(), format!("/srv/{upper}")];
        let steps = [step];
        let material = Material {
            steps: &steps,
            debug: true,
            ..Material::of(&session, &identifiers)
        };
        let report = Report::new(&material);
        for text in [report.markdown(), report.json()] {
            let text = plain(&text);
            for name in [&user, &host, &private] {
                prop_assert!(!text.contains(&name.to_lowercase()), "{name} in {text}");
            }
            prop_assert!(!text.contains(&format!("cut: {cut},")), "{cut} in {text}");
        }
    }
}

#[test]
fn what_checks_read_is_hidden_but_for_programs() {
    let base = sample::base();
    let mut session = sample::session(&base);
    session.push(said("the room is dark"));
    session.push(Event::Observed {
        facts: BTreeMap::from([(FactId::parse("others-dark").unwrap(), "no".to_owned())]),
        checks: Vec::new(),
        at: Some(at(5)),
    });
    let identifiers = Identifiers::default();
    let text = Report::new(&Material::of(&session, &identifiers)).markdown();
    assert!(text.contains("(2026-11-22 23:59:55 UTC)"), "{text}");
}
