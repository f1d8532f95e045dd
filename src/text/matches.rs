use std::collections::BTreeMap;

use super::sentences::Sentences;
use super::{Found, Lexicon};

/// A phrase found in a text, with all its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Which phrase, by its position in the lexicon.
    pub(super) phrase: usize,
    /// What each part covers, in the order of the text.
    pub(super) spans: Vec<Found>,
}

/// Of a part that stands in a clause more often than this, the first ones count.
const MOST_PLACES: usize = 8;

impl Match {
    /// Returns the first token.
    pub(super) fn start(&self) -> usize {
        self.spans[0].start
    }

    /// Returns one past the last token.
    pub(super) fn end(&self) -> usize {
        self.spans[self.spans.len() - 1].end
    }

    /// Returns how many tokens the parts cover.
    pub(super) fn length(&self) -> usize {
        self.spans.iter().map(|span| span.end - span.start).sum()
    }

    /// Returns how many tokens no gap spans.
    pub(super) fn n_words(&self) -> usize {
        let gaps = |span: &Found| span.gaps.count_ones() as usize;
        self.length() - self.spans.iter().map(gaps).sum::<usize>()
    }

    /// Returns the token in the value's slot.
    pub(super) fn value(&self) -> Option<usize> {
        self.spans.iter().find_map(|span| span.value)
    }

    /// Returns whether every part of another match lies in a part of this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let within = |inner: &Found| {
            self.spans
                .iter()
                .any(|outer| outer.start <= inner.start && inner.end <= outer.end)
        };
        other.spans.iter().all(within)
    }

    /// Returns whether a part of another match and one of this share a token.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let meets = |one: &Found| {
            let mut spans = other.spans.iter();
            spans.any(|other| one.start < other.end && other.start < one.end)
        };
        self.spans.iter().any(meets)
    }

    /// Returns whether one of the parts covers a stretch of tokens, and with words, not with a gap.
    pub(super) fn covers(&self, start: usize, end: usize) -> bool {
        self.spans.iter().any(|span| {
            span.start <= start && end <= span.end && (start..end).all(|token| !is_gap(span, token))
        })
    }
}

/// Returns whether a token lies in a gap of a span.
pub(super) fn is_gap(span: &Found, token: usize) -> bool {
    let bit = token
        .checked_sub(span.start)
        .and_then(|bit| u32::try_from(bit).ok());
    bit.and_then(|bit| span.gaps.checked_shr(bit))
        .is_some_and(|bits| bits & 1 == 1)
}

/// Returns every phrase that was found whole: those of several parts where all stand in one clause, as near to each other
/// as they come there.
pub(super) fn matches(lexicon: &Lexicon, found: &[Found], sentences: &Sentences) -> Vec<Match> {
    let mut matches = Vec::new();
    let mut places: BTreeMap<(usize, usize), Vec<Vec<Found>>> = BTreeMap::new();
    for &span in found {
        for of in &lexicon.uses[span.phrase] {
            let phrase = of.phrase;
            let n_parts = lexicon.phrases[phrase].n_parts;
            if n_parts == 1 {
                matches.push(Match {
                    phrase,
                    spans: vec![span],
                });
                continue;
            }
            let clause = sentences.clause(span.start);
            let parts = places
                .entry((phrase, clause))
                .or_insert_with(|| vec![Vec::new(); n_parts]);
            if parts[of.part].len() < MOST_PLACES {
                parts[of.part].push(span);
            }
        }
    }
    for ((phrase, _), parts) in places {
        if let Some(mut spans) = nearest(&parts) {
            spans.sort_by_key(|span| span.start);
            matches.push(Match { phrase, spans });
        }
    }
    matches.sort_by_key(|found| (found.start(), found.end(), found.phrase));
    matches
}

/// Returns one place of each part, none over another, that together span the fewest tokens.
fn nearest(parts: &[Vec<Found>]) -> Option<Vec<Found>> {
    let mut chosen: Vec<Vec<Found>> = parts.first()?.iter().map(|&span| vec![span]).collect();
    for places in &parts[1..] {
        let mut longer = Vec::new();
        for spans in &chosen {
            for &place in places {
                if spans
                    .iter()
                    .all(|span| place.end <= span.start || span.end <= place.start)
                {
                    let mut spans = spans.clone();
                    spans.push(place);
                    longer.push(spans);
                }
            }
        }
        // Three parts or more are rare: the nearest of what there is so far are enough.
        longer.sort_by_key(|spans| width(spans));
        longer.truncate(MOST_PLACES);
        chosen = longer;
    }
    chosen.into_iter().min_by_key(|spans| width(spans))
}

fn width(spans: &[Found]) -> usize {
    let start = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
    end - start
}
