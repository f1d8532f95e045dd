use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Lang;

/// A text in one or more languages; English is the fallback.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// Returns a text from its wording by language.
    #[must_use]
    pub fn new(by_lang: BTreeMap<Lang, String>) -> Self {
        Self(by_lang)
    }

    /// Returns the wording in `lang`, in English where it is missing, in any language where that is missing too.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.0
            .get(&lang)
            .or_else(|| self.0.get(&Lang::En))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Returns whether the text is worded in `lang` itself.
    #[must_use]
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains_key(&lang)
    }

    /// Returns each wording with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0
            .iter()
            .map(|(lang, wording)| (*lang, wording.as_str()))
    }
}
