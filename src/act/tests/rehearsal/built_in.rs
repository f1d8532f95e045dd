//! Steps that naosu itself takes without a program.

use std::path::Path;

use crate::knowledge::{Action, Fix};

use super::{PACK, Stage, clears, stages};

/// Returns the fixes with a step that naosu itself takes without a program.
fn with_built_in_steps() -> impl Iterator<Item = &'static Fix> {
    PACK.fixes.iter().filter(|fix| {
        let steps = fix.steps.values().chain(&fix.steps_any).flatten();
        let mut actions = steps.map(|step| &step.action);
        actions.any(|action| matches!(action, Action::Do { .. }))
    })
}

#[test]
fn every_built_in_step_is_rehearsed() {
    assert!(with_built_in_steps().next().is_some());
    for fix in with_built_in_steps() {
        for stage in stages() {
            let plan = stage.plan(fix, Path::new("backups"));
            let clears = plan.is_some_and(|plan| plan.steps.iter().any(clears));
            assert!(clears, "{} on {}", fix.id, stage.platform);
        }
    }
}

#[test]
fn a_built_in_step_without_its_undo_is_found_out() {
    for fix in with_built_in_steps() {
        for stage in stages() {
            let stage = Stage {
                mutate: |plan| plan.steps.iter_mut().for_each(|step| step.undo.clear()),
                ..stage
            };
            assert!(stage.rehearse_all(fix).next().is_some(), "{}", fix.id);
        }
    }
}
