use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::claims::{Claim, Cover, longest_claims};
use super::denials::without_denials;
use super::lexicon::Owner;
use super::mark::Mark;
use super::matches::{Match, matches};
use super::private::strip;
use super::sentences::Sentences;
use super::spelling::correct;
use super::{Act, Kind, Lexicon, Token, has_japanese, tokens};

/// What a text states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Facts by position, with the value last said.
    pub facts: BTreeMap<usize, String>,
    /// Fixes that were done in vain, by position, in the order said.
    pub tried: Vec<usize>,
    /// Fixes that were done and helped, by position, in the order said.
    pub helped: Vec<usize>,
    /// Error numbers that stand in the text, sorted.
    pub codes: Vec<String>,
    /// What the text says of a problem, by its position.
    pub problems: BTreeMap<usize, Described>,
    /// What the text says of things that the pack does not treat.
    pub elsewhere: Described,
    /// What steers the conversation, in the order said.
    pub acts: Vec<ActFound>,
    /// Whether something in the text is denied.
    pub denies: bool,
    /// The text without the words that take back what was said before, and without the no that it begins with; `None`
    /// where no words do.
    pub without_denials: Option<String>,
    /// Words read as others, as (typed, read).
    pub corrections: Vec<(String, String)>,
    /// The words as they were read, without numbers, for the search.
    pub words: String,
    /// Whether the text is in Japanese.
    pub japanese: bool,
}

/// How much of a text describes a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// How many different places.
    pub n_places: usize,
    /// How many words or characters of the longest of them no gap spans; a Japanese character counts as half a word.
    pub half_words: usize,
}

/// A dialogue act found in a text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of its own, and all combinations occur"
)]
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
    /// Whether a clause ends with it, and nothing there asks, leaves open or denies it.
    pub closing: bool,
    /// How many tokens it spans.
    pub length: usize,
}

impl Reading {
    /// Returns what a text states.
    #[must_use]
    pub fn new(lexicon: &Lexicon, text: &str) -> Self {
        let text = &strip(text);
        let mut tokens = tokens(text);
        let corrections = correct(&mut tokens, &lexicon.vocabulary);
        let found = lexicon.matcher.find(&tokens, &lexicon.vocabulary);
        let sentences = Sentences::new(lexicon, &tokens, &found);
        let matches = matches(lexicon, &found, &sentences);
        let claims = longest_claims(lexicon, &tokens, &matches, &sentences);
        let mut reading = Self {
            japanese: has_japanese(text),
            words: search_text(text, &corrections),
            corrections,
            ..Self::default()
        };
        reading.take_claims(lexicon, &claims, &matches, &sentences);
        reading.take_problems(lexicon, &tokens, &matches);
        reading.take_codes(lexicon, &tokens, &claims, &sentences);
        reading.take_acts(lexicon, &tokens, &matches, &claims, &sentences);
        let leading_no = reading.acts.first();
        let leading_no = leading_no.filter(|found| found.leading && found.act == Act::No);
        let n_leading = leading_no.map_or(0, |found| found.length);
        reading.denies = sentences.deny();
        reading.without_denials = without_denials(&tokens, n_leading, &sentences);
        reading
    }

    fn take_claims(
        &mut self,
        lexicon: &Lexicon,
        claims: &[Claim],
        matches: &[Match],
        sentences: &Sentences,
    ) {
        let ends = successes(lexicon, matches, sentences);
        for claim in claims {
            if claim.said.value().is_some() || sentences.is_unsaid(&claim.said) {
                continue;
            }
            if let Some(fix) = done(lexicon, claim)
                && helped(claim, &ends, sentences)
            {
                self.tried.retain(|tried| *tried != fix);
                self.helped.push(fix);
                continue;
            }
            match claim.fix {
                Some(fix) if !self.tried.contains(&fix) => self.tried.push(fix),
                Some(_) => {}
                None => {
                    let (fact, value) = &claim.states[0];
                    self.facts.insert(*fact, value.clone());
                }
            }
        }
    }

    /// Takes the numbers in the slots of phrases, the last said last; and those that some problem shows though nothing
    /// calls them error numbers, unless they count something.
    fn take_codes(
        &mut self,
        lexicon: &Lexicon,
        tokens: &[Token],
        claims: &[Claim],
        sentences: &Sentences,
    ) {
        let slots: BTreeSet<usize> = claims
            .iter()
            .filter_map(|claim| claim.said.value())
            .collect();
        let numbers = |mark: Mark| -> BTreeSet<usize> {
            sentences.of(mark).filter_map(|found| found.value).collect()
        };
        let counts = numbers(Mark::Counts);
        let excluded = numbers(Mark::ExcludesNumber);
        // What is named once as the number that it is not is no other mention's either, unless that calls it one.
        let not_meant = excluded
            .iter()
            .map(|&position| tokens[position].text.as_str());
        let not_meant: BTreeSet<&str> = not_meant.collect();
        for (fact, known) in &lexicon.codes {
            let mut bare = None;
            for (position, token) in tokens.iter().enumerate() {
                let in_slot = slots.contains(&position);
                let shown = known.contains(&token.text);
                let counted = counts.contains(&position)
                    || self.problems.is_empty() && counts_unknown(lexicon, tokens, position);
                if token.kind != Kind::Number || !(in_slot || (shown && !counted)) {
                    continue;
                }
                self.add_code(&token.text);
                let value = if shown { token.text.as_str() } else { "other" };
                if in_slot && !excluded.contains(&position) {
                    self.facts.insert(*fact, value.to_owned());
                } else if !not_meant.contains(token.text.as_str()) {
                    bare = Some(value.to_owned());
                }
            }
            // What is called an error number counts before what only looks like one.
            if let Some(value) = bare {
                self.facts.entry(*fact).or_insert(value);
            }
        }
        self.codes.sort();
    }

    fn add_code(&mut self, number: &str) {
        if !self.codes.iter().any(|known| known == number) {
            self.codes.push(number.to_owned());
        }
    }

    /// Takes what describes problems, or what lies elsewhere. Words inside a longer phrase about something else speak of
    /// that alone.
    fn take_problems(&mut self, lexicon: &Lexicon, tokens: &[Token], matches: &[Match]) {
        let about = |said: &Match| match lexicon.phrases[said.phrase].owner {
            Owner::Problem(problem) => Some(Some(problem)),
            Owner::Elsewhere => Some(None),
            _ => None,
        };
        let all: Vec<(Option<usize>, &Match)> = matches
            .iter()
            .filter_map(|said| Some((about(said)?, said)))
            .collect();
        let mut cover = Cover::new(tokens.len());
        for (position, (_, said)) in all.iter().enumerate() {
            cover.add(said, position);
        }
        let mut last_end = BTreeMap::new();
        for (about, said) in &all {
            let inside = cover.over(said).any(|other| {
                let (others, longer) = all[other];
                let longer_words = longer.n_words() > said.n_words();
                others != *about && longer_words && longer.holds(said)
            });
            if inside {
                continue;
            }
            let described = match about {
                Some(problem) => self.problems.entry(*problem).or_default(),
                None => &mut self.elsewhere,
            };
            described.half_words = described.half_words.max(half_words(tokens, said));
            if last_end.get(about).is_none_or(|&end| said.start() >= end) {
                last_end.insert(*about, said.end());
                described.n_places += 1;
            }
        }
    }

    fn take_acts(
        &mut self,
        lexicon: &Lexicon,
        tokens: &[Token],
        matches: &[Match],
        claims: &[Claim],
        sentences: &Sentences,
    ) {
        let n_words = tokens
            .iter()
            .filter(|token| token.kind != Kind::Break)
            .count();
        let mut claimed = Cover::new(tokens.len());
        for (position, claim) in claims.iter().enumerate() {
            claimed.add(&claim.said, position);
        }
        let mut acts: Vec<(&Match, Act)> = matches
            .iter()
            .filter_map(|said| match lexicon.phrases[said.phrase].owner {
                Owner::Act(act) => Some((said, act)),
                _ => None,
            })
            .collect();
        acts.sort_by_key(|(said, _)| (Reverse(said.length()), said.start(), said.phrase));
        let mut taken = Cover::new(tokens.len());
        let mut kept: Vec<(&Match, Act)> = Vec::new();
        for (said, act) in acts {
            let longer = claimed
                .over(said)
                .any(|claim| claims[claim].said.length() > said.length());
            if !longer && taken.over(said).next().is_none() {
                taken.add(said, kept.len());
                kept.push((said, act));
            }
        }
        kept.sort_by_key(|(said, _)| said.start());
        let n_covered: usize = kept.iter().map(|(said, _)| said.length()).sum();
        let whole = n_covered * 4 >= n_words * 3;
        let most = n_covered * 2 >= n_words;
        let is_parted = |end: usize| {
            tokens
                .get(end)
                .is_none_or(|token| token.parted || token.kind == Kind::Break)
        };
        let acts = kept.into_iter().map(|(said, act)| ActFound {
            act,
            whole,
            most,
            leading: said.start() == 0 && is_parted(said.end()),
            closing: sentences.ends_before(said.end()) && !sentences.is_unsaid(said),
            length: said.length(),
        });
        self.acts = acts.collect();
    }
}

/// Returns whether a word follows a number at once that the knowledge does not hold: then it counts that.
fn counts_unknown(lexicon: &Lexicon, tokens: &[Token], position: usize) -> bool {
    tokens.get(position + 1).is_some_and(|next| {
        next.kind == Kind::Word && !next.parted && lexicon.vocabulary.number(&next.text).is_none()
    })
}

/// Returns where the text says that it works now, in order: at the end of a clause, and lastingly.
fn successes(lexicon: &Lexicon, matches: &[Match], sentences: &Sentences) -> Vec<(usize, usize)> {
    let relapses = sentences.relapses();
    let lasts = |said: &Match| {
        let sentence = sentences.sentence(said.start());
        let same = relapses
            .get(&sentence)
            .is_some_and(|&relapse| relapse >= said.start());
        !same && !relapses.contains_key(&(sentence + 1))
    };
    matches
        .iter()
        .filter(|said| lexicon.phrases[said.phrase].owner == Owner::Act(Act::Fixed))
        .filter(|said| sentences.ends_before(said.end()) && lasts(said))
        .filter(|said| !sentences.is_unsaid(said))
        .map(|said| (said.start(), said.end()))
        .collect()
}

/// Returns whether a success is told right after a fix: in the same sentence or the next, one clause on at most.
fn helped(claim: &Claim, successes: &[(usize, usize)], sentences: &Sentences) -> bool {
    let end = claim.said.end();
    let last = end.saturating_sub(1);
    let next = successes.partition_point(|(start, _)| start + 1 < end);
    successes.get(next).is_some_and(|&(start, success_end)| {
        success_end > end
            && sentences.sentence(start) <= sentences.sentence(last) + 1
            && sentences.clause(start) <= sentences.clause(last) + 1
    })
}

/// Returns the fix that a claim says was done: its own, or the one that tells the fact.
fn done(lexicon: &Lexicon, claim: &Claim) -> Option<usize> {
    claim.fix.or_else(|| {
        let stated = claim.states.first()?;
        lexicon.tells.iter().position(|told| told.contains(stated))
    })
}

/// Returns how many words or characters of a match no gap spans, a Japanese character as half a word.
fn half_words(tokens: &[Token], said: &Match) -> usize {
    let weight = |position: usize| match tokens[position].kind {
        Kind::Character => 1,
        Kind::Word | Kind::Number => 2,
        Kind::Break => 0,
    };
    let words = said.spans.iter().flat_map(|span| {
        (span.start..span.end).filter(|&token| !super::matches::is_gap(span, token))
    });
    words.map(weight).sum()
}

/// Returns the text as it was read, for the search: words corrected, numbers left out.
fn search_text(text: &str, corrections: &[(String, String)]) -> String {
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
