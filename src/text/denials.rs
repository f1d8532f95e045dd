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
    let mut left_out = vec![false; tokens.len()];
    left_out[..n_leading].fill(true);
    let mut denies = false;
    for found in sentences.of(Mark::TakesBack) {
        left_out[found.start..found.end].fill(true);
        denies = true;
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
    denies.then_some(stated)
}
