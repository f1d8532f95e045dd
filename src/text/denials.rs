//! Words that take something back, left out of a line.

use super::mark::Mark;
use super::sentences::Sentences;
use super::{Kind, Token};

/// Returns a text without its first `n_leading` tokens and without the words that take back what was said before; `None`
/// where no words do.
pub(super) fn without_denials(
    tokens: &[Token],
    n_leading: usize,
    sentences: &Sentences,
) -> Option<String> {
    sentences.of(Mark::TakesBack).next()?;
    let mut left_out = vec![false; tokens.len()];
    left_out[..n_leading].fill(true);
    for found in sentences.of(Mark::TakesBack) {
        left_out[found.start..found.end].fill(true);
    }
    let mut stated = String::new();
    for (token, left_out) in tokens.iter().zip(left_out) {
        match token.kind {
            _ if left_out => {}
            Kind::Break => stated.push('\n'),
            Kind::Character => stated.push_str(&token.text),
            Kind::Word | Kind::Number => {
                stated.push(' ');
                stated.push_str(&token.text);
                stated.push(' ');
            }
        }
    }
    Some(stated)
}
