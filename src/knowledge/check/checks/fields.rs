//! What a check reads, and what that says of facts.

use regex::Regex;
use serde_json_path::JsonPath;

use crate::knowledge::decode::Pairs;
use crate::knowledge::raw::{self, Word};
use crate::knowledge::{
    Comparison, Condition, Fits, Lang, Observe, Observed, ReadBy, Telling, filled,
};

use super::super::checker::Checker;
use super::super::names::FactKind;

impl Checker<'_> {
    /// Returns the fields that are read, with how.
    pub(super) fn read(&mut self, raw: &Pairs<raw::Read>) -> Vec<(String, ReadBy)> {
        let mut fields = Vec::new();
        for (field, read) in raw.iter() {
            let ways = [&read.json, &read.header, &read.line, &read.text];
            if self.sound && ways.into_iter().flatten().count() != 1 {
                self.rule(
                    field.mark,
                    "a field is read in exactly one way: json, header, line or text",
                );
            }
            let by = self.read_by(read);
            fields.extend(by.map(|by| (field.value.clone(), by)));
        }
        fields
    }

    fn read_by(&mut self, read: &raw::Read) -> Option<ReadBy> {
        if let Some(path) = &read.json {
            if let Err(error) = JsonPath::parse(&path.value) {
                let reason = error.message().to_owned();
                self.unexpected(path, format!("a JSON path of RFC 9535: {reason}"));
            }
            return Some(ReadBy::Json(path.value.clone()));
        }
        if let Some(pattern) = &read.text {
            self.regex(pattern, &pattern.value);
            return Some(ReadBy::Text(pattern.value.clone()));
        }
        let header = read.header.as_ref();
        let header = header.map(|name| ReadBy::Header(name.value.clone()));
        header.or_else(|| Some(ReadBy::Line(read.line.as_ref()?.value.clone())))
    }

    fn regex(&mut self, word: &Word, pattern: &str) {
        if Regex::new(pattern).is_err() {
            self.unexpected(
                word,
                format!("a regular expression, which `{pattern}` is not"),
            );
        }
    }

    /// Returns a condition over fields; `known` are those that there are, where that can be told.
    pub(super) fn over_fields(
        &mut self,
        raw: Option<&Word>,
        known: Option<&[String]>,
    ) -> Option<Condition> {
        let word = raw?;
        let condition = self.syntax_of_condition(word)?;
        for name in condition.names() {
            self.field(word, name, known);
        }
        self.patterns(word, &condition);
        Some(condition)
    }

    fn field(&mut self, word: &Word, name: &str, known: Option<&[String]>) {
        if let Some(known) = known
            && !known.iter().any(|field| field == name)
        {
            let mark = super::super::references::part(word, name);
            self.unknown("field", (mark, name), known);
        }
    }

    /// Returns what the fields mean, in the order written.
    pub(super) fn tells(
        &mut self,
        raw: &Pairs<raw::Text>,
        known: Option<&[String]>,
    ) -> Vec<Telling> {
        let mut tells = Vec::new();
        for (when, text) in raw.iter() {
            let condition = self.over_fields(Some(when), known);
            let text = self.text(text);
            for lang in Lang::ALL {
                let mut fields = Vec::new();
                let is_whole = filled(text.get(lang), |slot| {
                    fields.push(slot.field.to_owned());
                    Some(String::new())
                });
                if is_whole.is_none() {
                    self.rule(when.mark, "a `{` is not closed");
                }
                for field in fields {
                    self.field(when, &field, known);
                }
            }
            tells.extend(condition.map(|when| Telling { when, text }));
        }
        tells
    }

    fn patterns(&mut self, word: &Word, condition: &Condition) {
        match condition {
            Condition::Compare {
                comparison: Comparison::Matches,
                value,
                ..
            } => self.regex(word, value),
            Condition::Not(inner) => self.patterns(word, inner),
            Condition::And(parts) | Condition::Or(parts) => {
                for part in parts {
                    self.patterns(word, part);
                }
            }
            Condition::Holds(_) | Condition::Compare { .. } | Condition::In { .. } => {}
        }
    }

    /// Returns what the fields say of facts.
    pub(super) fn observe(
        &mut self,
        raw: &Pairs<Pairs<Word>>,
        known: Option<&[String]>,
    ) -> Vec<Observe> {
        let mut observe = Vec::new();
        for (fact, values) in raw.iter() {
            let id = self.fact(fact);
            let value = self.observed(fact, values, known);
            let both = id.zip(value);
            observe.extend(both.map(|(fact, value)| Observe { fact, value }));
        }
        observe
    }

    fn observed(
        &mut self,
        fact: &Word,
        values: &Pairs<Word>,
        known: Option<&[String]>,
    ) -> Option<Observed> {
        let mut first_of = Vec::new();
        for (value, written) in values.iter() {
            // `is:` takes the value from a field, whatever it is.
            if value.value == "is" {
                if values.0.len() > 1 {
                    self.rule(value.mark, "`is` stands alone");
                }
                self.field(written, &written.value, known);
                return Some(Observed::Field {
                    field: written.value.clone(),
                    fits: self.fits(&fact.value)?,
                });
            }
            self.value(&fact.value, value);
            let condition = self.over_fields(Some(written), known);
            first_of.extend(condition.map(|condition| (value.value.clone(), condition)));
        }
        Some(Observed::FirstOf(first_of))
    }

    /// Returns which texts can be the value of a fact.
    fn fits(&self, fact: &str) -> Option<Fits> {
        match self.names.facts.get(fact)? {
            FactKind::Closed(values) => Some(Fits::OneOf(values.clone())),
            FactKind::Code(_) => Some(Fits::Code),
            FactKind::Text { .. } => {
                let raw = self.sections.facts.get(fact)?.raw.as_ref()?;
                let pattern = raw.pattern.as_ref().map(|pattern| pattern.value.clone());
                Some(Fits::Pattern(
                    pattern.unwrap_or_else(|| "(?s).*".to_owned()),
                ))
            }
            FactKind::Unclear => None,
        }
    }
}
