use fastrand::Rng;

use crate::base::{Base, Hypothesis, Tables};
use crate::infer::Lookup;
use crate::knowledge::{Fact, Fix, PLATFORM};
use crate::system::Platform;

use super::people::People;

/// Somebody who has a problem, with everything that is true of them; by position in the pack.
pub(super) struct Person<'a> {
    base: &'a Base,
    platform: Platform,
    /// The cause behind the problem; `None` for what nobody wrote down.
    pub(super) cause: Option<usize>,
    /// By fact, the true value where it is drawn: where the fact is evidence.
    values: Vec<Option<usize>>,
    /// By fact, what the person says when asked; `None` where they cannot tell.
    says: Vec<Option<usize>>,
    /// By fix, whether it ends the problem.
    cured: Vec<bool>,
}

impl<'a> Person<'a> {
    /// Draws a person with a problem from the tables of their world. The same chances are used up whatever the tables and
    /// the people, so that a seed stands for the same person as far as can be.
    pub(super) fn draw(
        base: &'a Base,
        platform: Platform,
        world: &Tables,
        problem: usize,
        people: People,
        rng: &mut Rng,
    ) -> Self {
        let hypothesis = hypothesis(world, problem, rng.f64());
        let mut values = Vec::with_capacity(world.facts.len());
        let mut says = Vec::with_capacity(world.facts.len());
        for (rows, fact) in world.facts.iter().zip(&base.pack.facts) {
            let [drawn, unsure, wrong] = [rng.f64(), rng.f64(), rng.f64()];
            let told = told_as(base, fact);
            let value = rows
                .is_evidence()
                .then(|| pick(rows.of(hypothesis), told, drawn));
            let can_tell = (1.0 - fact.unsure.get()) * (1.0 - people.unsure());
            let said = value.map(|value| mistaken(value, rows.default_row().len(), people, wrong));
            values.push(value);
            says.push(said.filter(|_| unsure < can_tell));
        }
        let cured = world
            .cures
            .iter()
            .zip(&base.pack.fixes)
            .map(|(cures, fix)| {
                let own = rng.f64();
                let mut told = fix.tells.iter();
                // A fix that tells what is drawn is one event with it.
                let helps = told.find_map(|(fact, told)| {
                    let position = base.pack.facts.position(fact.as_str())?;
                    let told = base.pack.facts[position].values.position(told);
                    values[position].map(|value| told != Some(value))
                });
                let entry = cures.binary_search_by_key(&hypothesis, |(hypothesis, _)| *hypothesis);
                helps.unwrap_or(own < entry.map_or(0.0, |entry| cures[entry].1))
            });
        let cured = cured.collect();
        Self {
            cured,
            cause: world.hypotheses[hypothesis].cause,
            base,
            platform,
            values,
            says,
        }
    }

    /// Returns what the person answers; `None` when they cannot tell.
    pub(super) fn answer(&self, fact: usize) -> Option<usize> {
        self.says[fact]
    }

    /// Returns whether a fix ends the problem, or one that is done along with it.
    pub(super) fn is_cured_by(&self, fix: usize) -> bool {
        let fixes = &self.base.pack.fixes;
        let mut included = fixes[fix].includes.iter();
        self.cured[fix]
            || included.any(|id| {
                let included = fixes.position(id.as_str());
                included.is_some_and(|included| self.is_cured_by(included))
            })
    }

    /// Returns whether a fix applies by what is true; `None` where that depends on what is not drawn.
    pub(super) fn applies(&self, fix: &Fix) -> Option<bool> {
        let facts = &self.base.pack.facts;
        let known = |name: &str| {
            if name == PLATFORM {
                return Some(self.platform.id());
            }
            let fact = facts.position(name)?;
            let value = &facts[fact].values.list()[self.values[fact]?];
            Some(value.id.as_str())
        };
        let lookup = Lookup {
            pack: &self.base.pack,
            known: &known,
        };
        let when = fix.when.as_ref();
        when.map_or(Some(true), |when| when.truth(&lookup))
    }
}

fn hypothesis(world: &Tables, problem: usize, chance: f64) -> usize {
    let of_problem = |hypothesis: &Hypothesis| hypothesis.problem == problem;
    let first = world.hypotheses.iter().position(of_problem).unwrap_or(0);
    let n = world.hypotheses.iter().filter(|h| of_problem(h)).count();
    first + pick(&world.shares[first..first + n], None, chance)
}

/// Returns the value of a fact that a fix without help is one event with.
fn told_as(base: &Base, fact: &Fact) -> Option<usize> {
    let mut fixes = base.pack.fixes.iter();
    let told = fixes.find_map(|fix| fix.tells.get(&fact.id))?;
    fact.values.position(told)
}

/// Returns the position at which the sum of the probabilities passes the chance; `last` is added last.
///
/// So the value that says that a fix does not help is picked by the chances by which the fix does not help.
fn pick(probabilities: &[f64], last: Option<usize>, chance: f64) -> usize {
    let mut sum = 0.0;
    let others = (0..probabilities.len()).filter(|position| Some(*position) != last);
    for position in others.chain(last) {
        let probability = probabilities[position];
        sum += probability;
        if chance < sum {
            return position;
        }
    }
    // The sum may fall short of 1 by a rounding.
    let possible = probabilities
        .iter()
        .rposition(|probability| *probability > 0.0);
    possible.unwrap_or(0)
}

/// Returns the value that is said for a true one: where the chance falls below P(wrong), one of the others, all alike.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a fact has few values"
)]
fn mistaken(value: usize, n_values: usize, people: People, chance: f64) -> usize {
    if n_values < 2 || chance >= people.wrong() {
        return value;
    }
    let other = (chance / people.wrong() * (n_values - 1) as f64) as usize;
    let other = other.min(n_values - 2);
    if other < value { other } else { other + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_fix_that_does_not_help_is_picked_last() {
        assert_eq!(pick(&[0.3, 0.7], None, 0.2), 0);
        assert_eq!(pick(&[0.3, 0.7], None, 0.4), 1);
        assert_eq!(pick(&[0.3, 0.7], Some(0), 0.6), 1);
        assert_eq!(pick(&[0.3, 0.7], Some(0), 0.8), 0);
        assert_eq!(pick(&[0.5, 0.0], None, 0.9), 0);
    }
}
