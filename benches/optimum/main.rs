//! How far naosu's planner is from the exact optimum, on random troubles of seven kinds with fixed seeds.
//!
//! Every figure is the exact expected cost of a whole policy over all that may come, as a percentage above the optimum.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "counts are small")]

mod exact;
mod kind;
mod known;
mod policy;
mod random;
mod trouble;

use naosu::infer::Limits;

use exact::optimum;
use kind::{KINDS, Kind};
use policy::{Policy, expected_cost};
use random::Random;
use trouble::Trouble;

/// Troubles of each kind.
const EACH: usize = 100;
/// By so much wrong tables are off, in log-odds.
const MISTAKE: f64 = 0.5;

const POLICIES: [(&str, Policy); 5] = [
    ("naosu", Policy::Planner(Limits::DEFAULT)),
    ("one step", Policy::Planner(Limits::ONE_STEP)),
    ("p/c alone", Policy::Planner(Limits::P_C)),
    ("twenty questions", Policy::TwentyQuestions),
    ("fixed order", Policy::Checklist),
];

fn main() {
    let each = std::env::var("TROUBLES").ok();
    let each = each.and_then(|each| each.parse().ok()).unwrap_or(EACH);
    println!("{each} troubles of each kind; % above the optimum");
    println!("{:<18}{:<16}{:>8}{:>8}{:>8}", "", "", "mean", "p95", "max");
    let all = table(&KINDS, each, true);
    for (position, gaps) in all.iter().enumerate() {
        let (name, _) = POLICIES[position % POLICIES.len()];
        let tables = if position < POLICIES.len() {
            "all kinds"
        } else {
            "wrong tables"
        };
        print(name, tables, gaps);
    }
    let unsure = KINDS.map(|kind| kind.with_people_who_cannot_tell());
    let all = table(&unsure, each, false);
    for ((name, _), gaps) in POLICIES.iter().zip(&all) {
        print(name, "cannot tell", gaps);
    }
    let restarts = KINDS.map(|kind| kind.with_a_restart());
    let all = table(&restarts, each, false);
    for ((name, _), gaps) in POLICIES.iter().zip(&all) {
        print(name, "one restart", gaps);
    }
}

/// Returns the gaps of each policy over all kinds: with the true tables, then with wrong ones.
fn table(kinds: &[Kind], each: usize, shows_kinds: bool) -> Vec<Vec<f64>> {
    let mut all = vec![Vec::new(); POLICIES.len() * 2];
    for (number, kind) in kinds.iter().enumerate() {
        let gaps = gaps(kind, number as u64, each);
        for (position, gaps) in gaps.into_iter().enumerate() {
            if position == 0 && shows_kinds {
                print(POLICIES[0].0, kind.name, &gaps);
            }
            all[position].extend(gaps);
        }
    }
    all
}

/// Returns the gaps of each policy, by trouble: with the true tables, then with wrong ones.
fn gaps(kind: &Kind, number: u64, each: usize) -> Vec<Vec<f64>> {
    let mut gaps = vec![Vec::new(); POLICIES.len() * 2];
    for seed in 0..each as u64 {
        let mut random = Random::with_seed(number << 32 | seed);
        let trouble = Trouble::new(kind, &mut random);
        let mistaken = trouble.mistaken(MISTAKE, &mut random);
        let best = optimum(&trouble);
        let believed = [&trouble, &mistaken].into_iter();
        let runs = believed.flat_map(|believed| POLICIES.map(|(_, policy)| (policy, believed)));
        for (gaps, (policy, believed)) in gaps.iter_mut().zip(runs) {
            let cost = expected_cost(policy, &trouble, believed);
            gaps.push(100.0 * (cost / best - 1.0));
        }
    }
    gaps
}

fn print(name: &str, kind: &str, gaps: &[f64]) {
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
    let p95 = sorted[(sorted.len() * 95).div_ceil(100) - 1];
    let max = sorted.last().copied().unwrap_or_default();
    println!("{name:<18}{kind:<16}{mean:>8.2}{p95:>8.2}{max:>8.1}");
}
