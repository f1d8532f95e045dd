//! Probabilities, alone and by value.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::decode::Pairs;
use crate::knowledge::nearest::nearest;
use crate::knowledge::raw::{Likelihood, Word};
use crate::knowledge::spanned::Spanned;
use crate::knowledge::{Defect, Distribution, FactId, Probability};

use super::checker::Checker;
use super::names::FactKind;

impl Checker<'_> {
    /// Returns the probability that a word or number stands for.
    pub(super) fn probability(&mut self, word: &Word) -> Option<Probability> {
        let number = word.value.parse::<f64>().ok();
        let probability =
            Probability::from_word(&word.value).or_else(|| number.and_then(Probability::new));
        if probability.is_none() {
            let words = Probability::WORDS.iter().map(|(known, _)| *known);
            let at = self.place(word.mark);
            self.defects.push(Defect::Likelihood {
                at,
                found: word.value.clone(),
                nearest: nearest(&word.value, words),
            });
        }
        probability
    }

    /// Returns what is expected of facts.
    pub(super) fn expect(
        &mut self,
        pairs: &Pairs<Spanned<Likelihood>>,
    ) -> BTreeMap<FactId, Distribution> {
        let mut expect = BTreeMap::new();
        for (fact, likelihood) in pairs.iter() {
            let id = self.fact(fact);
            if self.names.ways_of_speaking.contains(&fact.value) {
                let at = self.place(fact.mark);
                self.defects.push(Defect::WayOfSpeaking {
                    at,
                    fact: fact.value.clone(),
                    problem: "cannot be expected; expect what it means",
                });
                continue;
            }
            let baseline = self.baseline_of(&fact.value);
            let distribution = self.distribution(&fact.value, likelihood, baseline.as_ref());
            expect.extend(id.zip(distribution));
        }
        expect
    }

    /// Returns the probability of each value of a fact.
    pub(super) fn distribution(
        &mut self,
        fact: &str,
        likelihood: &Spanned<Likelihood>,
        baseline: Option<&Distribution>,
    ) -> Option<Distribution> {
        let values = match self.names.facts.get(fact)? {
            FactKind::Closed(values) | FactKind::Code(values) => values,
            FactKind::Text { .. } => {
                self.rule(
                    likelihood.mark,
                    format!("`{fact}` is free text, which is never evidence"),
                );
                return None;
            }
            FactKind::Unclear => return None,
        };
        let named = self.named(fact, likelihood, values)?;
        let distribution = Distribution::like(baseline, values.len(), &named);
        if distribution.is_none() {
            let at = self.place(likelihood.mark);
            let sum: f64 = named.iter().map(|(_, probability)| probability.get()).sum();
            let expected = if named.len() == values.len() {
                "1"
            } else {
                "at most 1"
            };
            // A sum is shown as a person would add it up.
            let sum = (sum * 1e6).round() / 1e6;
            self.defects.push(Defect::Sum { at, sum, expected });
        }
        distribution
    }

    /// Returns the probabilities that are written, by the position of the value.
    fn named(
        &mut self,
        fact: &str,
        likelihood: &Spanned<Likelihood>,
        values: &[String],
    ) -> Option<Vec<(usize, Probability)>> {
        let pairs = match &likelihood.value {
            Likelihood::First(word) => return Some(vec![(0, self.probability(word)?)]),
            Likelihood::ByValue(pairs) => pairs,
        };
        let mut named = Some(Vec::new());
        let mut seen = BTreeSet::new();
        for (value, word) in pairs.iter() {
            self.listed_value(fact, value, values);
            let probability = self.probability(word);
            let position = values.iter().position(|known| *known == value.value);
            match position.zip(probability) {
                Some((position, _)) if !seen.insert(position) => {}
                Some(pair) => named.iter_mut().for_each(|named| named.push(pair)),
                None => named = None,
            }
        }
        named
    }

    /// Checks that a value has a place of its own among those of a fact.
    fn listed_value(&mut self, fact: &str, value: &Word, values: &[String]) {
        if !values.contains(&value.value) {
            let at = self.place(value.mark);
            self.defects.push(Defect::UnknownValue {
                at,
                fact: fact.to_owned(),
                found: value.value.clone(),
                known: values.to_vec(),
            });
        }
    }

    /// Returns a fact's baseline, whose own defects are found where it stands.
    fn baseline_of(&mut self, fact: &str) -> Option<Distribution> {
        let sections = self.sections;
        let raw = sections.facts.get(fact)?.raw.as_ref()?;
        let n_before = self.defects.len();
        let baseline = self.distribution(fact, raw.baseline.as_ref()?, None);
        self.defects.truncate(n_before);
        baseline
    }
}
