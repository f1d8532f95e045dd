use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::Base;
use crate::knowledge::{FactId, FixId, PackFile, PackSource, load};
use crate::session::Understood;
use crate::system::Platform;

use super::answer::Answer;
use super::class::Class;
use super::facts::{Found, facts, tried};
use super::figures::Figures;
use super::implied::Implied;
use super::labels::Labels;
use super::scored::Scored;
use super::without::without;
use super::{By, Row, Settings};
use super::{LeftOut, parse};

/// Ways of speaking beside those of the lamp's pack: two that mean the contrary of each other, by one value each.
const WAYS: &str = r#"
facts:
  fails-elsewhere:
    said: {"yes": {en: ["fails elsewhere"], ja: ["よそでも"]}}
    means: {"yes": {others-work: "no"}}
  mains-fine:
    said: {"yes": {en: ["mains are fine"], ja: ["電気は来て"]}}
    means: {"yes": {mains-state: live}}
  mains-gone:
    said: {"yes": {en: ["mains are gone"], ja: ["電気が来ない"]}}
    means: {"yes": {mains-state: dead}}
  plug-is-warm:
    ask: {en: "Is the plug warm?", ja: "プラグは温かいですか?"}
    when: plugged-in
    said: {"yes": {en: ["plug is warm"], ja: ["プラグが温か"]}}
  lit-when-plugged-in:
    said: {"no": {en: ["dark though plugged in"], ja: ["差しても暗い"]}}
    means:
      "yes": {plugged-in: "yes", bulb-color: clear}
      "no": {plugged-in: "yes", bulb-color: dark}
  pulled-out:
    said: {"yes": {en: ["pulled it out"], ja: ["抜いてみた"]}}
fixes:
  pull-out:
    title: {en: "Pull the plug out", ja: "プラグを抜く"}
    tells: {pulled-out: "yes"}
    sets: {plugged-in: "no"}
    takes: 1m
    steps: {any: [{tell: {en: "Pull it out.", ja: "抜いてください。"}}]}
    verify: ask
"#;

fn base() -> Base {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
    let mut source = PackSource::read(&folder).unwrap();
    source.files.push(PackFile {
        path: "ways.yaml".to_owned(),
        text: WAYS.to_owned(),
    });
    let (pack, defects) = load(&[source]);
    Base::compile(pack.unwrap_or_else(|| panic!("{defects:?}")), String::new()).unwrap()
}

fn row(problem: &str, facts: &[(&str, &str)]) -> Row {
    Row {
        id: "a".to_owned(),
        lang: "en".to_owned(),
        wording: "composed".to_owned(),
        text: "my lamp does not light".to_owned(),
        problem: problem.to_owned(),
        codes: Vec::new(),
        facts: owned(facts),
        tried: None,
    }
}

fn owned(facts: &[(&str, &str)]) -> BTreeMap<String, String> {
    let facts = facts.iter();
    facts
        .map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned()))
        .collect()
}

fn understood(facts: &[(&str, &str)]) -> Understood {
    let facts = facts.iter();
    Understood {
        facts: facts
            .map(|(fact, value)| (FactId::parse(fact).unwrap(), (*value).to_owned()))
            .collect(),
        ..Understood::default()
    }
}

/// Counts what was read against what is labelled, where rows also label `others`; returns the wrong ones and how many
/// are right.
fn count(
    labelled: &[(&str, &str)],
    read: &[(&str, &str)],
    others: &[&str],
) -> (usize, Vec<String>) {
    let base = base();
    let implied = Implied::new(&base, Platform::Linux);
    let row = row("lamp-dark", labelled);
    let mut labels = Labels::new(&base.pack, std::slice::from_ref(&row));
    labels
        .facts
        .extend(others.iter().map(|fact| (*fact).to_owned()));
    let Found { retrieval, wrong } = facts(&base, &implied, &labels, &row, &understood(read));
    let n_wrong = wrong.iter().filter(|wrong| wrong.starts_with('+')).count();
    assert_eq!(retrieval.wrong, n_wrong);
    assert_eq!(retrieval.missed, wrong.len() - n_wrong);
    (retrieval.right, wrong)
}

fn check(
    labelled: &[(&str, &str)],
    read: &[(&str, &str)],
    others: &[&str],
    right: usize,
    wrong: &[&str],
) {
    let (found_right, found_wrong) = count(labelled, read, others);
    assert_eq!(found_right, right, "{labelled:?} {read:?}");
    assert_eq!(found_wrong, wrong, "{labelled:?} {read:?}");
}

#[test]
fn only_facts_that_some_row_labels_are_counted() {
    let labelled = [("plugged-in", "no")];
    check(&labelled, &labelled, &[], 1, &[]);
    let read = [("plugged-in", "no"), ("bulb-color", "dark")];
    check(&labelled, &read, &[], 1, &[]);
    check(&labelled, &read, &["bulb-color"], 1, &["+bulb-color=dark"]);
    check(
        &labelled,
        &[("plugged-in", "yes")],
        &[],
        0,
        &["+plugged-in=yes", "-plugged-in=no"],
    );
}

#[test]
fn what_a_label_means_counts_neither_for_nor_against() {
    let all = ["others-work", "fails-elsewhere", "only-this-lamp"];
    let said = [("only-this-lamp", "yes")];
    check(&said, &said, &all, 1, &[]);
    let read = [("only-this-lamp", "yes"), ("others-work", "yes")];
    check(&said, &read, &all, 1, &[]);
    check(&read, &read, &all, 1, &[]);
    check(&said, &[], &all, 0, &["-only-this-lamp=yes"]);
}

#[test]
fn the_one_value_left_of_a_contrary_way_of_speaking_counts_neither_for_nor_against() {
    let all = ["others-work", "fails-elsewhere"];
    let fails = [("fails-elsewhere", "yes")];
    check(
        &fails,
        &[("fails-elsewhere", "yes"), ("others-work", "no")],
        &all,
        1,
        &[],
    );
    let works = [("others-work", "yes")];
    check(
        &works,
        &[("others-work", "yes"), ("fails-elsewhere", "no")],
        &all,
        1,
        &[],
    );
    check(
        &works,
        &[("fails-elsewhere", "yes")],
        &all,
        0,
        &["+fails-elsewhere=yes", "-others-work=yes"],
    );
    let fine = [("mains-fine", "yes")];
    let read = [("mains-fine", "yes"), ("mains-gone", "no")];
    check(&fine, &read, &["mains-gone"], 1, &[]);
}

#[test]
fn a_way_of_speaking_whose_every_value_is_contrary_is_wrong() {
    let all = ["lit-when-plugged-in"];
    check(
        &[("plugged-in", "no")],
        &[("plugged-in", "no"), ("lit-when-plugged-in", "no")],
        &all,
        1,
        &["+lit-when-plugged-in=no"],
    );
}

#[test]
fn what_a_fix_made_of_it_since_follows_and_is_contrary_to_nothing() {
    let all = ["lit-when-plugged-in", "plugged-in"];
    let done = [("pulled-out", "yes")];
    let read = [("pulled-out", "yes"), ("plugged-in", "no")];
    check(&done, &read, &all, 1, &[]);
    let done = [("pulled-out", "yes"), ("bulb-color", "dark")];
    let read = [("lit-when-plugged-in", "no")].iter().chain(&done);
    let read: Vec<(&str, &str)> = read.copied().collect();
    check(&done, &read, &all, 2, &[]);
}

#[test]
fn a_fact_about_something_that_is_not_there_counts_neither_for_nor_against() {
    let out = [("plugged-in", "no")];
    let read = [("plugged-in", "no"), ("plug-is-warm", "yes")];
    check(&out, &read, &["plug-is-warm"], 1, &[]);
    let warm = [("plug-is-warm", "yes")];
    check(&[], &warm, &["plug-is-warm"], 0, &["+plug-is-warm=yes"]);
}

#[test]
fn what_follows_by_a_rule_or_from_what_was_done_counts_neither_for_nor_against() {
    let dead = [("mains-state", "dead")];
    let read = [("mains-state", "dead"), ("others-work", "no")];
    check(&dead, &read, &["others-work"], 1, &[]);
    // The rule's conclusion is labelled too: it is not asked for once more.
    check(&read, &dead, &[], 1, &[]);
}

#[test]
fn a_way_of_speaking_is_read_where_all_that_it_means_is_and_nobody_labels_that() {
    let fine = [("mains-fine", "yes")];
    let live = [("mains-state", "live")];
    check(&fine, &live, &[], 1, &[]);
    check(&fine, &live, &["mains-state"], 0, &["-mains-fine=yes"]);
    check(
        &[],
        &[("mains-state", "dead")],
        &["mains-fine", "mains-gone"],
        0,
        &["+mains-gone=yes"],
    );
}

#[test]
fn what_a_fix_includes_was_tried_with_it() {
    let base = base();
    let labels = Labels {
        tried: ["restart-lamp", "reset-fuse", "change-bulb"]
            .map(str::to_owned)
            .into(),
        ..Labels::default()
    };
    let check = |labelled: &[&str], read: &[&str], right, wrong: &[&str]| {
        let labelled: Vec<String> = labelled.iter().map(|fix| (*fix).to_owned()).collect();
        let fixes = read.iter().map(|fix| FixId::parse(fix).unwrap());
        let understood = Understood {
            tried: fixes.collect(),
            ..Understood::default()
        };
        let found = tried(&base, &labels, &labelled, &understood);
        assert_eq!(found.retrieval.right, right);
        assert_eq!(found.wrong, wrong);
    };
    check(&["restart-lamp"], &["restart-lamp", "reset-fuse"], 1, &[]);
    check(
        &["reset-fuse"],
        &["restart-lamp"],
        0,
        &["+tried:restart-lamp", "-tried:reset-fuse"],
    );
    // No row names it.
    check(&[], &["plug-in"], 0, &[]);
}

#[test]
fn labels_that_the_pack_does_not_know_are_named_once_with_their_rows() {
    let base = base();
    let rows = [
        row("lamp-hums", &[("hums", "yes"), ("bulb-color", "pink")]),
        row("lamp-hums", &[]),
        row("out-of-scope", &[]),
        row("none", &[]),
    ];
    let found = Labels::new(&base.pack, &rows).unknown;
    let expected = [
        ("fact `hums`", 1),
        ("problem `lamp-hums`", 2),
        ("value `pink` of fact `bulb-color`", 1),
    ];
    assert_eq!(
        found,
        expected.map(|(label, n)| (label.to_owned(), n)).into()
    );
    check(&[("hums", "yes")], &[], &[], 0, &["-hums=yes"]);
}

/// Returns rows with the answers that are given to them: each a label, and the ranking with its probabilities.
fn figures(given: &[(&str, &[(&str, f64)])]) -> (Figures, Vec<Class>) {
    let base = base();
    let rows: Vec<Row> = given.iter().map(|(label, _)| row(label, &[])).collect();
    let implied = Implied::new(&base, Platform::Linux);
    let scored: Vec<Scored<'_>> = rows
        .iter()
        .zip(given)
        .map(|(row, (_, ranking))| {
            let answer = Answer {
                ranking: ranking.iter().map(|(id, _)| (*id).to_owned()).collect(),
                probabilities: Some(ranking.iter().map(|(_, p)| *p).collect()),
                understood: None,
            };
            Scored::new(&base, &implied, &Labels::default(), row, answer)
        })
        .collect();
    (Figures::new(scored.iter()), Class::all(scored.iter()))
}

#[test]
fn a_refused_text_is_right_where_it_has_to_be() {
    let (figures, classes) = figures(&[
        ("a", &[("a", 0.75), ("b", 0.25)]),
        ("a", &[("b", 0.6), ("c", 0.2), ("d", 0.1), ("a", 0.1)]),
        ("a", &[]),
        ("none", &[]),
        ("none", &[("b", 1.0)]),
    ]);
    assert_eq!((figures.top_1.n, figures.top_1.of), (2, 5));
    assert_eq!(figures.top_3.n, 2);
    assert_eq!(
        (figures.in_scope_top_1.n, figures.in_scope_top_1.of),
        (1, 3)
    );
    assert_eq!(figures.in_scope_refused.n, 1);
    let (precision, recall) = (figures.refusing.precision(), figures.refusing.recall());
    assert_eq!((precision.n, precision.of), (1, 2));
    assert_eq!((recall.n, recall.of), (1, 2));
    assert_eq!(figures.facts, None);
    let [a, none] = classes.as_slice() else {
        panic!("{classes:?}")
    };
    assert_eq!((a.n, a.right, a.refused), (3, 1, 1));
    assert_eq!(a.others, BTreeMap::from([("b".to_owned(), 1)]));
    assert_eq!((none.right, none.refused), (1, 1));
}

#[test]
fn calibration_is_that_of_the_rows_that_were_not_refused() {
    let (figures, _) = figures(&[
        ("a", &[("a", 0.75), ("b", 0.25)]),
        ("b", &[("a", 0.75), ("b", 0.25)]),
        ("none", &[("a", 1.0)]),
        ("none", &[]),
    ]);
    let calibration = figures.calibration;
    let near = |found: Option<f64>, expected: f64| {
        assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
    };
    assert_eq!(calibration.n, 3);
    near(calibration.brier(), (0.0625 + 0.5625 + 1.0) / 3.0);
    near(calibration.brier_of_all(), (0.125 + 1.125 + 2.0) / 3.0);
    near(calibration.error(), (2.0 * 0.25 + 1.0) / 3.0);
    let bins: Vec<_> = calibration
        .bins()
        .iter()
        .map(|bin| (bin.from, bin.n))
        .collect();
    assert_eq!(bins, [(0.7, 2), (0.9, 1)]);
}

#[test]
fn a_pack_without_a_problem_knows_none_of_its_numbers() {
    let base = base();
    let pack = without(&base.pack, "lamp-blinks");
    assert!(pack.problems.get("lamp-blinks").is_none());
    let values = pack.facts.get("blink-code").unwrap().values.list();
    let values: BTreeSet<&str> = values.iter().map(|value| value.id.as_str()).collect();
    assert_eq!(values, ["none", "other"].into());
    // What another problem shows stays.
    let pack = without(&base.pack, "lamp-dark");
    assert_eq!(pack.facts.get("blink-code").unwrap().values.list().len(), 4);
}

#[test]
fn a_pack_can_be_left_without_any_problem() {
    let mut pack = without(&base().pack, "lamp-blinks");
    pack.tests.clear();
    let base = Base::compile(pack, String::new()).unwrap();
    for by in [By::Naosu, By::Bm25, By::Keywords] {
        let settings = Settings {
            by,
            platform: Platform::Linux,
            noise: None,
        };
        let left_out = LeftOut::new(&base, settings, &[row("lamp-dark", &[])]).unwrap();
        let refused = left_out.wordings[0].refused;
        assert_eq!((refused.n, refused.of), (1, 1), "{by}");
    }
}

#[test]
fn a_row_of_a_file_is_one_of_these() {
    let line = r#"{"id":"a","lang":"en","wording":"composed","text":"my lamp does not light","problem":"lamp_dark","codes":[],"facts":{"plugged_in":false}}"#;
    let read = parse("rows.jsonl", line).unwrap().remove(0);
    let expected = row("lamp-dark", &[("plugged-in", "no")]);
    assert_eq!(format!("{read:?}"), format!("{expected:?}"));
}
