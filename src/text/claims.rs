use std::cmp::Reverse;

use super::lexicon::Owner;
use super::matches::Match;
use super::sentences::Sentences;
use super::{Lexicon, Token};

/// A match that states facts, with what it states: its own fact, or what its fix tells.
pub(super) struct Claim {
    pub(super) said: Match,
    pub(super) states: Vec<(usize, String)>,
    pub(super) fix: Option<usize>,
}

/// An error number that the knowledge does not hold has this many digits.
const CODE_DIGITS: std::ops::RangeInclusive<usize> = 3..=5;

/// Of overlapping matches that speak of the same fact or fix, keeps the longest, one whose parts a comma tears apart only
/// where no whole one does; in the order of the text.
pub(super) fn longest_claims(
    lexicon: &Lexicon,
    tokens: &[Token],
    matches: &[Match],
    sentences: &Sentences,
) -> Vec<Claim> {
    let mut claims: Vec<Claim> = matches
        .iter()
        .filter_map(|said| claim(lexicon, tokens, said))
        .collect();
    claims.sort_by_key(|claim| {
        (
            sentences.tear(&claim.said),
            Reverse(claim.said.length()),
            Reverse(claim.said.n_words()),
            claim.said.start(),
            claim.said.phrase,
        )
    });
    let mut cover = Cover::new(tokens.len());
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        if !cover
            .over(&claim.said)
            .any(|other| beats(&kept[other], &claim))
        {
            cover.add(&claim.said, kept.len());
            kept.push(claim);
        }
    }
    kept.sort_by_key(|claim| (claim.said.start(), claim.said.end(), claim.said.phrase));
    kept
}

/// Returns whether a match that goes first speaks of the same fix, or says something else of the same fact.
fn beats(longer: &Claim, claim: &Claim) -> bool {
    let same_fix = longer.fix.is_some() && longer.fix == claim.fix;
    let same_fact = longer
        .states
        .iter()
        .any(|(fact, _)| claim.states.iter().any(|(mine, _)| mine == fact));
    let agree = claim.fix.is_some()
        && longer
            .states
            .iter()
            .all(|stated| claim.states.contains(stated));
    same_fix || (same_fact && !agree)
}

fn claim(lexicon: &Lexicon, tokens: &[Token], said: &Match) -> Option<Claim> {
    let (states, fix) = match &lexicon.phrases[said.phrase].owner {
        Owner::Fact(fact, Some(value)) => (vec![(*fact, value.clone())], None),
        Owner::Fact(fact, None) => {
            let number = &tokens[said.value()?].text;
            let known = lexicon
                .codes
                .iter()
                .any(|(code_fact, known)| code_fact == fact && known.contains(number));
            if !known && !CODE_DIGITS.contains(&number.len()) {
                return None;
            }
            let value = if known { number } else { "other" };
            (vec![(*fact, value.to_owned())], None)
        }
        Owner::Fix(fix) => (lexicon.tells[*fix].clone(), Some(*fix)),
        Owner::Problem(_) | Owner::Elsewhere | Owner::Act(_) | Owner::Mark(_) => return None,
    };
    Some(Claim {
        said: said.clone(),
        states,
        fix,
    })
}

/// What lies over each token, so that what overlaps is found without looking at the whole text.
pub(super) struct Cover(Vec<Vec<usize>>);

impl Cover {
    pub(super) fn new(n_tokens: usize) -> Self {
        Self(vec![Vec::new(); n_tokens])
    }

    pub(super) fn add(&mut self, said: &Match, item: usize) {
        for span in &said.spans {
            for token in &mut self.0[span.start..span.end] {
                token.push(item);
            }
        }
    }

    /// Returns the items over a match; one that lies over several of its tokens comes several times.
    pub(super) fn over(&self, said: &Match) -> impl Iterator<Item = usize> {
        let tokens = said.spans.iter().flat_map(|span| span.start..span.end);
        tokens.flat_map(|token| &self.0[token]).copied()
    }
}
