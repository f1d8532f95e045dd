use crate::knowledge::decode::List;
use crate::knowledge::raw::{self, Word};
use crate::knowledge::sections::{Item, Sections};
use crate::knowledge::spanned::Mark;
use crate::knowledge::{CauseId, Defect, Lang, Place, Provenance, Span, Text};

use super::manifest::words;
use super::names::Names;

/// What checking an entry needs: what is known, and where defects go.
pub(super) struct Checker<'a> {
    /// Everything that the files say.
    pub(super) sections: &'a Sections,
    /// The names that are declared.
    pub(super) names: &'a Names,
    /// Whether everything in the entry has the shape it should have, so that what is not there was not written.
    pub(super) sound: bool,
    /// What is wrong so far.
    pub(super) defects: Vec<Defect>,
}

impl<'a> Checker<'a> {
    /// Returns a checker that goes on from `defects`.
    pub(super) fn new(sections: &'a Sections, names: &'a Names, defects: Vec<Defect>) -> Self {
        Self {
            sections,
            names,
            sound: true,
            defects,
        }
    }

    /// Returns the place of a mark.
    pub(super) fn place(&self, mark: Mark) -> Place {
        self.sections.place(mark)
    }

    /// Notes that a rule of the format is broken.
    pub(super) fn rule(&mut self, mark: Mark, rule: impl Into<String>) {
        let at = self.place(mark);
        let rule = rule.into();
        self.defects.push(Defect::Rule { at, rule });
    }

    /// Notes that a word is none of those that have a meaning there.
    pub(super) fn unexpected(&mut self, word: &Word, expected: impl Into<String>) {
        let at = self.place(word.mark);
        self.defects.push(Defect::Word {
            at,
            found: word.value.clone(),
            expected: expected.into(),
        });
    }

    /// Checks that an entry's id is one.
    pub(super) fn entry_id(&mut self, id: &Word) {
        // All ids have the same form, so one kind stands for all.
        if CauseId::parse(&id.value).is_none() {
            self.unexpected(id, "an id: lowercase words joined by `-`");
        }
    }

    /// Notes that an entry lacks a key, unless the key is there in a shape that has a defect of its own.
    pub(super) fn missing<T>(&mut self, item: &Item<T>, key: &'static str) {
        if !item.given.contains(key) {
            let at = self.place(item.id.mark);
            let owner = format!("`{}`", item.id.value);
            self.defects.push(Defect::Missing { at, owner, key });
        }
    }

    /// Returns a text that an entry must have.
    pub(super) fn required_text<T>(
        &mut self,
        item: &Item<T>,
        key: &'static str,
        raw: Option<&raw::Text>,
    ) -> Text {
        if raw.is_none() {
            self.missing(item, key);
        }
        self.optional_text(raw).unwrap_or_default()
    }

    /// Returns a text that an entry may have.
    pub(super) fn optional_text(&mut self, raw: Option<&raw::Text>) -> Option<Text> {
        raw.map(|raw| self.text(raw))
    }

    /// Returns a text.
    pub(super) fn text(&mut self, raw: &raw::Text) -> Text {
        let by_lang = match raw {
            raw::Text::Bare(word) => vec![(self.first_language(), word)],
            raw::Text::ByLang(pairs) => pairs
                .iter()
                .filter_map(|(lang, word)| Some((self.lang(lang)?, word)))
                .collect(),
        };
        for (_, word) in &by_lang {
            if word.value.trim().is_empty() {
                self.rule(word.mark, "the text is empty");
            }
        }
        let owned = by_lang
            .into_iter()
            .map(|(lang, word)| (lang, word.value.clone()));
        Text::new(owned.collect())
    }

    /// Returns the language that a key names.
    pub(super) fn lang(&mut self, key: &Word) -> Option<Lang> {
        let lang = key.value.parse().ok();
        if lang.is_none() {
            self.unexpected(key, "a language: en or ja");
        }
        lang
    }

    /// Returns the language of a text that does not say its own.
    fn first_language(&self) -> Lang {
        let manifest = self.sections.manifest.as_ref();
        manifest
            .and_then(|item| item.raw.as_ref()?.languages.as_ref()?.0.first())
            .and_then(|word| word.value.parse().ok())
            .unwrap_or_default()
    }

    /// Returns a length of time, or the default where none is written.
    pub(super) fn span(&mut self, raw: Option<&Word>, default: Span) -> Span {
        let Some(word) = raw else { return default };
        Span::parse(&word.value).unwrap_or_else(|| {
            self.unexpected(word, "a time such as `15s`, `2m`, `1h` or `1d`");
            default
        })
    }

    /// Returns a number from 0, or the default where none is written.
    pub(super) fn amount(&mut self, raw: Option<&Word>, default: f64) -> f64 {
        let Some(word) = raw else { return default };
        match word.value.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => number,
            _ => {
                self.unexpected(word, "a number from 0");
                default
            }
        }
    }

    /// Returns where an entry comes from; checks when it was reviewed and what state it is in.
    pub(super) fn provenance(
        &mut self,
        source: Option<&List<Word>>,
        reviewed: Option<&Word>,
        status: Option<&Word>,
    ) -> Provenance {
        let date = reviewed.and_then(|word| word.value.parse().ok());
        if let Some(word) = reviewed.filter(|_| date.is_none()) {
            self.unexpected(word, "a date such as `2026-11-22`");
        }
        if let Some(word) = status
            && !["draft", "tested", "stable"].contains(&word.value.as_str())
        {
            self.unexpected(word, "`draft`, `tested` or `stable`");
        }
        Provenance {
            sources: words(source),
            reviewed: date,
        }
    }
}
