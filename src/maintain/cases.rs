use crate::base::Base;
use crate::knowledge::Case;
use crate::system::Platform;

use super::at_once::at_once;
use super::filter::Filter;
use super::platforms::{joined, platforms};
use super::run::Run;
use super::tally::Tally;

/// So many fixes come in the same order in both languages. Words weigh the problems, and no two languages weigh them
/// alike to the last digit: what would come after three fixes in vain may change places.
const SAME_FIXES: usize = 3;

/// Runs the `tests:` of a pack that are wanted; pairs have to agree in what is known, asked and tried.
pub(super) fn run_cases(base: &Base, filter: &Filter, tally: &mut Tally) {
    let cases = &base.pack.tests;
    let pairs: Vec<(&Case, &Case)> = cases.iter().filter_map(|case| pair(base, case)).collect();
    let pairs: Vec<_> = pairs
        .into_iter()
        .filter(|(left, right)| filter.wants(&pair_name(left, right)))
        .collect();
    let wanted = cases.iter().filter(|case| {
        let in_pair = |(left, right): &(&Case, &Case)| {
            [left.name.as_str(), &right.name].contains(&case.name.as_str())
        };
        filter.wants(&case.name) || pairs.iter().any(in_pair)
    });
    let to_play: Vec<(&Case, Vec<Platform>)> = wanted
        .flat_map(|case| {
            platforms(&base.pack, case)
                .into_iter()
                .map(move |platforms| (case, platforms))
        })
        .collect();
    let played = at_once(&to_play, |(case, platforms)| play(base, case, platforms));
    for run in played.iter().filter(|run| filter.wants(&run.case.name)) {
        let name = format!("test `{}` ({})", run.case.name, joined(&run.platforms));
        tally.count(&name, &run.wrong);
    }
    for (left, right) in pairs {
        tally.count(&pair_name(left, right), &differences(&played, left, right));
    }
}

fn pair_name(left: &Case, right: &Case) -> String {
    format!("pair `{}` and `{}`", left.name, right.name)
}

/// Returns a case and the one in the other language; once for both.
fn pair<'a>(base: &'a Base, case: &'a Case) -> Option<(&'a Case, &'a Case)> {
    let name = case.pair.as_ref()?;
    let other = base.pack.tests.iter().find(|other| other.name == *name)?;
    (other.name > case.name).then_some((case, other))
}

/// A case that was played on platforms that nothing tells apart.
struct Played<'a> {
    case: &'a Case,
    platforms: Vec<Platform>,
    wrong: Vec<String>,
    facts: Vec<String>,
    questions: Vec<String>,
    fixes: Vec<String>,
}

fn play<'a>(base: &'a Base, case: &'a Case, platforms: &[Platform]) -> Played<'a> {
    let mut run = Run::new(base, case, platforms[0]);
    run.play();
    let turn = run.session.turn();
    let facts = turn.facts.iter();
    let fixes = turn.plan.iter().take(SAME_FIXES);
    Played {
        case,
        platforms: platforms.to_vec(),
        wrong: run.wrong,
        facts: facts
            .map(|(fact, known)| format!("{fact}={}", known.value))
            .collect(),
        questions: run.asked,
        fixes: fixes.map(|planned| planned.fix.to_string()).collect(),
    }
}

/// Returns in what two cases differ on a platform of the first; on another where the second was not played there.
fn differences(played: &[Played<'_>], left: &Case, right: &Case) -> Vec<String> {
    let of = |case: &Case| {
        played
            .iter()
            .filter(|run| run.case.name == case.name)
            .collect::<Vec<_>>()
    };
    let (lefts, rights) = (of(left), of(right));
    let mut wrong = Vec::new();
    for left in lefts {
        let same = rights
            .iter()
            .find(|right| right.platforms == left.platforms);
        let Some(right) = same.or(rights.first()) else {
            continue;
        };
        let compared = [
            ("facts", &left.facts, &right.facts),
            ("questions", &left.questions, &right.questions),
            ("fixes", &left.fixes, &right.fixes),
        ];
        for (what, left_ids, right_ids) in compared {
            if left_ids != right_ids {
                let on = joined(&left.platforms);
                let (left, right) = (left_ids.join(" "), right_ids.join(" "));
                wrong.push(format!("{what} on {on}: {left} against {right}"));
            }
        }
    }
    wrong
}
