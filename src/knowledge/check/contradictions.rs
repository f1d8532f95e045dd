//! Rules that contradict themselves or each other, where their conditions name few enough values to try them all.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::{Conclusion, Condition, FactId, Facts, PLATFORM, Pack, Rule};
use crate::system::Platform;

use super::checker::Checker;

/// Conditions that leave more cases than this are not tried out.
const MOST_CASES: usize = 4096;

/// Notes each rule that can never fire, and each that says something else of a fact than another, where both fire.
pub(super) fn check(checker: &mut Checker<'_>, pack: &Pack) {
    let mut by_fact: BTreeMap<&FactId, Vec<(&Rule, &str)>> = BTreeMap::new();
    for rule in &pack.rules {
        if matches!(meet(pack, &[&rule.when]), Meeting::Nowhere) {
            note(
                checker,
                rule,
                "the rule's condition can never hold".to_owned(),
            );
        }
        if let Conclusion::Then(facts) = &rule.conclusion {
            for (fact, value) in facts {
                by_fact.entry(fact).or_default().push((rule, value));
            }
        }
    }
    for (fact, rules) in by_fact {
        for (position, (rule, value)) in rules.iter().enumerate() {
            let before = rules[..position].iter();
            for (other, other_value) in before.filter(|(_, other)| other != value) {
                if let Meeting::In(case) = meet(pack, &[&rule.when, &other.when]) {
                    let other = &other.id;
                    let case = case.join(", ");
                    let text = format!(
                        "the rule contradicts `{other}`: with {case} one concludes that `{fact}` is `{value}`, the other \
                         that it is `{other_value}`"
                    );
                    note(checker, rule, text);
                }
            }
        }
    }
}

fn note(checker: &mut Checker<'_>, rule: &Rule, text: String) {
    if let Some(item) = checker.sections.rules.get(rule.id.as_str()) {
        checker.rule(item.id.mark, text);
    }
}

/// Where some conditions hold at once.
enum Meeting {
    /// In this case among others, worded fact by fact.
    In(Vec<String>),
    /// In no case.
    Nowhere,
    /// The cases are too many to try, or cannot be listed.
    Untried,
}

fn meet(pack: &Pack, conditions: &[&Condition]) -> Meeting {
    let names: BTreeSet<&str> = conditions.iter().flat_map(|when| when.names()).collect();
    let values = names
        .into_iter()
        .map(|name| Some((name, values_of(pack, name)?)));
    let Some(values) = values.collect::<Option<Vec<_>>>() else {
        return Meeting::Untried;
    };
    let n_cases = values
        .iter()
        .try_fold(1_usize, |n, (_, values)| n.checked_mul(values.len()));
    let Some(n_cases) = n_cases.filter(|n| *n <= MOST_CASES) else {
        return Meeting::Untried;
    };
    let cases = (0..n_cases).map(|number| Case::new(pack, &values, number));
    let mut meeting = cases.filter(|case| {
        let mut all = conditions.iter();
        all.all(|when| when.truth(case) == Some(true))
    });
    let meeting = meeting.next();
    meeting.map_or(Meeting::Nowhere, |case| Meeting::In(case.worded()))
}

/// Returns every value that a fact can have; `None` where they cannot be listed.
fn values_of<'p>(pack: &'p Pack, name: &str) -> Option<Vec<&'p str>> {
    if name == PLATFORM {
        return Some(Platform::ALL.iter().map(|platform| platform.id()).collect());
    }
    let values = pack.facts.get(name)?.values.list();
    (!values.is_empty()).then(|| values.iter().map(|value| value.id.as_str()).collect())
}

/// One value for each of some facts.
struct Case<'a> {
    pack: &'a Pack,
    values: BTreeMap<&'a str, &'a str>,
}

impl<'a> Case<'a> {
    /// Returns the case with this number: its digits, in a base of its own for each fact, pick the values.
    fn new(pack: &'a Pack, facts: &[(&'a str, Vec<&'a str>)], mut number: usize) -> Self {
        let picked = facts.iter().map(|(name, values)| {
            let value = values[number % values.len()];
            number /= values.len();
            (*name, value)
        });
        let values = picked.collect();
        Self { pack, values }
    }

    fn worded(&self) -> Vec<String> {
        let values = self.values.iter();
        values
            .map(|(name, value)| format!("`{name} == {value}`"))
            .collect()
    }
}

impl Facts for Case<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).copied()
    }

    fn first_value(&self, name: &str) -> Option<&str> {
        let values = self.pack.facts.get(name)?.values.list();
        values.first().map(|value| value.id.as_str())
    }
}
