//! Properties of the belief, of the plan and of the rules, over small random tables and packs.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::base::{FactRows, Hypothesis, RuleIndex, Tables};
use crate::knowledge::{
    Comparison, Conclusion, Condition, Entries, FactId, Pack, PackFile, PackSource, Rule, RuleId,
    load,
};

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
enum Piece {
    Fact(usize, usize),
    Failed(usize),
    RuledOut(usize),
}

fn findings<'p>(problems: &[f64], pieces: impl Iterator<Item = &'p Piece>) -> Findings {
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

fn cost() -> impl Strategy<Value = Cost> {
    (1..2000u32).prop_map(|tenths| {
        let total = f64::from(tenths) / 10.0;
        Cost {
            total,
            minutes: total,
            waiting: 0.0,
        }
    })
}

/// Tables with what can be done and asked.
fn tables_and_options() -> impl Strategy<Value = (Tables, Vec<f64>, Options)> {
    tables().prop_flat_map(|tables| {
        let n_problems = n_problems(&tables);
        let (n_fixes, n_facts) = (tables.cures.len(), tables.facts.len());
        let costs = (vec(cost(), n_fixes), vec((cost(), weight()), n_facts));
        let referrals = vec(proptest::option::of(cost()), n_problems);
        let after = vec(any::<bool>(), n_fixes);
        let sharing = (vec(any::<bool>(), n_fixes), cost());
        let includes = vec(any::<bool>(), n_fixes);
        (
            Just(tables),
            vec(weight(), n_problems),
            (costs, referrals, proptest::option::of(cost()), after),
            (sharing, includes),
        )
            .prop_map(
                |(
                    tables,
                    problems,
                    ((fixes, questions), referrals, ask_problem, after),
                    ((shares, shared), includes),
                )| {
                    let fixes = fixes.into_iter().enumerate().map(|(fix, cost)| FixOption {
                        fix,
                        cost,
                        shares: shares[fix],
                        includes: (0..fix).filter(|_| includes[fix]).collect(),
                        tells: Vec::new(),
                        after: if after[fix] {
                            (0..fix).collect()
                        } else {
                            Vec::new()
                        },
                    });
                    let questions = questions.into_iter().enumerate();
                    let referrals = referrals.into_iter().enumerate();
                    let options = Options {
                        fixes: fixes.collect(),
                        questions: questions
                            .map(|(fact, (cost, unsure))| Question {
                                fact,
                                cost,
                                unsure,
                                ..Question::default()
                            })
                            .collect(),
                        // Referrals are no fixes that can be tried.
                        referrals: referrals
                            .map(|(problem, cost)| cost.map(|cost| (100 + problem, cost)))
                            .collect(),
                        ask_problem,
                        shared,
                    };
                    (tables, problems, options)
                },
            )
    })
}

fn prior(tables: &Tables, problems: &[f64]) -> Belief {
    Belief::posterior(tables, &findings(problems, [].iter())).expect("every weight is above 0")
}

proptest! {
    #[test]
    fn a_plan_never_costs_more_than_handing_over((tables, problems, options) in tables_and_options()) {
        let belief = prior(&tables, &problems);
        let plan = Planner::new(&tables, &options).plan(&belief);
        let by_problem = belief.problems(&tables, problems.len());
        let last = by_problem.len() - 1;
        let likeliest = usize::from(by_problem[last] > by_problem[0]) * last;
        let referral = options.referrals[likeliest];
        let handing_over = referral.map_or(240.0, |(_, cost)| cost.total);
        prop_assert!(plan.expected.total <= handing_over + 1e-9);
        prop_assert_eq!(plan.referral, referral.map(|(fix, _)| fix));
    }

    #[test]
    fn a_fix_is_planned_once_and_after_those_before_it((tables, problems, options) in tables_and_options()) {
        let plan = Planner::new(&tables, &options).plan(&prior(&tables, &problems));
        let mut done: Vec<usize> = Vec::new();
        for trial in plan.trials {
            prop_assert!(trial.p > 0.0 && trial.p <= 1.0 + 1e-9);
            let shares = |fix: &usize| options.fixes[*fix].shares;
            prop_assert!(trial.fixes.len() == 1 || trial.fixes.iter().all(shares));
            for &fix in &trial.fixes {
                let blocked = options.fixes[fix].after.iter().any(|before| !done.contains(before));
                prop_assert!(!blocked);
            }
            for fix in trial.fixes {
                prop_assert!(!done.contains(&fix));
                done.push(fix);
                done.extend(&options.fixes[fix].includes);
            }
        }
    }

    #[test]
    fn free_questions_that_tell_nothing_change_no_cost(
        (tables, problems, options) in tables_and_options(),
        row in row(3),
        n_free in 1..4usize,
    ) {
        let before = Planner::new(&tables, &options).plan(&prior(&tables, &problems));
        let plan = |row: &[f64]| {
            let (mut tables, mut options) = (tables.clone(), options.clone());
            for _ in 0..n_free {
                options.questions.push(Question {
                    fact: tables.facts.len(),
                    cost: Cost::default(),
                    unsure: 0.0,
                    ..Question::default()
                });
                tables.facts.push(FactRows::new(row.to_vec(), [(0, row.to_vec())]));
            }
            Planner::new(&tables, &options).plan(&prior(&tables, &problems))
        };
        prop_assert!(plan(&row).expected.total <= before.expected.total + 1e-9);
        // Powers of two change no digit, so that a tie between two problems or fixes is broken in the same way.
        let after = plan(&[0.5, 0.25, 0.25]);
        prop_assert!((after.expected.total - before.expected.total).abs() < 1e-9);
        prop_assert_eq!(after.first, before.first);
    }

    #[test]
    fn a_further_question_never_costs_anything((tables, problems, options) in tables_and_options()) {
        let belief = prior(&tables, &problems);
        let mut fewer = options.clone();
        let with = Planner::new(&tables, &options).plan(&belief).expected.total;
        while fewer.questions.pop().is_some() {
            let without = Planner::new(&tables, &fewer).plan(&belief).expected.total;
            prop_assert!(with <= without + 1e-9);
        }
    }
}

/// Fixes that each may end one cause of one problem, none the same: independent, in the sense of Kadane and Simon.
fn independent() -> impl Strategy<Value = (Tables, Options)> {
    (1..6usize).prop_flat_map(|n_fixes| {
        (row(n_fixes + 1), vec((weight(), cost()), n_fixes), cost()).prop_map(
            move |(shares, fixes, referral)| {
                let causes = (0..n_fixes).map(Some).chain([None]);
                let tables = Tables {
                    hypotheses: causes
                        .map(|cause| Hypothesis { problem: 0, cause })
                        .collect(),
                    shares,
                    facts: Vec::new(),
                    cures: fixes
                        .iter()
                        .enumerate()
                        .map(|(cause, (cures, _))| vec![(cause, *cures)])
                        .collect(),
                };
                let fixes = fixes.iter().enumerate();
                let options = Options {
                    fixes: fixes
                        .map(|(fix, (_, cost))| FixOption {
                            fix,
                            cost: *cost,
                            ..FixOption::default()
                        })
                        .collect(),
                    referrals: vec![Some((100, referral))],
                    ..Options::default()
                };
                (tables, options)
            },
        )
    })
}

/// Returns the least expected cost over every order of every selection of the fixes left.
fn cheapest(tables: &Tables, options: &Options, left: &[usize], remaining: f64) -> f64 {
    let (_, referral) = options.referrals[0].expect("a referral");
    let mut least = referral.total * remaining;
    for (position, &fix) in left.iter().enumerate() {
        let mut rest = left.to_vec();
        rest.remove(position);
        let (hypothesis, cures) = tables.cures[fix][0];
        let gone = tables.shares[hypothesis] * cures;
        let then = cheapest(tables, options, &rest, remaining - gone);
        least = least.min(options.fixes[fix].cost.total * remaining + then);
    }
    least
}

proptest! {
    #[test]
    fn the_best_ratio_first_is_the_best_of_all_orders((tables, options) in independent()) {
        let plan = Planner::new(&tables, &options).plan(&prior(&tables, &[1.0]));
        let all: Vec<usize> = (0..options.fixes.len()).collect();
        let least = cheapest(&tables, &options, &all, 1.0);
        prop_assert!(
            (plan.expected.total - least).abs() < 1e-6,
            "{} is not {least}", plan.expected.total
        );
    }
}

const PACK: &str = r#"
facts:
  drips: {ask: {en: "Does it drip?", ja: "滴りますか?"}}
causes:
  worn-washer: {title: "A worn washer", expect: {drips: always}}
  cracked-pipe: {title: "A cracked pipe", expect: {drips: often}}
fixes:
  change-washer:
    title: "Change the washer"
    cures: {worn-washer: usually}
    takes: 5m
    steps: {any: [{tell: "Change it."}]}
    verify: ask
problems:
  wet-floor:
    title: "A wet floor"
    said: {en: ["wet floor"]}
    causes: {worn-washer: 1, cracked-pipe: 1}
    refer: [change-washer]
"#;

const MANIFEST: &str =
    r#"{id: tap, version: "1.0.0", title: {en: "A tap"}, languages: [en, ja], license: MIT}"#;

const N_FACTS: usize = 6;

/// A rule of two conditions: `(fact, value, negated)` each, and what it concludes; one value a fact, so that no two
/// rules say different things.
#[derive(Clone, Debug)]
struct RandomRule {
    conditions: Vec<(usize, bool, bool)>,
    either: bool,
    concludes: Option<usize>,
}

/// The value that every rule concludes for a fact.
fn concluded_value(fact: usize) -> &'static str {
    if fact.is_multiple_of(2) { "a" } else { "b" }
}

impl RandomRule {
    fn yaml(&self, number: usize) -> String {
        let conditions = self.conditions.iter().map(|(fact, is_a, negated)| {
            let value = if *is_a { "a" } else { "b" };
            let not = if *negated { "not " } else { "" };
            format!("{not}f{fact} == {value}")
        });
        let joint = if self.either { " or " } else { " and " };
        let when = conditions.collect::<Vec<_>>().join(joint);
        let then = match self.concludes {
            Some(fact) => format!("then: {{f{fact}: {}}}", concluded_value(fact)),
            None => "rules-out: [cracked-pipe]".to_owned(),
        };
        format!("  r{number}: {{when: {when}, {then}}}\n")
    }
}

fn rule() -> impl Strategy<Value = RandomRule> {
    // Twice the same fact could make a condition that never holds, which is a defect.
    let conditions = btree_map(0..N_FACTS, (any::<bool>(), any::<bool>()), 1..3);
    let concludes = proptest::option::weighted(0.9, 0..N_FACTS);
    (conditions, any::<bool>(), concludes).prop_map(|(conditions, either, concludes)| {
        let conditions = conditions.into_iter();
        RandomRule {
            conditions: conditions
                .map(|(fact, (is_a, negated))| (fact, is_a, negated))
                .collect(),
            either,
            concludes,
        }
    })
}

fn pack(rules: &[RandomRule]) -> Pack {
    let rules = rules.iter().enumerate();
    let rules: String = rules.map(|(number, rule)| rule.yaml(number)).collect();
    pack_with(&rules)
}

fn pack_with(rules: &str) -> Pack {
    let facts: Vec<String> = (0..N_FACTS)
        .map(|fact| {
            format!("  f{fact}: {{values: [a, b], said: {{a: {{en: [\"word{fact}\"]}}}}}}\n")
        })
        .collect();
    let facts = facts.concat();
    let files = [
        ("tap/pack.yaml", MANIFEST.to_owned()),
        ("tap/base.yaml", PACK.to_owned()),
        ("tap/rules.yaml", format!("facts:\n{facts}rules:\n{rules}")),
    ];
    let source = PackSource {
        name: "tap".to_owned(),
        files: files
            .map(|(path, text)| PackFile {
                path: path.to_owned(),
                text,
            })
            .to_vec(),
    };
    let (pack, defects) = load(&[source]);
    pack.unwrap_or_else(|| panic!("{defects:#?}"))
}

/// Returns everything known when the rules have fired.
fn closure(
    pack: &Pack,
    known: &BTreeMap<String, String>,
) -> (BTreeMap<String, String>, Vec<Fired>) {
    let index = RuleIndex::new(pack);
    let fired = forward_chain(pack, &index, &|name| known.get(name).map(String::as_str));
    let mut all = known.clone();
    for (fact, value) in fired.iter().flat_map(|fired| &fired.facts) {
        let before = all.insert(fact.to_string(), value.clone());
        assert!(
            before.is_none_or(|before| before == *value),
            "{fact} was changed"
        );
    }
    (all, fired)
}

fn known() -> impl Strategy<Value = BTreeMap<String, String>> {
    let value = proptest::option::of(prop_oneof![Just("a"), Just("b")]);
    vec(value, N_FACTS).prop_map(|values| {
        let facts = values.into_iter().enumerate();
        facts
            .filter_map(|(fact, value)| Some((format!("f{fact}"), value?.to_owned())))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rules_only_add_and_then_are_done(rules in vec(rule(), 1..8), known in known()) {
        let pack = pack(&rules);
        let (all, fired) = closure(&pack, &known);
        prop_assert!(known.iter().all(|(fact, value)| all.get(fact) == Some(value)));
        let (again, once_more) = closure(&pack, &all);
        prop_assert_eq!(&again, &all);
        prop_assert!(once_more.iter().all(|fired| fired.facts.is_empty()));
        let numbers = |fired: &[Fired]| fired.iter().map(|fired| fired.rule).collect::<BTreeSet<_>>();
        prop_assert_eq!(numbers(&fired), numbers(&once_more));
        prop_assert_eq!(numbers(&fired).len(), fired.len());
    }

    #[test]
    fn the_order_of_the_rules_does_not_matter(rules in vec(rule(), 1..8), known in known()) {
        let mut reversed = rules.clone();
        reversed.reverse();
        let (forth, _) = closure(&pack(&rules), &known);
        let (back, _) = closure(&pack(&reversed), &known);
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn what_is_known_more_concludes_no_less(
        rules in vec(rule(), 1..8),
        known in known(),
        more in vec(any::<bool>(), N_FACTS),
    ) {
        let pack = pack(&rules);
        let (few, _) = closure(&pack, &known);
        // What is known more is what the rules would conclude; against that they would keep their peace.
        let more = (0..N_FACTS).filter(|fact| more[*fact]);
        let more = more.map(|fact| (format!("f{fact}"), concluded_value(fact).to_owned()));
        let mut all: BTreeMap<_, _> = more.collect();
        all.extend(known);
        let (many, _) = closure(&pack, &all);
        prop_assert!(few.iter().all(|(fact, value)| many.get(fact) == Some(value)));
    }
}

/// Returns a pack with these rules in the place of its own; their order is that of their ids.
fn with_rules(rules: impl Iterator<Item = (Condition, (usize, &'static str))>) -> Pack {
    let rules = rules.enumerate().map(|(number, (when, (fact, value)))| {
        let fact = FactId::parse(&format!("f{fact}")).expect("an id");
        Rule {
            id: RuleId::parse(&format!("r{number:05}")).expect("an id"),
            when,
            conclusion: Conclusion::Then([(fact, value.to_owned())].into()),
            because: None,
        }
    });
    Pack {
        rules: Entries::new(rules.collect()),
        ..pack_with("  r0: {when: f0 == a, rules-out: [cracked-pipe]}\n")
    }
}

fn is(fact: usize, value: &str) -> Condition {
    Condition::Compare {
        name: format!("f{fact}"),
        comparison: Comparison::Equal,
        value: value.to_owned(),
    }
}

/// A pack with such rules is reported; while it is being edited the session goes on.
#[test]
fn of_rules_that_contradict_each_other_the_first_counts() {
    let rules = [(is(0, "a"), (1, "a")), (is(0, "a"), (1, "b"))];
    let pack = with_rules(rules.into_iter());
    let index = RuleIndex::new(&pack);
    let fired = forward_chain(&pack, &index, &|name| (name == "f0").then_some("a"));
    let values: Vec<_> = fired
        .iter()
        .flat_map(|fired| fired.facts.values())
        .collect();
    assert_eq!(values, ["a"]);
}

/// Ten of ten thousand rules name the new fact, and one names what the first of these concludes.
#[test]
fn a_new_fact_concerns_only_the_rules_that_name_it() {
    let rules = (0..10_000_usize).map(|number| match number {
        5_000 => (is(1, "a"), (2, "a")),
        number if number % 1_000 == 7 => (is(0, "a"), (1, "a")),
        number => (is(3 + number, "a"), (2, "b")),
    });
    let pack = with_rules(rules);
    let index = RuleIndex::new(&pack);
    let mut agenda = Agenda::new(&pack, &index);
    agenda.learn("f0");
    agenda.chain(&|name| (name == "f0").then_some("a"));
    assert_eq!(agenda.n_looked_at(), 11);
    assert_eq!(agenda.fired().len(), 11);
}
