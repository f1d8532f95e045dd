//! Properties of the belief, of the plan and of the rules, over small random tables and packs.

mod belief;
mod plan;
mod rules;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::base::{FactRows, Hypothesis, Tables};

use super::*;

const N_CAUSES: usize = 4;

/// Numbers with every digit, none of them 0 and none so small that it could become 0.
fn weight() -> impl Strategy<Value = f64> {
    (1..=1000u32).prop_map(|weight| f64::from(weight) / 1000.0)
}

/// P(value) by value.
fn row(n_values: usize) -> impl Strategy<Value = Vec<f64>> {
    vec(weight(), n_values).prop_map(|weights| {
        let total: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / total).collect()
    })
}

fn fact_rows(n_hypotheses: usize) -> impl Strategy<Value = FactRows> {
    (2..4usize).prop_flat_map(move |n_values| {
        let rows = vec(proptest::option::of(row(n_values)), n_hypotheses);
        (row(n_values), rows).prop_map(|(default, rows)| {
            let rows = rows.into_iter().enumerate();
            let rows = rows.filter_map(|(hypothesis, row)| row.map(|row| (hypothesis, row)));
            FactRows::new(default, rows)
        })
    })
}

/// One or two problems, every cause behind each, and what nobody wrote down.
fn tables() -> impl Strategy<Value = Tables> {
    (1..3usize).prop_flat_map(|n_problems| {
        let hypotheses: Vec<_> = (0..n_problems)
            .flat_map(|problem| {
                let causes = (0..N_CAUSES).map(Some).chain([None]);
                causes.map(move |cause| Hypothesis { problem, cause })
            })
            .collect();
        let n_hypotheses = hypotheses.len();
        let shares = vec(row(N_CAUSES + 1), n_problems);
        let cures = vec(vec(0..=10u32, n_hypotheses), 0..5);
        (shares, vec(fact_rows(n_hypotheses), 0..5), cures).prop_map(
            move |(shares, facts, cures)| Tables {
                hypotheses: hypotheses.clone(),
                shares: shares.concat(),
                facts,
                cures: cures
                    .iter()
                    .map(|by_hypothesis| sparse(by_hypothesis))
                    .collect(),
            },
        )
    })
}

fn sparse(tenths: &[u32]) -> Vec<(usize, f64)> {
    let cures = tenths.iter().map(|tenths| f64::from(*tenths) / 10.0);
    cures
        .enumerate()
        .filter(|(_, cures)| *cures > 0.0)
        .collect()
}

fn n_problems(tables: &Tables) -> usize {
    1 + tables.hypotheses.last().map_or(0, |last| last.problem)
}
