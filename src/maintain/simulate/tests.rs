use std::path::Path;

use fastrand::Rng;

use crate::base::Base;
use crate::infer::Limits;
use crate::knowledge::{PackFile, PackSource, load};
use crate::system::Platform;

use super::people::People;
use super::person::Person;
use super::policy::Policy;
use super::truth::Truth;
use super::{Answers, Settings, Simulation, json, svg};

/// Beside the lamp's problems: one with a single cause, which its fix always cures.
const SINGLE: &str = r#"
causes:
  screw-loose: {title: {en: "A screw is loose", ja: "ねじが緩い"}}
problems:
  lamp-hums:
    title: {en: "The lamp hums", ja: "ランプがうなる"}
    said: {en: ["{lamp} hums"], ja: ["{lamp}がうなる"]}
    samples: {en: ["my lamp hums"], ja: ["ランプがうなる"]}
    causes: {screw-loose: 1}
    other: 0
    refer: [buy-lamp]
    checklist: [tighten-screw]
fixes:
  tighten-screw:
    title: {en: "Tighten the screw", ja: "ねじを締める"}
    cures: {screw-loose: certain}
    takes: 1m
    steps: {any: [{tell: {en: "Tighten it.", ja: "締めてください。"}}]}
    verify: ask
"#;

fn base() -> Base {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
    let mut source = PackSource::read(&folder).unwrap();
    source.files.push(PackFile {
        path: "single.yaml".to_owned(),
        text: SINGLE.to_owned(),
    });
    let (pack, defects) = load(&[source]);
    Base::compile(pack.unwrap_or_else(|| panic!("{defects:?}")), String::new()).unwrap()
}

fn settings(sessions: usize, seed: u64) -> Settings {
    Settings {
        platform: Platform::Linux,
        sessions,
        seed,
        off: vec![0.5],
        unsure: 0.1,
        wrong: 0.1,
    }
}

fn played(base: &Base, problem: &str, settings: Settings) -> Simulation {
    let problem = base.pack.problems.position(problem).unwrap();
    Simulation::new(base, settings, &[problem], None)
}

fn people<'a>(base: &'a Base, truth: &Truth, people: People, n: usize) -> Vec<Person<'a>> {
    let problem = base.pack.problems.position("lamp-dark").unwrap();
    let mut rng = Rng::with_seed(1);
    let drawn = (0..n).map(|number| {
        let world = truth.world(number);
        let rng = &mut rng.fork();
        Person::draw(base, Platform::Linux, world, problem, people, rng)
    });
    drawn.collect()
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let base = base();
    let report = |seed| json(&played(&base, "lamp-dark", settings(40, seed)));
    assert_eq!(report(7), report(7));
    assert_ne!(report(7), report(8));
}

#[test]
fn naosu_is_no_worse_than_the_checklist_where_its_numbers_are_true() {
    let played = played(&base(), "lamp-dark", settings(2000, 1));
    let careful = played.problems[0].careful();
    assert!(careful.saved_to_guide.unwrap().mean > 0.0, "{careful:?}");
    assert!(careful.saved_to_p_c.mean > 0.0, "{careful:?}");
}

#[test]
fn a_single_cause_is_found_and_fixed() {
    let played = played(&base(), "lamp-hums", settings(50, 1));
    let found = &played.problems[0];
    let careful = found.careful();
    for figures in [careful.naosu, careful.p_c, careful.guide.unwrap()] {
        assert_eq!((figures.cost, figures.fixed), (1.0, 1.0));
    }
    assert_eq!(found.causes[0].first, 50);
    assert_eq!(found.never_first().count(), 0);
}

#[test]
fn people_are_as_common_as_the_tables_say() {
    let base = base();
    let drawn = people(&base, &Truth::of(&base.tables), People::Careful, 5000);
    let cause = base.pack.causes.position("unplugged");
    let plugged = base.pack.facts.position("plugged-in").unwrap();
    let unplugged = drawn.iter().filter(|person| person.cause == cause);
    // 30 of 40 + 30 + 10 + 5 + 4 people; one in a hundred of them says that the plug is in, one in ten cannot tell.
    let n = unplugged.clone().count();
    assert!((1600..1780).contains(&n), "{n}");
    let says = |value| {
        let said = unplugged.clone().map(|person| person.answer(plugged));
        said.filter(|said| *said == value).count()
    };
    assert!((5..35).contains(&says(Some(0))), "{}", says(Some(0)));
    assert!((120..220).contains(&says(None)), "{}", says(None));
}

#[test]
fn people_are_unsure_and_wrong_as_often_as_they_should_be() {
    let base = base();
    let truth = Truth::of(&base.tables);
    let color = base.pack.facts.position("bulb-color").unwrap();
    let answers = |kind| {
        let drawn = people(&base, &truth, kind, 1000);
        let answers = drawn.iter().map(|person| person.answer(color));
        answers.collect::<Vec<_>>()
    };
    let careful = answers(People::Careful);
    let differ = |kind| {
        let others = answers(kind);
        let pairs = careful.iter().zip(&others);
        let differ = pairs.filter(|(own, other)| own.is_some() && own != other);
        (differ.count(), others.iter().flatten().count())
    };
    let told = careful.iter().flatten().count();
    assert_eq!(differ(People::Wrong(0.0)), (0, told));
    assert_eq!(differ(People::Wrong(1.0)), (told, told));
    let (differ, left) = differ(People::Unsure(0.5));
    assert_eq!(differ, told - left);
    assert!((told * 2 / 5..told * 3 / 5).contains(&left), "{left}");
}

#[test]
fn a_remembered_move_is_the_one_that_would_be_worked_out() {
    let base = base();
    let problem = base.pack.problems.position("lamp-dark").unwrap();
    let policy = || Policy::new(&base, problem, Platform::Linux, Limits::DEFAULT);
    let mut remembering = policy();
    for person in people(&base, &Truth::of(&base.tables), People::Wrong(0.3), 40) {
        assert_eq!(remembering.play(&person), policy().play(&person));
    }
}

#[test]
fn tables_that_are_off_are_probabilities_that_spread_as_said() {
    let base = base();
    let truth = Truth::off(&base.tables, 1.0, 1);
    let plugged = base.pack.facts.position("plugged-in").unwrap();
    let logit = |p: f64| (p / (1.0 - p)).ln();
    let mut moved = Vec::new();
    for number in 0..20 {
        let world = truth.world(number);
        for (_, row) in world.facts[plugged].rows() {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        let shares = world.hypotheses.iter().zip(&world.shares);
        let of_first = shares.filter(|(hypothesis, _)| hypothesis.problem == 0);
        let total: f64 = of_first.map(|(_, share)| share).sum();
        assert!((total - 1.0).abs() < 1e-9);
        let own = base.tables.facts[plugged].rows();
        for (hypothesis, row) in own {
            let found = world.facts[plugged].of(hypothesis);
            moved.push(logit(found[0]) - logit(row[0]));
        }
    }
    let [squares, n] = moved.iter().fold([0.0, 0.0], |[squares, n], moved| {
        [squares + moved * moved, n + 1.0]
    });
    let spread = f64::sqrt(squares / n);
    assert!((0.6..1.4).contains(&spread), "{spread} of {n}");
}

#[test]
fn answers_take_the_place_of_the_packs_own() {
    let base = base();
    let text = "unplugged: {plugged-in: certain, bulb-color: {dark: 0.5, clear: sometimes}}";
    let answers = Answers::parse(&base.pack, text).unwrap();
    let tables = answers.over(&base.tables);
    let cause = base.pack.causes.position("unplugged");
    let of_cause = |(_, found): &(usize, &crate::base::Hypothesis)| found.cause == cause;
    let mut all = tables.hypotheses.iter().enumerate();
    let (hypothesis, _) = all.find(of_cause).unwrap();
    let row = |fact| {
        let rows = &tables.facts[base.pack.facts.position(fact).unwrap()];
        rows.of(hypothesis).to_vec()
    };
    assert_eq!(row("plugged-in"), [1.0, 0.0]);
    let colors = row("bulb-color").into_iter().zip([0.3, 0.5, 0.2]);
    assert!(colors.into_iter().all(|(p, q)| (p - q).abs() < 1e-9));
    assert!(Answers::parse(&base.pack, "{}").is_ok());
}

#[test]
fn what_is_wrong_with_answers_is_told() {
    let base = base();
    let check = |text, expected: &str| {
        let found = Answers::parse(&base.pack, text).unwrap_err().to_string();
        assert!(found.contains(expected), "{found}");
    };
    check("unpluged: {}", "unknown cause `unpluged`");
    check("unplugged: {pluged-in: 1}", "unknown fact `pluged-in`");
    check("unplugged: {bulb-color: {drak: 1}}", "unknown value `drak`");
    check("unplugged: {plugged-in: 1.5}", "got 1.5, expected a number");
    check("unplugged: {plugged-in: mostly}", "got `mostly`, expected");
    check(
        "unplugged: {bulb-color: {dark: .9, clear: .9}}",
        "do not add up to 1",
    );
    check("unplugged: {only-this-lamp: .5}", "no evidence by itself");
    check("unplugged: {lamp-name: .5}", "no evidence by itself");
    check("unplugged: [", "");
    check("- unplugged", "");
    let error = Answers::parse(&base.pack, "unpluged: {}").unwrap_err();
    assert_eq!(error.nearest(), Some("unplugged"));
}

#[test]
fn the_picture_has_a_bar_for_each_strategy() {
    let picture = svg(&played(&base(), "lamp-hums", settings(2, 1)));
    assert_eq!(picture.matches("<rect ").count(), 3);
    assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>\n"));
}
