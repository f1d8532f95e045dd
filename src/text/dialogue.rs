use std::collections::BTreeMap;

use serde::Deserialize;

use crate::knowledge::{Lang, Phrase};

use super::Act;

/// The phrases that the engine itself brings along.
pub(super) struct Dialogue {
    /// What people say to steer the conversation.
    pub(super) acts: Vec<(Act, Phrase)>,
    /// Numbers that count something.
    pub(super) quantities: Vec<Phrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    acts: BTreeMap<Act, BTreeMap<Lang, Vec<String>>>,
    quantities: BTreeMap<Lang, Vec<String>>,
}

/// Returns the engine's own phrases.
pub(super) fn dialogue() -> Dialogue {
    let raw: Raw =
        serde_yaml::from_str(include_str!("dialogue.yaml")).expect("the embedded file is tested");
    Dialogue {
        acts: raw
            .acts
            .into_iter()
            .flat_map(|(act, by_lang)| {
                by_lang
                    .into_values()
                    .flatten()
                    .map(move |text| (act, parse(&text)))
            })
            .collect(),
        quantities: raw
            .quantities
            .into_values()
            .flatten()
            .map(|text| parse(&text))
            .collect(),
    }
}

fn parse(text: &str) -> Phrase {
    Phrase::parse(text).expect("the embedded file is tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_phrases_are_valid() {
        let dialogue = dialogue();
        assert!(dialogue.acts.len() > 40);
        assert!(!dialogue.quantities.is_empty());
    }
}
