use super::*;

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
    Belief::posterior(tables, &belief::findings(problems, [].iter()))
        .expect("every weight is above 0")
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

/// Returns tables of one problem: P(cause), by fact P(yes) by cause, by fix P(gone) by cause.
fn small(shares: &[f64], facts: &[&[f64]], cures: &[&[f64]]) -> Tables {
    let hypotheses = (0..shares.len()).map(|cause| Hypothesis {
        problem: 0,
        cause: Some(cause),
    });
    let rows = |yes: &&[f64]| {
        let rows = yes.iter().map(|yes| vec![*yes, 1.0 - yes]);
        FactRows::new(vec![0.5, 0.5], rows.enumerate())
    };
    let cures = cures.iter().map(|cures| {
        let cures = cures.iter().copied().enumerate();
        cures.filter(|(_, cures)| *cures > 0.0).collect()
    });
    Tables {
        hypotheses: hypotheses.collect(),
        shares: shares.to_vec(),
        facts: facts.iter().map(rows).collect(),
        cures: cures.collect(),
    }
}

fn minutes(total: f64) -> Cost {
    Cost {
        total,
        minutes: total,
        waiting: 0.0,
    }
}

/// Returns the fixes at these costs, with handing over at 100 minutes.
fn fixes(costs: &[f64]) -> Options {
    let fixes = costs.iter().enumerate().map(|(fix, cost)| FixOption {
        fix,
        cost: minutes(*cost),
        ..FixOption::default()
    });
    Options {
        fixes: fixes.collect(),
        referrals: vec![Some((100, minutes(100.0)))],
        ..Options::default()
    }
}

fn plan(tables: &Tables, options: &Options) -> Plan {
    Planner::new(tables, options).plan(&prior(tables, &[1.0]))
}

#[test]
fn fixes_that_share_a_cost_are_tried_together_where_that_is_cheaper() {
    let tables = small(&[0.5, 0.5], &[], &[&[1.0, 0.0], &[0.0, 1.0]]);
    let mut options = fixes(&[1.0, 1.0]);
    for fix in &mut options.fixes {
        fix.shares = true;
    }
    options.shared = minutes(5.0);
    let together = plan(&tables, &options);
    assert_eq!(together.first, Step::Try(vec![0, 1]));
    assert!((together.expected.total - 7.0).abs() < 1e-9);
    // A small cost is rather paid again by half of the people than a dear fix tried in vain by the other half.
    options.shared = minutes(0.1);
    let apart = plan(&tables, &options);
    assert_eq!(apart.first, Step::Try(vec![0]));
    assert!((apart.expected.total - 1.65).abs() < 1e-9);
}

#[test]
fn a_fix_does_what_it_includes() {
    let tables = small(&[0.5, 0.5], &[], &[&[0.8, 0.0], &[0.0, 0.6]]);
    let mut options = fixes(&[1.0, 1.1]);
    options.fixes[1].includes = vec![0];
    let plan = plan(&tables, &options);
    let trials: Vec<_> = plan.trials.iter().map(|trial| &trial.fixes).collect();
    assert_eq!(trials, [&vec![1]]);
    assert!((plan.trials[0].p - 0.7).abs() < 1e-9);
}

#[test]
fn a_question_is_asked_for_the_one_that_it_opens() {
    // The first question tells nothing by itself; the second, asked only after a yes, tells the causes apart.
    let tables = small(
        &[0.5, 0.5],
        &[&[0.9, 0.89], &[1.0, 0.0]],
        &[&[1.0, 0.0], &[0.0, 1.0]],
    );
    let mut options = fixes(&[20.0, 20.0]);
    let question = |fact, needs| Question {
        fact,
        cost: minutes(0.5),
        needs,
        ..Question::default()
    };
    options.questions = vec![question(0, Vec::new()), question(1, vec![(0, 0)])];
    assert_eq!(plan(&tables, &options).first, Step::Ask(0));
    // Nothing can open it.
    options.questions[1].needs = vec![(7, 0)];
    assert_eq!(plan(&tables, &options).first, Step::Try(vec![0]));
}

#[test]
fn an_answer_that_closes_the_fix_it_speaks_for_is_not_worth_asking() {
    let tables = small(&[0.5, 0.5], &[&[0.9, 0.1]], &[&[1.0, 0.0], &[0.0, 1.0]]);
    let mut options = fixes(&[5.0, 5.0]);
    options.questions = vec![Question {
        fact: 0,
        cost: minutes(0.5),
        ..Question::default()
    }];
    assert_eq!(plan(&tables, &options).first, Step::Ask(0));
    options.questions[0].closes = vec![vec![0], Vec::new()];
    assert_eq!(plan(&tables, &options).first, Step::Try(vec![0]));
}

/// Returns the tables and options with facts and fixes under other positions.
fn renamed(
    tables: &Tables,
    options: &Options,
    facts: &[usize],
    fixes: &[usize],
) -> (Tables, Options) {
    let to = |order: &[usize], from: usize| order.iter().position(|old| *old == from);
    let fix = |from: &usize| to(fixes, *from).unwrap_or(*from);
    let tables = Tables {
        facts: facts
            .iter()
            .map(|fact| tables.facts[*fact].clone())
            .collect(),
        cures: fixes.iter().map(|fix| tables.cures[*fix].clone()).collect(),
        ..tables.clone()
    };
    let mut options = options.clone();
    for option in &mut options.fixes {
        option.fix = fix(&option.fix);
        option.after = option.after.iter().map(fix).collect();
        option.includes = option.includes.iter().map(fix).collect();
    }
    for question in &mut options.questions {
        question.fact = to(facts, question.fact).unwrap_or(question.fact);
    }
    options.fixes.sort_by_key(|option| option.fix);
    options.questions.sort_by_key(|question| question.fact);
    (tables, options)
}

proptest! {
    #[test]
    fn what_facts_and_fixes_are_called_changes_no_cost(
        (tables, problems, options) in tables_and_options(),
        seed in any::<u64>(),
    ) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut facts: Vec<usize> = (0..tables.facts.len()).collect();
        let mut fixes: Vec<usize> = (0..tables.cures.len()).collect();
        rng.shuffle(&mut facts);
        rng.shuffle(&mut fixes);
        let (other_tables, other_options) = renamed(&tables, &options, &facts, &fixes);
        let before = Planner::new(&tables, &options).plan(&prior(&tables, &problems));
        let after = Planner::new(&other_tables, &other_options).plan(&prior(&other_tables, &problems));
        let difference = (before.expected.total - after.expected.total).abs();
        prop_assert!(difference < 1e-6 * before.expected.total.max(1.0), "{before:?} {after:?}");
    }
}
