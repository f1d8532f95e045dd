use std::collections::BTreeMap;

use serde::Deserialize;

use crate::knowledge::{Lang, Phrase};

use super::Act;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    acts: BTreeMap<Act, BTreeMap<Lang, Vec<String>>>,
}

/// Returns what people say to steer the conversation, as phrases that the engine itself brings along.
pub(super) fn dialogue() -> Vec<(Act, Phrase)> {
    let raw: Raw =
        serde_yaml::from_str(include_str!("dialogue.yaml")).expect("the embedded file is tested");
    raw.acts
        .into_iter()
        .flat_map(|(act, by_lang)| by_lang.into_values().flatten().map(move |text| (act, text)))
        .map(|(act, text)| {
            (
                act,
                Phrase::parse(&text).expect("the embedded file is tested"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_phrases_are_valid() {
        assert!(dialogue().len() > 40);
    }
}
