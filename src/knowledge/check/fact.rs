//! Facts.

use std::collections::BTreeMap;

use crate::knowledge::decode::Pairs;
use crate::knowledge::raw::{self, Phrases, Word};
use crate::knowledge::sections::Item;
use crate::knowledge::spanned::Mark;
use crate::knowledge::{Defect, Fact, FactId, Probability, Said, Span, Text, Value, Values};
use crate::system::Platform;

use super::checker::Checker;
use super::names::FactKind;
use super::phrases::{Slot, is_by_language};

/// The time a person takes to answer, where none is written.
const ANSWER: Span = Span::seconds(15);

/// P(the person cannot tell), where none is written.
const UNSURE: f64 = 0.05;

/// Returns a fact.
pub(super) fn check(
    checker: &mut Checker<'_>,
    item: &Item<raw::Fact>,
    raw: &raw::Fact,
) -> Option<Fact> {
    let name = &item.id.value;
    let provenance = checker.provenance(
        raw.source.as_ref(),
        raw.reviewed.as_ref(),
        raw.status.as_ref(),
    );
    checker.reserved(item, raw);
    checker.way_of_speaking(name, raw);
    checker.free_text(item);
    let ask = raw.ask.as_ref().map(|ask| checker.text(&ask.value));
    let baseline = raw.baseline.as_ref();
    let unsure = raw
        .unsure
        .as_ref()
        .and_then(|word| checker.probability(word));
    Some(Fact {
        id: FactId::parse(name)?,
        ask,
        help: checker.optional_text(raw.help.as_ref()),
        values: checker.values(name, raw),
        baseline: baseline.and_then(|raw| checker.distribution(name, raw, None)),
        unsure: unsure.or(Probability::new(UNSURE))?,
        said: checker.said(name, raw.said.as_ref()),
        samples: checker.samples(name, raw.samples.as_ref()),
        not: checker.texts(raw.not.as_ref()),
        means: checker.means(name, raw.means.as_ref()),
        when: checker.condition(raw.when.as_ref()),
        takes: checker.span(raw.takes.as_ref(), ANSWER),
        provenance,
    })
}

impl Checker<'_> {
    /// Checks that a pack leaves the reserved facts what they are.
    fn reserved(&mut self, item: &Item<raw::Fact>, raw: &raw::Fact) {
        let mark = item.id.mark;
        if item.id.value == "problem" {
            self.rule(mark, "fact `problem` is reserved for the problems");
        }
        let Some(FactKind::Closed(values)) = self.names.facts.get("platform") else {
            return;
        };
        let is_foreign = |value: &String| value.parse::<Platform>().is_err();
        if item.id.value == "platform" && values.iter().any(is_foreign) {
            let mark = raw.values.as_ref().map_or(mark, |values| values.mark);
            let known = Platform::ALL.map(Platform::id).join(", ");
            let rule = format!("the values of fact `platform` are some of {known}");
            self.rule(mark, rule);
        }
    }

    fn way_of_speaking(&mut self, fact: &str, raw: &raw::Fact) {
        if raw.means.is_none() {
            return;
        }
        let asked = raw.ask.as_ref().map(|ask| (ask.mark, "cannot be asked"));
        let based = raw
            .baseline
            .as_ref()
            .map(|baseline| (baseline.mark, "has no baseline"));
        for (mark, problem) in asked.into_iter().chain(based) {
            let at = self.place(mark);
            let fact = fact.to_owned();
            self.defects
                .push(Defect::WayOfSpeaking { at, fact, problem });
        }
    }

    /// Checks that free text comes from nowhere but a check.
    fn free_text(&mut self, item: &Item<raw::Fact>) {
        let fact = &item.id.value;
        let is_text = matches!(self.names.facts.get(fact), Some(FactKind::Text { .. }));
        let from_a_person = ["ask", "said", "means"];
        if is_text && from_a_person.iter().any(|key| item.given.contains(*key)) {
            let rule = format!("`{fact}` is free text, which only a check can state");
            self.rule(item.id.mark, rule);
        }
    }

    fn values(&mut self, fact: &str, raw: &raw::Fact) -> Values {
        let is_text = matches!(self.names.facts.get(fact), Some(FactKind::Text { .. }));
        if let Some(pattern) = raw.pattern.as_ref().filter(|_| !is_text) {
            self.rule(pattern.mark, "a pattern needs `values: text`");
        }
        match self.names.facts.get(fact) {
            Some(FactKind::Text { .. }) => Values::Text {
                pattern: raw
                    .pattern
                    .as_ref()
                    .map_or_else(String::new, |word| word.value.clone()),
            },
            Some(FactKind::Code(codes)) => {
                Values::Code(codes.iter().map(|code| bare(code)).collect())
            }
            Some(FactKind::Closed(default)) => Values::Closed(match &raw.values {
                None => default.iter().map(|id| bare(id)).collect(),
                Some(values) => self.closed(values.mark, &values.value),
            }),
            Some(FactKind::Unclear) | None => Values::Closed(Vec::new()),
        }
    }

    fn closed(&mut self, mark: Mark, raw: &raw::Values) -> Vec<Value> {
        let pairs: Vec<(&Word, Option<Text>)> = match raw {
            raw::Values::List(list) => list.iter().map(|id| (id, None)).collect(),
            raw::Values::Worded(pairs) => pairs
                .iter()
                .map(|(id, text)| (id, Some(self.text(text))))
                .collect(),
        };
        if pairs.len() < 2 {
            self.rule(mark, "a fact has at least two values");
        }
        let mut values: Vec<Value> = Vec::new();
        for (id, title) in pairs {
            self.entry_id(id);
            if values.iter().any(|value| value.id == id.value) {
                self.rule(id.mark, format!("value `{}` stands twice", id.value));
            }
            values.push(Value {
                id: id.value.clone(),
                title,
            });
        }
        values
    }

    fn said(&mut self, fact: &str, raw: Option<&Phrases>) -> Vec<Said> {
        let mut said = Vec::new();
        match raw {
            Some(Phrases::By(pairs)) if !is_by_language(&pairs.0) => {
                for (value, phrases) in pairs.iter() {
                    self.value(fact, value);
                    let phrases = self.phrases(Some(phrases));
                    let value = Some(&value.value);
                    said.extend(phrases.into_iter().map(|phrase| Said {
                        value: value.cloned(),
                        phrase,
                    }));
                }
            }
            raw => {
                for line in self.lines(raw) {
                    let phrase = self.phrase(line, Slot::Required);
                    said.extend(phrase.map(|phrase| Said {
                        value: None,
                        phrase,
                    }));
                }
            }
        }
        said
    }

    fn samples(&mut self, fact: &str, raw: Option<&Phrases>) -> BTreeMap<String, Vec<String>> {
        let mut samples = BTreeMap::new();
        match raw {
            None => {}
            Some(Phrases::By(pairs)) => {
                for (value, texts) in pairs.iter() {
                    self.value(fact, value);
                    samples.insert(value.value.clone(), self.texts(Some(texts)));
                }
            }
            Some(Phrases::List(list)) => {
                if let Some(first) = list.first() {
                    self.rule(first.mark, "samples stand under the value that they state");
                }
            }
        }
        samples
    }

    /// Returns the texts of a list, or of all languages.
    pub(super) fn texts(&mut self, raw: Option<&Phrases>) -> Vec<String> {
        let lines = self.lines(raw);
        lines.into_iter().map(|line| line.value.clone()).collect()
    }

    fn means(
        &mut self,
        fact: &str,
        raw: Option<&Pairs<Pairs<Word>>>,
    ) -> BTreeMap<String, BTreeMap<FactId, String>> {
        let mut means = BTreeMap::new();
        for (value, facts) in raw.iter().flat_map(|pairs| pairs.iter()) {
            self.value(fact, value);
            means.insert(value.value.clone(), self.fact_values(facts));
        }
        means
    }
}

fn bare(id: &str) -> Value {
    Value {
        id: id.to_owned(),
        title: None,
    }
}
