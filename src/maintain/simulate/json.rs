//! What came of the sessions, as one JSON object.

use serde::Serialize;

use super::Simulation;
use super::figures::Figures;
use super::found::Found;
use super::people::People;
use super::row::{Row, Saved};
use super::simulation::OfProblem;

/// The version of the object.
const VERSION: u32 = 1;

/// Returns the object, on one line.
pub(crate) fn json(simulation: &Simulation) -> String {
    let object = SimulationJson::of(simulation);
    serde_json::to_string(&object).expect("its keys are strings and its numbers finite")
}

#[derive(Serialize)]
struct SimulationJson<'s> {
    v: u32,
    platform: &'static str,
    sessions: usize,
    seed: u64,
    problems: Vec<ProblemJson<'s>>,
}

#[derive(Serialize)]
struct ProblemJson<'s> {
    problem: &'s str,
    people: Vec<PeopleJson>,
    causes: Vec<CauseJson<'s>>,
    never_found_first: Vec<&'s str>,
}

#[derive(Serialize)]
struct PeopleJson {
    /// `careful`, `unsure`, `wrong`, `off` or `answers`.
    kind: &'static str,
    /// How often they are unsure or wrong, or how far the tables are off in log-odds.
    by: Option<f64>,
    naosu: FiguresJson,
    p_c: FiguresJson,
    guide: Option<FiguresJson>,
    /// naosu's cost divided by the guide's.
    ratio: Option<f64>,
    saved_to_p_c: SavedJson,
    saved_to_guide: Option<SavedJson>,
}

#[derive(Serialize)]
struct FiguresJson {
    cost: f64,
    minutes: f64,
    fixed: f64,
    asked: f64,
}

#[derive(Serialize)]
struct SavedJson {
    mean: f64,
    interval_95: [f64; 2],
}

#[derive(Serialize)]
struct CauseJson<'s> {
    cause: &'s str,
    drawn: usize,
    fixed: usize,
    first: usize,
}

impl<'s> SimulationJson<'s> {
    fn of(simulation: &'s Simulation) -> Self {
        let settings = &simulation.settings;
        Self {
            v: VERSION,
            platform: settings.platform.id(),
            sessions: settings.sessions,
            seed: settings.seed,
            problems: simulation.problems.iter().map(ProblemJson::of).collect(),
        }
    }
}

impl<'s> ProblemJson<'s> {
    fn of(found: &'s OfProblem) -> Self {
        Self {
            problem: found.problem.as_str(),
            people: found.rows.iter().map(PeopleJson::of).collect(),
            causes: found.causes.iter().map(CauseJson::of).collect(),
            never_found_first: found.never_first().collect(),
        }
    }
}

impl PeopleJson {
    fn of(row: &Row) -> Self {
        let (kind, by) = match row.people {
            People::Careful => ("careful", None),
            People::Unsure(share) => ("unsure", Some(share)),
            People::Wrong(share) => ("wrong", Some(share)),
            People::Off(by) => ("off", Some(by)),
            People::Answers => ("answers", None),
        };
        Self {
            kind,
            by,
            naosu: FiguresJson::of(row.naosu),
            p_c: FiguresJson::of(row.p_c),
            guide: row.guide.map(FiguresJson::of),
            ratio: row.ratio().map(rounded),
            saved_to_p_c: SavedJson::of(row.saved_to_p_c),
            saved_to_guide: row.saved_to_guide.map(SavedJson::of),
        }
    }
}

impl FiguresJson {
    fn of(figures: Figures) -> Self {
        Self {
            cost: rounded(figures.cost),
            minutes: rounded(figures.minutes),
            fixed: rounded(figures.fixed),
            asked: rounded(figures.asked),
        }
    }
}

impl SavedJson {
    fn of(Saved { mean, half }: Saved) -> Self {
        Self {
            mean: rounded(mean),
            interval_95: [rounded(mean - half), rounded(mean + half)],
        }
    }
}

impl<'s> CauseJson<'s> {
    fn of(found: &'s Found) -> Self {
        let Found {
            cause,
            drawn,
            fixed,
            first,
        } = found;
        Self {
            cause,
            drawn: *drawn,
            fixed: *fixed,
            first: *first,
        }
    }
}

/// Returns a number with its first four decimals.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
