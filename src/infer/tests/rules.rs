use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::btree_map;

use crate::base::RuleIndex;
use crate::knowledge::{
    Comparison, Conclusion, Condition, Entries, FactId, Pack, PackFile, PackSource, Provenance,
    Rule, RuleId, load,
};

use super::*;

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
            provenance: Provenance::default(),
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
