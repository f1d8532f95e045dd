use std::collections::BTreeMap;
use std::path::Path;

use crate::act::sample::{
    fact_id, fix, kind_is, pack, run, run_with_backup, run_with_name, step, tell,
};
use crate::act::{Admin, ByHand, Certainty, Demand, Plan, Rights, Situation, What, plan};
use crate::journal::Undo;
use crate::knowledge::{Action, Condition, Fix, Risk, Step};
use crate::system::Platform;

const ALL_RIGHTS: Rights = Rights {
    admin: Admin::Held,
    trusted: true,
    exec: true,
};

fn planned(fix: &Fix, facts: &[(&str, &str)], rights: Rights) -> Plan {
    let facts: BTreeMap<_, _> = facts
        .iter()
        .map(|(fact, value)| (fact_id(fact), (*value).to_owned()))
        .collect();
    let situation = Situation {
        platform: Platform::Linux,
        facts: &facts,
        rights,
        backups: Some(Path::new("/state/reset-lamp")),
    };
    plan(&pack(vec![]), fix, &situation).expect("there are steps for any platform")
}

/// Returns the argument vector that would be run, or why the line has to be typed.
fn only_step(plan: &Plan) -> (Vec<&str>, Option<&ByHand>) {
    let [step] = plan.steps.as_slice() else {
        panic!("got {} steps", plan.steps.len());
    };
    match &step.what {
        What::Run(command) => (command.argv.iter().map(String::as_str).collect(), None),
        What::Type(command, reason) => (
            command.argv.iter().map(String::as_str).collect(),
            Some(reason),
        ),
        other => panic!("got {other:?}"),
    }
}

#[test]
fn a_step_is_taken_only_where_its_condition_is_known_to_hold() {
    let when = |when: Condition, line: &str| Step {
        when: Some(when),
        ..run(line)
    };
    let steps = || {
        vec![
            when(kind_is("desk"), "a"),
            when(Condition::Not(Box::new(kind_is("desk"))), "b"),
            run("c"),
        ]
    };
    let n_steps = |facts: &[(&str, &str)]| {
        let plan = planned(&fix(steps()), facts, ALL_RIGHTS);
        (plan.steps.len(), plan.undecided)
    };
    assert_eq!(n_steps(&[("lamp-kind", "desk")]), (2, vec![]));
    assert_eq!(n_steps(&[]), (1, vec![fact_id("lamp-kind")]));
}

#[test]
fn a_plan_knows_how_sure_it_is_of_each_step() {
    let may_fail = Step {
        may_fail: true,
        ..run("b")
    };
    let with_backup = Step {
        may_fail: true,
        ..run_with_backup()
    };
    let kind = Step {
        when: Some(kind_is("desk")),
        ..run("d")
    };
    let steps = vec![
        may_fail,
        run("a"),
        with_backup,
        run_with_name(),
        kind,
        run("c"),
    ];
    let plan = planned(&fix(steps), &[], ALL_RIGHTS);
    let sure: Vec<_> = (plan.steps.iter())
        .map(|step| plan.certainty(step))
        .collect();
    assert_eq!(
        sure,
        [
            Certainty::Certain,
            Certainty::Certain,
            Certainty::DependsOn(2),
            Certainty::Unknowable(&[fact_id("lamp-name")]),
            Certainty::DependsOn(4),
        ]
    );
    let [possible] = plan.possible.as_slice() else {
        panic!("got {:?}", plan.possible);
    };
    assert!(matches!(&possible.what, What::Run(command) if command.argv == ["d"]));
}

#[test]
fn a_known_fact_becomes_one_argument() {
    let plan = planned(
        &fix(vec![run_with_name()]),
        &[("lamp-name", "north room")],
        ALL_RIGHTS,
    );
    assert_eq!(only_step(&plan), (vec!["lamp", "off", "north room"], None));
}

#[test]
fn an_unfit_or_unknown_value_is_never_an_argument() {
    let unknown = ByHand::Unknown(vec![fact_id("lamp-name")]);
    for facts in [
        &[][..],
        &[("lamp-name", "--all")],
        &[("lamp-name", "a;b")],
        &[("lamp-name", "a\nb")],
    ] {
        let plan = planned(&fix(vec![run_with_name()]), facts, ALL_RIGHTS);
        let line = vec!["lamp", "off", "<lamp-name>"];
        assert_eq!(only_step(&plan), (line, Some(&unknown)), "{facts:?}");
    }
}

#[test]
fn without_the_rights_the_line_is_shown_to_be_typed() {
    let admin = Step {
        admin: true,
        ..run("lamp reset")
    };
    let with = |is_admin, trusted| Rights {
        admin: if is_admin {
            Admin::Held
        } else {
            Admin::Lacking
        },
        trusted,
        exec: true,
    };
    let cases = [
        (with(true, true), None),
        (with(false, true), Some(ByHand::NotAdmin)),
        (with(true, false), Some(ByHand::Untrusted)),
        (with(false, false), Some(ByHand::Untrusted)),
    ];
    for (rights, expected) in cases {
        let plan = planned(&fix(vec![admin.clone()]), &[], rights);
        let (argv, reason) = only_step(&plan);
        assert_eq!((argv, reason), (vec!["lamp", "reset"], expected.as_ref()));
        assert_eq!(plan.acts(), expected.is_none());
        assert!(plan.needs_admin());
    }
}

#[test]
fn a_backup_goes_to_the_folder_and_its_undo_knows_where() {
    let plan = planned(&fix(vec![run_with_backup()]), &[], ALL_RIGHTS);
    let What::Run(command) = &plan.steps[0].what else {
        panic!("got {plan:?}");
    };
    let file = "/state/reset-lamp/lamp.cfg";
    assert_eq!(command.backup.as_deref().unwrap()[2], file);
    assert!(matches!(&plan.steps[0].undo[0], Undo::Run { argv, .. } if argv[2] == file));
    assert_eq!(
        plan.backups.as_deref(),
        Some(Path::new("/state/reset-lamp"))
    );
}

#[test]
fn what_is_asked_for_grows_with_the_loss_and_the_risk() {
    let open = || crate::act::sample::step(Action::Open("https://example.org".to_owned()));
    let demand = |fix: Fix| planned(&fix, &[], ALL_RIGHTS).demand();
    assert_eq!(demand(fix(vec![tell("look")])), Demand::Nothing);
    assert_eq!(demand(fix(vec![open()])), Demand::Yes);
    assert_eq!(demand(fix(vec![run("a")])), Demand::Yes);
    let risky = Fix {
        risk: Risk::High,
        ..fix(vec![run("a")])
    };
    assert_eq!(demand(risky), Demand::Id);
    let lossy = Fix {
        loses: Some(crate::act::sample::text("the colours")),
        ..fix(vec![run("a")])
    };
    assert_eq!(demand(lossy), Demand::Id);
}

#[test]
fn there_is_no_plan_where_there_are_no_steps() {
    let fix = Fix {
        steps_any: None,
        ..fix(vec![])
    };
    let situation = Situation {
        platform: Platform::Ios,
        facts: &BTreeMap::new(),
        rights: ALL_RIGHTS,
        backups: None,
    };
    assert_eq!(plan(&pack(vec![]), &fix, &situation), None);
}

#[test]
fn switched_off_everything_is_left_to_the_person() {
    let rights = Rights {
        exec: false,
        ..ALL_RIGHTS
    };
    let open = step(Action::Open("https://example.org/".to_owned()));
    let fix = fix(vec![run("tool go"), open]);
    let plan = planned(&fix, &[], rights);
    assert!(!plan.acts());
    assert!(matches!(
        plan.steps[0].what,
        What::Type(_, ByHand::SwitchedOff)
    ));
    assert!(matches!(plan.steps[1].what, What::Visit(_)));
}
