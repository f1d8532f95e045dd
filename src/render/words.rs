//! The words of the program itself, in both languages, side by side.

use crate::knowledge::Lang;

/// A word or sentence of the program, in each language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// English.
    pub(crate) en: &'static str,
    /// Japanese.
    pub(crate) ja: &'static str,
}

impl Word {
    /// Returns the wording in `lang`.
    pub(crate) fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }

    /// Returns the wording in `lang` with each `{name}` replaced by what stands beside it.
    pub(crate) fn fill(self, lang: Lang, slots: &[(&str, &str)]) -> String {
        slots
            .iter()
            .fold(self.get(lang).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}

/// Declares words: a name, the English, the Japanese.
macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        $(pub(crate) const $name: $crate::render::words::Word = $crate::render::words::Word { en: $en, ja: $ja };)*
    };
}
pub(crate) use words;
