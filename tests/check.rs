//! Checks against servers of the tests' own: the right facts, or a clear "could not tell", always within the limits.

mod command;
mod connections;
mod judged;
mod pages;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use naosu::knowledge::{Check, CheckKind, FactId, PackSource, Span, load};
use naosu::probe::{Observation, Report, Seen, Unseen, Verdict, look, observe, run};
use naosu::system::{Cancel, RealSurroundings, Surroundings};

use crate::support::Case;
use crate::support::certificate::{Authority, self_signed};
use crate::support::server::{Server, answer};

/// Longer than any check of these tests may take.
const LIMIT: Duration = Duration::from_secs(4);

/// Returns a check of the built-in pack.
fn builtin(id: &str) -> Check {
    let source = PackSource::read(Path::new("knowledge")).expect("the built-in pack");
    let (pack, defects) = load(&[source]);
    assert_eq!(defects, []);
    let pack = pack.expect("a pack without defects");
    pack.checks.get(id).expect("a check of the pack").clone()
}

/// Returns the check with another address to ask, and two seconds for it.
fn at(check: &Check, url: String) -> Check {
    let mut check = check.clone();
    check.timeout = Span::seconds(2);
    match &mut check.kind {
        CheckKind::Http(page) | CheckKind::Clock { page, .. } => page.url = url,
        kind => panic!("no page is asked for: {kind:?}"),
    }
    check
}

/// Runs a check, within its time.
#[track_caller]
fn looked(check: &Check) -> Report {
    let started = Instant::now();
    let report = look(check, &RealSurroundings::default());
    assert!(started.elapsed() < LIMIT, "{report:?}");
    report
}

fn fact<'a>(report: &'a Report, id: &str) -> Option<&'a str> {
    let id = FactId::parse(id).expect("an id");
    report.observation.facts.get(&id).map(String::as_str)
}

/// Returns the small pack with checks of its own, in a folder of their own.
fn with_checks(case: Case, checks: &str) -> (Case, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("checks.yaml");
    std::fs::write(&file, checks).expect("a file of one's own");
    let case = case.args(["--knowledge".into(), folder.path().as_os_str().to_owned()]);
    (case, folder)
}
