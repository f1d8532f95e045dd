//! How long finding the next move takes, and what it grows with.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fastrand::Rng;
use naosu::base::{FactRows, Hypothesis, Tables};
use naosu::infer::{Belief, Cost, FixOption, Limits, Options, Planner, Question};

/// A question names so many causes.
const NAMED: usize = 10;

/// How many there are.
struct Size {
    causes: usize,
    questions: usize,
    fixes: usize,
    /// Causes that each fix cures beside its own.
    more: usize,
}

/// Returns random tables, what can be done and asked, and the prior.
fn trouble(size: &Size) -> (Tables, Options, Belief) {
    let mut random = Rng::with_seed(7);
    let hypotheses = (0..size.causes).map(|cause| Hypothesis {
        problem: 0,
        cause: Some(cause),
    });
    let facts = (0..size.questions).map(|_| {
        let mut causes = random.choose_multiple(0..size.causes, NAMED);
        causes.sort_unstable();
        let rows = causes.into_iter().map(|cause| {
            let yes = 0.8 + 0.19 * random.f64();
            (cause, vec![yes, 1.0 - yes])
        });
        FactRows::new(vec![0.1, 0.9], rows)
    });
    let facts = facts.collect();
    let cures = (0..size.fixes).map(|fix| {
        let own = (fix..size.causes).step_by(size.fixes);
        let more = (0..size.more).map(|_| random.usize(..size.causes));
        let mut cured: Vec<usize> = own.chain(more).collect();
        cured.sort_unstable();
        cured.dedup();
        let cured = cured
            .into_iter()
            .map(|cause| (cause, 0.6 + 0.4 * random.f64()));
        cured.collect()
    });
    let cures = cures.chain([Vec::new()]).collect();
    let cost =
        |random: &mut Rng, least: f64, most: f64| minutes(least + (most - least) * random.f64());
    let options = Options {
        fixes: (0..size.fixes)
            .map(|fix| FixOption {
                fix,
                cost: cost(&mut random, 2.0, 30.0),
                ..FixOption::default()
            })
            .collect(),
        questions: (0..size.questions)
            .map(|fact| Question {
                fact,
                cost: cost(&mut random, 0.2, 1.0),
                unsure: 0.05,
                ..Question::default()
            })
            .collect(),
        referrals: vec![Some((size.fixes, minutes(240.0)))],
        ..Options::default()
    };
    let weights = (0..size.causes).map(|_| 0.3 + 0.7 * random.f64());
    let belief = Belief::from_weights(weights.collect()).expect("some weight is above 0");
    let tables = Tables {
        hypotheses: hypotheses.collect(),
        shares: belief.by_hypothesis().to_vec(),
        facts,
        cures,
    };
    (tables, options, belief)
}

fn minutes(minutes: f64) -> Cost {
    Cost {
        total: minutes,
        minutes,
        waiting: 0.0,
    }
}

fn moves(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("planning");
    let size = Size {
        causes: 200,
        questions: 100,
        fixes: 40,
        more: 3,
    };
    let (tables, options, belief) = trouble(&size);
    group.bench_function("one move, 200 causes, 100 questions, 40 fixes", |bencher| {
        bencher.iter(|| black_box(Planner::new(&tables, &options).plan(&belief)));
    });
    group.sample_size(20);
    for n in [100, 1_000, 10_000] {
        let size = Size {
            causes: n,
            questions: n,
            fixes: n,
            more: 0,
        };
        let (tables, options, belief) = trouble(&size);
        let planner = Planner::new(&tables, &options).within(Limits::ONE_STEP);
        group.bench_function(
            BenchmarkId::new("every question one step ahead", n),
            |bencher| {
                bencher.iter(|| black_box(planner.plan(&belief)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, moves);
criterion_main!(benches);
