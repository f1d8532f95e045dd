//! Fixes that do not come to their end, or do not begin.

use super::*;

#[test]
fn ctrl_c_between_two_steps_takes_no_further_one() {
    let mut case = Case::new(vec![run("lamp one"), run("lamp two")]);
    case.system.interrupted_after = Some(1);
    assert!(matches!(case.go(), Err(ActError::Interrupted { step: 2 })));
    assert_eq!(case.ran(), ["lamp one"]);

    let mut case = Case::new(vec![run_with_backup()]);
    case.system.interrupted_after = Some(1);
    assert!(matches!(case.go(), Err(ActError::Interrupted { step: 1 })));
    assert_eq!(case.ran(), ["lamp save"]);
    assert!(
        !case
            .screen
            .shown
            .iter()
            .any(|line| line.starts_with("take back"))
    );
}

#[test]
fn a_fix_that_stops_half_way_tells_what_takes_it_back_newest_first() {
    let steps = || vec![run("lamp one"), run("lamp two"), run("lamp three")];
    let mut case = Case::new(steps()).ending(&[0, 3]);
    assert!(matches!(case.go(), Err(ActError::Failed { step: 2, .. })));
    let shown = &case.screen.shown;
    let end = &shown[shown.len() - 2..];
    assert_eq!(end, ["take back lamp two", "take back lamp one"]);

    let mut case = Case::new(steps());
    case.system.results = [Scripted::Missing].into();
    assert!(case.go().is_err());
    assert!(
        !case
            .screen
            .shown
            .iter()
            .any(|line| line.starts_with("take back"))
    );
}

#[test]
fn a_line_to_type_at_the_end_stops_the_fix_before_its_beginning_where_nobody_is_there() {
    let admin = Step {
        admin: true,
        ..run("lamp two")
    };
    let steps = vec![run("lamp one"), admin];
    let mut case = Case::new(steps).typing(&[]).granting(true, false);
    assert!(matches!(case.go(), Err(ActError::LeftToPerson { step: 2 })));
    assert!(case.ran().is_empty() && !case.journal_file().exists());
}
