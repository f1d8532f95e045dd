use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::lexicon::Owner;
use super::spelling::correct;
use super::{Act, Found, Kind, Lexicon, Token, has_japanese, tokens};

/// What a text states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Facts by position, with the value last said.
    pub facts: BTreeMap<usize, String>,
    /// Fixes by position, in the order said.
    pub tried: Vec<usize>,
    /// Error numbers that stand in the text, sorted.
    pub codes: Vec<String>,
    /// Numbers that some problem shows and that nothing calls an error number: whether they are, the rest decides.
    pub bare_codes: BTreeMap<usize, String>,
    /// How many different places of the text describe a problem, by its position.
    pub problems: BTreeMap<usize, usize>,
    /// What steers the conversation, in the order said.
    pub acts: Vec<ActFound>,
    /// Words read as others, as (typed, read).
    pub corrections: Vec<(String, String)>,
    /// The words as they were read, without numbers, for the search.
    pub words: String,
    /// Whether the text is in Japanese.
    pub japanese: bool,
}

/// A dialogue act found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActFound {
    /// The act.
    pub act: Act,
    /// Whether it is all that the text says.
    pub whole: bool,
    /// Whether it is at least half of what the text says.
    pub most: bool,
    /// Whether the text begins with it, and parts it from the rest.
    pub leading: bool,
    /// How many tokens it spans.
    pub length: usize,
}

/// An error number that the knowledge does not hold has this many digits.
const CODE_DIGITS: std::ops::RangeInclusive<usize> = 3..=5;

impl Reading {
    /// Returns what a text states.
    #[must_use]
    pub fn new(lexicon: &Lexicon, text: &str) -> Self {
        let mut tokens = tokens(text);
        let corrections = correct(&mut tokens, &lexicon.vocabulary);
        let found = lexicon.matcher.find(&tokens, &lexicon.vocabulary);
        let claims = longest_claims(lexicon, &tokens, &found);
        let mut reading = Self {
            japanese: has_japanese(text),
            words: words(text, &corrections),
            corrections,
            ..Self::default()
        };
        reading.take_claims(lexicon, &claims);
        reading.take_codes(lexicon, &tokens, &found, &claims);
        reading.take_problems(lexicon, &found);
        reading.take_acts(lexicon, &tokens, &found, &claims);
        reading
    }

    fn take_claims(&mut self, lexicon: &Lexicon, claims: &[Claim]) {
        for claim in claims {
            match &lexicon.owners[claim.found.phrase] {
                Owner::Fix(fix) if !self.tried.contains(fix) => self.tried.push(*fix),
                Owner::Fact(fact, _) => {
                    let (_, value) = &claim.states[0];
                    self.facts.insert(*fact, value.clone());
                }
                _ => {}
            }
        }
    }

    /// Takes the numbers in the slots of phrases; others that some problem shows are kept apart, unless they count
    /// something.
    fn take_codes(
        &mut self,
        lexicon: &Lexicon,
        tokens: &[Token],
        found: &[Found],
        claims: &[Claim],
    ) {
        let slots: BTreeSet<usize> = claims
            .iter()
            .filter_map(|claim| claim.found.value)
            .collect();
        let is_quantity = |found: &&Found| matches!(lexicon.owners[found.phrase], Owner::Quantity);
        let counts: BTreeSet<usize> = found
            .iter()
            .filter(is_quantity)
            .filter_map(|found| found.value)
            .collect();
        for (fact, known) in &lexicon.codes {
            for (position, token) in tokens.iter().enumerate() {
                let counted = counts.contains(&position);
                let in_slot = slots.contains(&position);
                let shown = known.contains(&token.text);
                if token.kind != Kind::Number || !(in_slot || (shown && !counted)) {
                    continue;
                }
                if in_slot {
                    self.add_code(&token.text);
                    let value = if shown { token.text.as_str() } else { "other" };
                    self.facts.insert(*fact, value.to_owned());
                } else {
                    self.bare_codes.insert(*fact, token.text.clone());
                }
            }
        }
        self.codes.sort();
    }

    fn add_code(&mut self, number: &str) {
        if !self.codes.iter().any(|known| known == number) {
            self.codes.push(number.to_owned());
        }
    }

    /// Takes the numbers that nothing calls error numbers as such, unless one was called so.
    pub fn accept_bare_codes(&mut self) {
        for (fact, number) in std::mem::take(&mut self.bare_codes) {
            self.add_code(&number);
            self.facts.entry(fact).or_insert(number);
        }
        self.codes.sort();
    }

    fn take_problems(&mut self, lexicon: &Lexicon, found: &[Found]) {
        let mut last_end = BTreeMap::new();
        for found in found {
            if let Owner::Problem(problem) = lexicon.owners[found.phrase]
                && last_end.get(&problem).is_none_or(|&end| found.start >= end)
            {
                last_end.insert(problem, found.end);
                *self.problems.entry(problem).or_insert(0) += 1;
            }
        }
    }

    fn take_acts(
        &mut self,
        lexicon: &Lexicon,
        tokens: &[Token],
        found: &[Found],
        claims: &[Claim],
    ) {
        let n_words = tokens
            .iter()
            .filter(|token| token.kind != Kind::Break)
            .count();
        let mut claimed = Cover::new(tokens.len());
        for (position, claim) in claims.iter().enumerate() {
            claimed.add(claim.found, position);
        }
        let mut acts: Vec<(Found, Act)> = found
            .iter()
            .filter_map(|found| Some((*found, act_of(lexicon, *found)?)))
            .collect();
        acts.sort_by_key(|(found, _)| (Reverse(length(*found)), found.start, found.phrase));
        let mut taken = Cover::new(tokens.len());
        let mut kept: Vec<(Found, Act)> = Vec::new();
        for (found, act) in acts {
            let longer = claimed
                .over(found)
                .any(|claim| length(claims[claim].found) > length(found));
            if !longer && taken.over(found).next().is_none() {
                taken.add(found, kept.len());
                kept.push((found, act));
            }
        }
        kept.sort_by_key(|(found, _)| found.start);
        let n_covered: usize = kept.iter().map(|(found, _)| length(*found)).sum();
        let whole = n_covered * 4 >= n_words * 3;
        let most = n_covered * 2 >= n_words;
        let is_parted = |end: usize| {
            tokens
                .get(end)
                .is_none_or(|token| token.parted || token.kind == Kind::Break)
        };
        let acts = kept.into_iter().map(|(found, act)| ActFound {
            act,
            whole,
            most,
            leading: found.start == 0 && is_parted(found.end),
            length: length(found),
        });
        self.acts = acts.collect();
    }
}

fn act_of(lexicon: &Lexicon, found: Found) -> Option<Act> {
    match lexicon.owners[found.phrase] {
        Owner::Act(act) => Some(act),
        _ => None,
    }
}

/// What lies over each token, so that what overlaps is found without looking at the whole text.
struct Cover(Vec<Vec<usize>>);

impl Cover {
    fn new(n_tokens: usize) -> Self {
        Self(vec![Vec::new(); n_tokens])
    }

    fn add(&mut self, found: Found, item: usize) {
        for token in &mut self.0[found.start..found.end] {
            token.push(item);
        }
    }

    /// Returns the items over a match; one that lies over several of its tokens comes several times.
    fn over(&self, found: Found) -> impl Iterator<Item = usize> {
        self.0[found.start..found.end].iter().flatten().copied()
    }
}

/// Returns the text as it was read, for the search: words corrected, numbers left out.
fn words(text: &str, corrections: &[(String, String)]) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let read: BTreeMap<&str, &str> = corrections
        .iter()
        .map(|(typed, read)| (typed.as_str(), read.as_str()))
        .collect();
    let mut words = String::with_capacity(lower.len());
    for piece in lower.split_inclusive(|character: char| !character.is_alphabetic()) {
        let word = piece.trim_end_matches(|character: char| !character.is_alphabetic());
        words.push_str(read.get(word).copied().unwrap_or(word));
        words.extend(
            piece[word.len()..]
                .chars()
                .map(|rest| if rest.is_ascii_digit() { ' ' } else { rest }),
        );
    }
    words
}

/// A match that states facts, with what it states: its own fact, or what its fix tells.
struct Claim {
    found: Found,
    states: Vec<(usize, String)>,
    fix: Option<usize>,
}

/// Of overlapping matches that speak of the same fact or fix, keeps the longest; in the order of the text.
fn longest_claims(lexicon: &Lexicon, tokens: &[Token], found: &[Found]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = found
        .iter()
        .filter_map(|found| claim(lexicon, tokens, *found))
        .collect();
    claims.sort_by_key(|claim| {
        (
            Reverse(length(claim.found)),
            claim.found.start,
            claim.found.phrase,
        )
    });
    let mut cover = Cover::new(tokens.len());
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        if !cover
            .over(claim.found)
            .any(|other| beats(&kept[other], &claim))
        {
            cover.add(claim.found, kept.len());
            kept.push(claim);
        }
    }
    kept.sort_by_key(|claim| (claim.found.start, claim.found.end, claim.found.phrase));
    kept
}

/// Returns whether a longer match speaks of the same fix, or says something else of the same fact.
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

fn claim(lexicon: &Lexicon, tokens: &[Token], found: Found) -> Option<Claim> {
    match &lexicon.owners[found.phrase] {
        Owner::Fact(fact, Some(value)) => Some(Claim {
            found,
            states: vec![(*fact, value.clone())],
            fix: None,
        }),
        Owner::Fact(fact, None) => {
            let number = &tokens[found.value?].text;
            let known = lexicon
                .codes
                .iter()
                .any(|(code_fact, known)| code_fact == fact && known.contains(number));
            let value = if known {
                number.clone()
            } else {
                "other".to_owned()
            };
            (known || CODE_DIGITS.contains(&number.len())).then(|| Claim {
                found,
                states: vec![(*fact, value)],
                fix: None,
            })
        }
        Owner::Fix(fix) => Some(Claim {
            found,
            states: lexicon.tells[*fix].clone(),
            fix: Some(*fix),
        }),
        Owner::Problem(_) | Owner::Act(_) | Owner::Quantity => None,
    }
}

fn length(found: Found) -> usize {
    found.end - found.start
}
