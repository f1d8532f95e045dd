use std::collections::BTreeSet;

use super::*;

/// Tables with findings over them; each piece of evidence in random order.
fn tables_and_findings() -> impl Strategy<Value = (Tables, Vec<f64>, Vec<Piece>)> {
    tables().prop_flat_map(|tables| {
        let facts = tables.facts.iter().enumerate().map(|(fact, rows)| {
            let n_values = rows.default_row().len();
            (0..n_values)
                .prop_map(move |value| Piece::Fact(fact, value))
                .boxed()
        });
        let failed = (0..tables.cures.len()).map(|fix| Just(Piece::Failed(fix)).boxed());
        let ruled_out = (0..N_CAUSES).map(|cause| Just(Piece::RuledOut(cause)).boxed());
        let all: Vec<_> = facts.chain(failed).chain(ruled_out).collect();
        let n_problems = n_problems(&tables);
        let some = all
            .prop_flat_map(|pieces| {
                let n_pieces = pieces.len();
                proptest::sample::subsequence(pieces, 0..=n_pieces)
            })
            .prop_shuffle();
        (Just(tables), vec(weight(), n_problems), some)
    })
}

/// A piece of evidence.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Fact(usize, usize),
    Failed(usize),
    RuledOut(usize),
}

pub(super) fn findings<'p>(problems: &[f64], pieces: impl Iterator<Item = &'p Piece>) -> Findings {
    let mut findings = Findings {
        problems: problems.to_vec(),
        ..Findings::default()
    };
    for piece in pieces {
        match *piece {
            Piece::Fact(fact, value) => drop(findings.facts.insert(fact, value)),
            Piece::Failed(fix) => drop(findings.failed.insert(fix)),
            Piece::RuledOut(cause) => drop(findings.ruled_out.insert(cause)),
        }
    }
    findings
}

/// Returns the posterior straight from its definition.
fn by_definition(tables: &Tables, problems: &[f64], pieces: &[Piece]) -> Option<Vec<f64>> {
    let likelihood = |hypothesis: usize, piece: &Piece| match *piece {
        Piece::Fact(fact, value) => {
            let rows = &tables.facts[fact];
            let row = rows.rows().find(|(row, _)| *row == hypothesis);
            row.map_or(rows.default_row(), |(_, row)| row)[value]
        }
        Piece::Failed(fix) => {
            let mut cures = tables.cures[fix].iter();
            1.0 - cures
                .find(|(cured, _)| *cured == hypothesis)
                .map_or(0.0, |(_, cures)| *cures)
        }
        Piece::RuledOut(cause) if tables.hypotheses[hypothesis].cause == Some(cause) => 0.0,
        Piece::RuledOut(_) => 1.0,
    };
    let joint: Vec<f64> = (0..tables.hypotheses.len())
        .map(|hypothesis| {
            let prior = problems[tables.hypotheses[hypothesis].problem] * tables.shares[hypothesis];
            let pieces = pieces.iter();
            prior
                * pieces
                    .map(|piece| likelihood(hypothesis, piece))
                    .product::<f64>()
        })
        .collect();
    let total: f64 = joint.iter().sum();
    (total > 0.0).then(|| joint.iter().map(|joint| joint / total).collect())
}

fn bits(belief: Option<&Belief>) -> Option<Vec<u64>> {
    let belief = belief?.by_hypothesis();
    Some(
        belief
            .iter()
            .map(|probability| probability.to_bits())
            .collect(),
    )
}

fn are_near(left: &[f64], right: &[f64]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| (left - right).abs() < 1e-9)
}

proptest! {
    #[test]
    fn a_posterior_is_what_its_definition_says((tables, problems, pieces) in tables_and_findings()) {
        let belief = Belief::posterior(&tables, &findings(&problems, pieces.iter()));
        let expected = by_definition(&tables, &problems, &pieces);
        prop_assert_eq!(belief.is_some(), expected.is_some());
        if let Some((belief, expected)) = belief.zip(expected) {
            prop_assert!(are_near(belief.by_hypothesis(), &expected));
        }
    }

    #[test]
    fn a_posterior_sums_to_one((tables, problems, pieces) in tables_and_findings()) {
        if let Some(belief) = Belief::posterior(&tables, &findings(&problems, pieces.iter())) {
            let is_one = |parts: &[f64]| (parts.iter().sum::<f64>() - 1.0).abs() < 1e-9;
            prop_assert!(belief.by_hypothesis().iter().all(|part| (0.0..=1.0).contains(part)));
            prop_assert!(is_one(belief.by_hypothesis()));
            prop_assert!(is_one(&belief.problems(&tables, n_problems(&tables))));
            prop_assert!(is_one(&belief.causes(&tables, N_CAUSES)));
        }
    }

    #[test]
    fn the_order_of_the_findings_does_not_matter((tables, problems, pieces) in tables_and_findings()) {
        let forth = Belief::posterior(&tables, &findings(&problems, pieces.iter()));
        let back = Belief::posterior(&tables, &findings(&problems, pieces.iter().rev()));
        prop_assert_eq!(bits(forth.as_ref()), bits(back.as_ref()));
    }

    #[test]
    fn a_row_like_the_default_changes_nothing(
        (tables, problems, pieces) in tables_and_findings(),
        place: prop::sample::Index,
    ) {
        let mut written = tables.clone();
        for rows in &mut written.facts {
            let free: Vec<usize> = (0..tables.hypotheses.len())
                .filter(|hypothesis| rows.rows().all(|(row, _)| row != *hypothesis))
                .collect();
            if !free.is_empty() {
                let row = rows.default_row().to_vec();
                rows.set(*place.get(&free), &row);
            }
        }
        let findings = findings(&problems, pieces.iter());
        let before = Belief::posterior(&tables, &findings);
        let after = Belief::posterior(&written, &findings);
        if tables.facts.iter().all(FactRows::is_evidence) {
            prop_assert_eq!(bits(before.as_ref()), bits(after.as_ref()));
        } else if let Some((before, after)) = before.zip(after) {
            prop_assert!(are_near(before.by_hypothesis(), after.by_hypothesis()));
        }
    }

    #[test]
    fn however_small_the_weights_they_can_be_told_apart(ratio in 0.1..0.9f64, n_facts in 1..2000usize) {
        let tables = Tables {
            hypotheses: vec![
                Hypothesis { problem: 0, cause: Some(0) },
                Hypothesis { problem: 0, cause: None },
            ],
            shares: vec![0.5, 0.5],
            facts: vec![
                FactRows::new(vec![1e-3, 0.999], [(0, vec![1e-3, 0.999])]);
                n_facts
            ],
            cures: vec![vec![(0, ratio)]],
        };
        let findings = Findings {
            problems: vec![1.0],
            facts: (0..n_facts).map(|fact| (fact, 0)).collect(),
            failed: BTreeSet::from([0]),
            ruled_out: BTreeSet::new(),
        };
        let belief = Belief::posterior(&tables, &findings).expect("possible");
        let expected = (1.0 - ratio) / (2.0 - ratio);
        prop_assert!((belief.by_hypothesis()[0] - expected).abs() < 1e-9);
    }
}
