//! References from one entry to another.

use std::collections::BTreeMap;

use crate::knowledge::decode::{List, Pairs};
use crate::knowledge::nearest::nearest;
use crate::knowledge::raw::Word;
use crate::knowledge::spanned::Mark;
use crate::knowledge::{CauseId, CheckId, Comparison, Condition, Defect, FactId, FixId};

use super::checker::Checker;
use super::names::FactKind;

impl Checker<'_> {
    /// Notes that an id names nothing.
    pub(super) fn unknown<'k>(
        &mut self,
        kind: &'static str,
        (mark, found): (Mark, &str),
        known: impl IntoIterator<Item = &'k String>,
    ) {
        let at = self.place(mark);
        self.defects.push(Defect::UnknownId {
            at,
            kind,
            found: found.to_owned(),
            nearest: nearest(found, known.into_iter().map(String::as_str)),
        });
    }

    /// Returns the fact that a word names.
    pub(super) fn fact(&mut self, word: &Word) -> Option<FactId> {
        self.fact_at(word.mark, &word.value)
    }

    fn fact_at(&mut self, mark: Mark, id: &str) -> Option<FactId> {
        if !self.names.facts.contains_key(id) {
            let names = self.names;
            self.unknown("fact", (mark, id), names.facts.keys());
        }
        FactId::parse(id)
    }

    /// Returns the cause that a word names.
    pub(super) fn cause(&mut self, word: &Word) -> Option<CauseId> {
        if !self.names.causes.contains(&word.value) {
            let names = self.names;
            self.unknown("cause", (word.mark, &word.value), &names.causes);
        }
        CauseId::parse(&word.value)
    }

    /// Returns the fix that a word names.
    pub(super) fn fix(&mut self, word: &Word) -> Option<FixId> {
        if !self.names.fixes.contains(&word.value) {
            let names = self.names;
            self.unknown("fix", (word.mark, &word.value), &names.fixes);
        }
        FixId::parse(&word.value)
    }

    /// Returns the fixes that a list names.
    pub(super) fn fixes(&mut self, list: &List<Word>) -> Vec<FixId> {
        list.0.iter().filter_map(|word| self.fix(word)).collect()
    }

    /// Returns the check that a word names.
    pub(super) fn check_id(&mut self, word: &Word) -> Option<CheckId> {
        if !self.names.checks.contains(&word.value) {
            let names = self.names;
            self.unknown("check", (word.mark, &word.value), &names.checks);
        }
        CheckId::parse(&word.value)
    }

    /// Returns facts with the value of each.
    pub(super) fn fact_values(&mut self, pairs: &Pairs<Word>) -> BTreeMap<FactId, String> {
        let mut values = BTreeMap::new();
        for (fact, value) in pairs.iter() {
            let id = self.fact(fact);
            self.value(&fact.value, value);
            values.extend(id.map(|id| (id, value.value.clone())));
        }
        values
    }

    /// Checks that a fact can have a value.
    pub(super) fn value(&mut self, fact: &str, value: &Word) {
        self.value_at(fact, value.mark, &value.value);
    }

    fn value_at(&mut self, fact: &str, mark: Mark, value: &str) {
        let known = match self.names.facts.get(fact) {
            Some(FactKind::Closed(values)) if !values.iter().any(|known| known == value) => values,
            Some(FactKind::Code(values))
                if !values.iter().any(|known| known == value) && !is_code(value) =>
            {
                values
            }
            _ => return,
        };
        let at = self.place(mark);
        self.defects.push(Defect::UnknownValue {
            at,
            fact: fact.to_owned(),
            found: value.to_owned(),
            known: known.clone(),
        });
    }

    /// Returns a condition over facts.
    pub(super) fn condition(&mut self, raw: Option<&Word>) -> Option<Condition> {
        let word = raw?;
        let condition = self.syntax_of_condition(word)?;
        for name in condition.names() {
            self.fact_at(part(word, name), name);
        }
        self.condition_values(word, &condition);
        Some(condition)
    }

    /// Returns a condition over the fields that a check read.
    pub(super) fn syntax_of_condition(&mut self, word: &Word) -> Option<Condition> {
        match Condition::parse(&word.value) {
            Ok(condition) => Some(condition),
            Err(error) => {
                let at = self.place(word.mark.part(&word.value, error.offset, 1));
                let reason = error.message;
                self.defects.push(Defect::Condition { at, reason });
                None
            }
        }
    }

    fn condition_values(&mut self, word: &Word, condition: &Condition) {
        match condition {
            Condition::Compare {
                name,
                comparison: Comparison::Equal | Comparison::NotEqual,
                value,
            } => self.value_at(name, part(word, value), value),
            Condition::Holds(_) | Condition::Compare { .. } => {}
            Condition::In { name, values } => {
                for value in values {
                    self.value_at(name, part(word, value), value);
                }
            }
            Condition::Not(inner) => self.condition_values(word, inner),
            Condition::And(parts) | Condition::Or(parts) => {
                for part in parts {
                    self.condition_values(word, part);
                }
            }
        }
    }
}

/// Returns whether a value can be an error number.
pub(super) fn is_code(value: &str) -> bool {
    let is_of_code = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    value.chars().all(is_of_code) && value.chars().any(|letter| letter.is_ascii_digit())
}

/// Returns the mark of a name inside a condition.
pub(super) fn part(word: &Word, name: &str) -> Mark {
    let is_of_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let stands_alone = |offset: &usize| {
        !word.value[..*offset].ends_with(is_of_name)
            && !word.value[offset + name.len()..].starts_with(is_of_name)
    };
    let offsets = word.value.match_indices(name).map(|(offset, _)| offset);
    match offsets.into_iter().find(stands_alone) {
        Some(offset) => word.mark.part(&word.value, offset, name.chars().count()),
        None => word.mark,
    }
}
