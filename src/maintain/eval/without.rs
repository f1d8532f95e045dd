use std::collections::BTreeMap;

use crate::knowledge::{
    Distribution, Entries, Fact, FactId, Pack, Probability, Problem, ProblemCause, Value, Values,
};

/// The value of an error number that no problem shows.
const OTHER: &str = "other";

/// Returns the pack as it would be if a problem had never been written down: without its entry, without the error
/// numbers that only it shows, and without tests.
///
/// Rules stay; what they say of a number that is gone holds no more, since such a number is read as `other`.
pub(super) fn without(pack: &Pack, problem: &str) -> Pack {
    let mut pack = pack.clone();
    pack.tests.clear();
    let gone = pack.problems.get(problem).cloned();
    pack.problems = only(&pack.problems, |entry| entry.id.as_str() != problem);
    for (fact, values) in gone.iter().flat_map(|gone| &gone.shows) {
        let numbers: Vec<&String> = values
            .iter()
            .filter(|value| {
                value.bytes().all(|byte| byte.is_ascii_digit()) && !is_shown(&pack, fact, value)
            })
            .collect();
        for number in numbers {
            forget(&mut pack, fact, number);
        }
    }
    pack
}

fn only(problems: &Entries<Problem>, is_kept: impl Fn(&Problem) -> bool) -> Entries<Problem> {
    let kept = problems.iter().filter(|problem| is_kept(problem));
    Entries::new(kept.cloned().collect())
}

fn is_shown(pack: &Pack, fact: &FactId, value: &String) -> bool {
    let mut problems = pack.problems.iter();
    problems.any(|problem| {
        problem
            .shows
            .get(fact)
            .is_some_and(|values| values.contains(value))
    })
}

/// Makes a number one that no problem shows: its probability becomes that of `other`.
fn forget(pack: &mut Pack, fact: &FactId, number: &str) {
    let Some(Values::Code(values)) = pack.facts.get(fact.as_str()).map(|entry| &entry.values)
    else {
        return;
    };
    let at = |id: &str| values.iter().position(|value| value.id == id);
    let (Some(gone), Some(other)) = (at(number), at(OTHER)) else {
        return;
    };
    let merge = |distribution: &mut Distribution| {
        if let Some(merged) = merged(distribution, gone, other) {
            *distribution = merged;
        }
    };
    let expect = |expect: &mut BTreeMap<FactId, Distribution>| {
        expect.get_mut(fact).map(merge);
    };
    let facts = pack.facts.iter().cloned().map(|mut entry| {
        if entry.id == *fact {
            entry.baseline.as_mut().map(merge);
            without_value(&mut entry, number);
        }
        entry
    });
    let facts = Entries::new(facts.collect());
    let causes = pack.causes.iter().cloned().map(|mut cause| {
        expect(&mut cause.expect);
        cause
    });
    let causes = Entries::new(causes.collect());
    let problems = pack.problems.iter().cloned().map(|mut problem| {
        let each = |cause: &mut ProblemCause| expect(&mut cause.expect);
        problem.causes.iter_mut().for_each(each);
        problem
    });
    let problems = Entries::new(problems.collect());
    (pack.facts, pack.causes, pack.problems) = (facts, causes, problems);
}

fn without_value(fact: &mut Fact, value: &str) {
    if let Values::Code(values) = &mut fact.values {
        values.retain(|known: &Value| known.id != value);
    }
    fact.said
        .retain(|said| said.value.as_deref() != Some(value));
}

/// Returns a distribution without one value, whose probability another takes over.
fn merged(distribution: &Distribution, gone: usize, other: usize) -> Option<Distribution> {
    let mut by_value = distribution.by_value().to_vec();
    by_value[other] += by_value[gone];
    by_value.remove(gone);
    let named: Vec<(usize, Probability)> = by_value
        .iter()
        .enumerate()
        .filter_map(|(value, p)| Some((value, Probability::new(p.min(1.0))?)))
        .collect();
    Distribution::new(by_value.len(), &named)
}
