use std::collections::BTreeMap;

use fastrand::Rng;

use crate::base::{Base, Tables};
use crate::infer::Limits;
use crate::knowledge::ProblemId;

use super::checklist::Checklist;
use super::course::Course;
use super::found::Found;
use super::people::People;
use super::person::Person;
use super::policy::Policy;
use super::row::Row;
use super::truth::Truth;
use super::{Answers, Settings};

/// What came of the sessions.
pub(crate) struct Simulation {
    /// How they were played.
    pub(crate) settings: Settings,
    /// By problem.
    pub(crate) problems: Vec<OfProblem>,
}

/// What came of the sessions about one problem.
pub(crate) struct OfProblem {
    /// The problem.
    pub(crate) problem: ProblemId,
    /// By kind of people; the careful ones first.
    pub(crate) rows: Vec<Row>,
    /// Its causes, in the order of their ids.
    pub(crate) causes: Vec<Found>,
}

impl OfProblem {
    /// Returns the row of the careful people.
    pub(crate) fn careful(&self) -> &Row {
        &self.rows[0]
    }

    /// Returns the causes that are never found first.
    pub(crate) fn never_first(&self) -> impl Iterator<Item = &str> {
        let causes = self.causes.iter().filter(|found| found.is_never_first());
        causes.map(|found| found.cause.as_str())
    }
}

impl Simulation {
    /// Plays the sessions about these problems, named by position.
    pub(crate) fn new(
        base: &Base,
        settings: Settings,
        problems: &[usize],
        answers: Option<&Answers>,
    ) -> Self {
        let answered = answers.map(|answers| answers.over(&base.tables));
        let kinds = kinds(&base.tables, &settings, answered.as_ref());
        let played = problems.iter().map(|&problem| {
            let players = Players::new(base, &settings, problem);
            players.play(&settings, &kinds)
        });
        Self {
            problems: played.collect(),
            settings,
        }
    }
}

/// Returns each kind of people with the worlds that they live in; the careful ones first.
fn kinds<'t>(
    tables: &'t Tables,
    settings: &Settings,
    answered: Option<&'t Tables>,
) -> Vec<(People, Truth<'t>)> {
    let mut kinds = vec![
        (People::Careful, Truth::of(tables)),
        (People::Unsure(settings.unsure), Truth::of(tables)),
        (People::Wrong(settings.wrong), Truth::of(tables)),
    ];
    let off = settings.off.iter();
    kinds.extend(off.map(|&by| (People::Off(by), Truth::off(tables, by, settings.seed))));
    kinds.extend(answered.map(|tables| (People::Answers, Truth::of(tables))));
    kinds
}

/// The strategies for one problem.
struct Players<'a> {
    base: &'a Base,
    problem: usize,
    naosu: Policy<'a>,
    p_c: Policy<'a>,
    guide: Option<Checklist<'a>>,
}

impl<'a> Players<'a> {
    fn new(base: &'a Base, settings: &Settings, problem: usize) -> Self {
        let policy = |limits| Policy::new(base, problem, settings.platform, limits);
        Self {
            naosu: policy(Limits::DEFAULT),
            p_c: policy(Limits::P_C),
            guide: Checklist::of(base, problem, settings.platform),
            base,
            problem,
        }
    }

    fn play(mut self, settings: &Settings, kinds: &[(People, Truth)]) -> OfProblem {
        let problem = &self.base.pack.problems[self.problem];
        let of_problem = problem.causes.iter().filter_map(|entry| {
            let cause = self.base.pack.causes.position(entry.cause.as_str())?;
            let found = Found {
                cause: entry.cause.to_string(),
                drawn: 0,
                fixed: 0,
                first: 0,
            };
            Some((cause, found))
        });
        let mut causes: BTreeMap<usize, Found> = of_problem.collect();
        let mut rows = Vec::new();
        for (people, truth) in kinds {
            rows.push(self.row(settings, *people, truth, &mut causes));
        }
        OfProblem {
            problem: problem.id.clone(),
            rows,
            causes: causes.into_values().collect(),
        }
    }

    fn row(
        &mut self,
        settings: &Settings,
        people: People,
        truth: &Truth,
        causes: &mut BTreeMap<usize, Found>,
    ) -> Row {
        // The same seed for all people: what is drawn for one kind is drawn for the others.
        let mut rng = Rng::with_seed(settings.seed);
        let (mut naosu, mut p_c) = (Vec::new(), Vec::new());
        let mut guide: Vec<Course> = Vec::new();
        for number in 0..settings.sessions {
            let person = Person::draw(
                self.base,
                settings.platform,
                truth.world(number),
                self.problem,
                people,
                &mut rng.fork(),
            );
            let course = self.naosu.play(&person);
            let cause = person.cause.filter(|_| people == People::Careful);
            if let Some((cause, found)) =
                cause.and_then(|cause| Some((cause, causes.get_mut(&cause)?)))
            {
                found.count(&course, cause);
            }
            naosu.push(course);
            p_c.push(self.p_c.play(&person));
            guide.extend(self.guide.as_ref().map(|guide| guide.play(&person)));
        }
        let guide = self.guide.as_ref().map(|_| guide.as_slice());
        Row::of(people, &naosu, &p_c, guide)
    }
}
