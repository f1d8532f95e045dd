use std::collections::BTreeSet;

use crate::knowledge::{Pack, Problem};
use crate::text::tokens;

use super::answer::Answer;
use super::forms::forms;

/// Phrases looked for as they are: the problem with the most different ones in the text, ties by prior, then by id;
/// refused where there is none.
pub(super) struct Keywords<'a> {
    /// Each problem with the forms of its phrases, each as [`spaced`].
    problems: Vec<(&'a Problem, BTreeSet<String>)>,
}

impl<'a> Keywords<'a> {
    /// Returns the phrases of a pack, spelt out.
    pub(super) fn new(pack: &'a Pack) -> Self {
        let spelt_out = |problem: &Problem| -> BTreeSet<String> {
            let forms = problem
                .said
                .iter()
                .flat_map(|phrase| forms(phrase, &pack.words));
            let spaced = forms.map(|form| spaced(&form));
            spaced.filter(|form| !form.trim().is_empty()).collect()
        };
        Self {
            problems: pack
                .problems
                .iter()
                .map(|problem| (problem, spelt_out(problem)))
                .collect(),
        }
    }

    /// Returns what stands in a text.
    pub(super) fn read(&self, text: &str) -> Answer {
        let text = spaced(text);
        let counted = self.problems.iter().map(|(problem, forms)| {
            let n_found = forms.iter().filter(|form| text.contains(*form)).count();
            (n_found, *problem)
        });
        let mut found: Vec<_> = counted.filter(|(n_found, _)| *n_found > 0).collect();
        // The problems come in the order of their ids, and sorting keeps it.
        found.sort_by(|(left_n, left), (right_n, right)| {
            right_n.cmp(left_n).then(right.prior.total_cmp(&left.prior))
        });
        Answer {
            ranking: found
                .into_iter()
                .map(|(_, problem)| problem.id.to_string())
                .collect(),
            ..Answer::default()
        }
    }
}

/// Returns the normalised pieces of a text, each between spaces, so that no phrase is found inside a word.
fn spaced(text: &str) -> String {
    let mut spaced = " ".to_owned();
    for token in tokens(text) {
        spaced += &token.text;
        spaced.push(' ');
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn phrases_are_found_between_words_and_width_and_case_are_folded() {
        let pack = sample::pack();
        let keywords = Keywords::new(&pack);
        let read = |text| keywords.read(text).ranking;
        assert_eq!(read("My ROOM is  dark!"), ["room-is-dark"]);
        assert_eq!(read("とても部屋が暗い"), ["room-is-dark"]);
        assert!(read("the bedroom is dark").is_empty());
    }
}
