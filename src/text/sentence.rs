use std::collections::BTreeMap;

use serde::Deserialize;

use crate::knowledge::{Lang, Phrase};

use super::mark::Mark;

/// The forms of words of a language, by kind.
type Forms = BTreeMap<Mark, BTreeMap<Lang, Vec<String>>>;

/// Returns the forms of words that the engine itself knows, with what each does.
pub(super) fn marks() -> Vec<(Mark, Phrase)> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Raw(Forms);
    let Raw(forms) =
        serde_yaml::from_str(include_str!("sentence.yaml")).expect("the embedded file is tested");
    forms
        .into_iter()
        .flat_map(|(mark, by_lang)| {
            by_lang
                .into_values()
                .flatten()
                .map(move |text| (mark, text))
        })
        .map(|(mark, text)| {
            (
                mark,
                Phrase::parse(&text).expect("the embedded file is tested"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_forms_are_valid() {
        assert!(marks().len() > 30);
    }
}
