//! Values of facts as arguments of programs.

use super::*;

const WITH_FACT: &str = r"
irreversible: {en: no}
steps:
  linux:
    - {run: [turn, <side>]}
    - {run: [close, <valve-name>], backup: [copy, <valve-name>, <backup>/x]}
";

fn argv_of(plan: &Plan) -> Vec<String> {
    let steps = plan.steps.iter();
    steps
        .filter_map(|step| match &step.what {
            What::Run(command) | What::Type(command, _) => Some(command.argv.join(" ")),
            _ => None,
        })
        .collect()
}

#[test]
fn what_is_unknown_stands_as_its_name_and_is_typed_by_hand() {
    let case = Case::new(WITH_FACT);
    let plan = case.plan(None);
    assert_eq!(argv_of(&plan), ["turn <side>", "close <valve-name>"]);
    for (step, fact) in plan.steps.iter().zip(["side", "valve-name"]) {
        let What::Type(command, ByHand::Unknown(facts)) = &step.what else {
            panic!("{step:?}");
        };
        assert_eq!(facts, &[FactId::parse(fact).unwrap()]);
        if let Some(backup) = &command.backup {
            assert_eq!(backup, &["copy", "<valve-name>", "<backup>/x"]);
        }
    }
    case.typed(&["", "", "y"]).run().left_it_to_the_person();
}

#[test]
fn what_is_known_stands_in_the_commands() {
    let case = Case::new(WITH_FACT)
        .fact("side", "left")
        .fact("valve-name", "main valve; x");
    let course = case.yes().run();
    assert_eq!(argv_of(&course.plan), ["turn left", "close main valve; x"]);
    assert!(matches!(&course.calls[2], Call::Run { argv, .. } if argv[1] == "main valve; x"));
}

#[test]
fn a_value_that_does_not_fit_counts_as_unknown() {
    let check = |platform: Platform, fact: &str, value: &str, is_fit: bool| {
        let fix = WITH_FACT.replace("linux", platform.id());
        let mut case = Case::new(&fix).fact(fact, value);
        case.platform = platform;
        let argv = argv_of(&case.plan(None));
        let known = argv.iter().any(|argv| argv.ends_with(&format!(" {value}")));
        assert_eq!(known, is_fit, "{value:?} on {platform}");
    };
    check(Platform::Linux, "side", "left", true);
    check(Platform::Linux, "side", "up", false);
    check(Platform::Linux, "valve-name", "north", true);
    check(Platform::Linux, "valve-name", "nørth", false);
    check(Platform::Linux, "valve-name", "--all", false);
    check(Platform::Linux, "valve-name", "/all", true);
    check(Platform::Windows, "valve-name", "/all", false);
    check(Platform::Linux, "valve-name", "a\u{1b}[2Kb", false);
    check(Platform::Linux, "valve-name", "a\u{202e}b", false);
}

#[test]
fn free_text_counts_only_where_a_check_saw_it() {
    let base = Base::compile(pack(WITH_FACT), "0123".to_owned()).unwrap();
    let name = FactId::parse("valve-name").unwrap();
    let setting = Setting {
        platform: Platform::Linux,
        lang: None,
        locale: Lang::En,
    };
    let mut session = Session::new(&base, setting);
    let known = |session: &Session| facts_now(&base.pack, &session.state()).remove(&name);
    session.push(Event::Answered {
        fact: name.clone(),
        value: Some("typed".to_owned()),
    });
    assert_eq!(known(&session), None);
    session.push(Event::Observed {
        facts: BTreeMap::from([(name.clone(), "seen".to_owned())]),
        checks: Vec::new(),
        at: None,
    });
    assert_eq!(known(&session).as_deref(), Some("seen"));
    session.push(Event::Answered {
        fact: name.clone(),
        value: Some("typed later".to_owned()),
    });
    assert_ne!(known(&session).as_deref(), Some("typed later"));
    // So it is when the session is read from its journal again.
    let mut resumed = Session::new(&base, setting);
    for event in session.events() {
        let line = serde_json::to_string(event).unwrap();
        resumed.push(serde_json::from_str(&line).unwrap());
    }
    assert_eq!(known(&resumed), known(&session));
    let side = FactId::parse("side").unwrap();
    session.push(Event::Answered {
        fact: side.clone(),
        value: Some("left".to_owned()),
    });
    let facts = facts_now(&base.pack, &session.state());
    assert_eq!(facts.get(&side).map(String::as_str), Some("left"));
}
