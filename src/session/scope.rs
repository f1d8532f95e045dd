//! Words to problems: how probable each problem is by the words, and whether any fits at all.

use std::collections::BTreeSet;

use crate::base::Base;
use crate::knowledge::{FactId, Values};
use crate::search::{Hits, Kind, Searcher};
use crate::text::{Described, Reading};

use super::{Known, State};

/// What the words say of the problems.
pub(super) struct Scope {
    /// Relative weights by problem.
    pub(super) weights: Vec<f64>,
    /// Whether some problem fits the words.
    pub(super) fits: bool,
    /// The problems that come nearest, best first, by position.
    pub(super) nearest: Vec<usize>,
}

/// So many problems are named when none fits.
const NEAREST: usize = 3;

/// Returns what everything said tells of the problems.
pub(super) fn scope(base: &Base, state: &State) -> Scope {
    let n_problems = base.pack.problems.len();
    let priors = base.pack.problems.iter().map(|problem| problem.prior);
    let said = state.said.join("\n");
    if said.is_empty() {
        return Scope {
            weights: priors.collect(),
            fits: true,
            nearest: Vec::new(),
        };
    }
    let reading = read(base, &said);
    let shown = showing(base, state);
    let named = !reading.problems.is_empty() || !shown.is_empty();
    let hits = hits(base, &reading);
    let scores = problem_scores(&hits, n_problems);
    let refuse = base.pack.reading.refuse;
    let found = hits
        .hits
        .iter()
        .any(|hit| hit.kind == Kind::Problem && hit.coverage >= refuse);
    let weights = priors
        .enumerate()
        .map(|(problem, prior)| {
            // A number outranks the wording of every problem that does not show it.
            if !shown.is_empty() && !shown.contains(&problem) {
                return prior;
            }
            let described = reading.problems.get(&problem).copied().unwrap_or_default();
            let search = search_factor(base, &hits, scores[problem], named);
            prior * phrase_factor(base.pack.reading.phrase, MOST_HALF_WORDS, described) * search
        })
        .collect();
    Scope {
        weights,
        fits: (named || found && !shows_unknown_code(base, state))
            && !is_elsewhere(base, &reading, !shown.is_empty())
            || matches!(state.chosen, Some(Some(_))),
        nearest: nearest(base, &hits),
    }
}

/// Returns whether the words say as much of something that the pack does not treat as they say of any problem; a number
/// says as much as two words.
fn is_elsewhere(base: &Base, reading: &Reading, shows_code: bool) -> bool {
    let factor = |described| phrase_factor(base.pack.reading.phrase, MOST_COMPARED, described);
    let number = Described {
        n_places: 1,
        half_words: if shows_code { 4 } else { 0 },
    };
    let problems = reading.problems.values().copied().map(factor);
    let best = problems.fold(factor(number), f64::max);
    reading.elsewhere.n_places > 0 && factor(reading.elsewhere) >= best
}

/// A longer phrase says more of which problem it is, up to three words.
const MOST_HALF_WORDS: usize = 6;
/// Against what lies elsewhere a phrase is weighed up to six words, because messages are quoted whole.
const MOST_COMPARED: usize = 12;
/// A phrase more says more, up to four.
const MOST_PLACES: usize = 4;
/// The factor on a problem's odds for each further place that describes it.
const FURTHER_PLACE: f64 = 2.0;

/// Returns the factor on a problem's odds for its phrases: `per_word` for each word of the longest, and
/// [`FURTHER_PLACE`] for each further one.
fn phrase_factor(per_word: f64, most_half_words: usize, described: Described) -> f64 {
    let per_half_word = per_word.sqrt();
    let words =
        (0..described.half_words.min(most_half_words)).fold(1.0, |all, _| all * per_half_word);
    (1..described.n_places.min(MOST_PLACES)).fold(words, |all, _| all * FURTHER_PLACE)
}

/// Returns what a text states.
pub(super) fn read(base: &Base, text: &str) -> Reading {
    Reading::new(&base.lexicon, text)
}

/// An index that cannot be read says nothing: phrases and numbers still do.
fn hits(base: &Base, reading: &Reading) -> Hits {
    let searcher = Searcher::open(&base.index);
    searcher
        .and_then(|searcher| searcher.search(&reading.words, 50))
        .unwrap_or_default()
}

/// Returns each problem's score as a share of the best one's.
fn problem_scores(hits: &Hits, n_problems: usize) -> Vec<f64> {
    let mut scores = vec![0.0; n_problems];
    let of_problems = hits.hits.iter().filter(|hit| hit.kind == Kind::Problem);
    let best = of_problems.clone().map(|hit| hit.score).fold(0.0, f64::max);
    for hit in of_problems {
        scores[hit.position] = if best > 0.0 { hit.score / best } else { 0.0 };
    }
    scores
}

/// Returns the factor on a problem's odds for its score; where nothing but the search names a problem, the less the
/// fewer of the words the knowledge holds.
fn search_factor(base: &Base, hits: &Hits, score: f64, named: bool) -> f64 {
    let coverage = if named { 1.0 } else { hits.coverage };
    1.0 + (base.pack.reading.search - 1.0) * score * coverage
}

/// Returns whether a number was said that no problem shows: whatever the other words resemble, it is another trouble.
fn shows_unknown_code(base: &Base, state: &State) -> bool {
    state.facts.iter().any(|(fact, known)| {
        let is_code = base
            .pack
            .facts
            .get(fact.as_str())
            .is_some_and(|fact| matches!(fact.values, Values::Code(_)));
        is_code && known.value == "other"
    })
}

/// Returns the problems that show a number that was said, by position.
pub(super) fn showing(base: &Base, state: &State) -> BTreeSet<usize> {
    let is_code = |fact: &FactId| {
        let entry = base.pack.facts.get(fact.as_str());
        entry.is_some_and(|entry| matches!(entry.values, Values::Code(_)))
    };
    let said = |fact: &FactId, known: &Known| {
        let problems = base.pack.problems.iter().enumerate();
        let fact = fact.clone();
        let value = known.value.clone();
        problems.filter_map(move |(position, problem)| {
            let values = problem.shows.get(&fact)?;
            (value != "none" && values.contains(&value)).then_some(position)
        })
    };
    let codes = state.facts.iter().filter(|(fact, _)| is_code(fact));
    codes.flat_map(|(fact, known)| said(fact, known)).collect()
}

/// Returns the problems that were found, best first, then the most common ones.
fn nearest(base: &Base, hits: &Hits) -> Vec<usize> {
    let problems = &base.pack.problems;
    let mut by_prior: Vec<usize> = (0..problems.len()).collect();
    by_prior.sort_by(|left, right| problems[*right].prior.total_cmp(&problems[*left].prior));
    let found = hits
        .hits
        .iter()
        .filter(|hit| hit.kind == Kind::Problem)
        .map(|hit| hit.position);
    let mut nearest: Vec<usize> = Vec::new();
    for problem in found.chain(by_prior) {
        if !nearest.contains(&problem) {
            nearest.push(problem);
        }
    }
    nearest.truncate(NEAREST);
    nearest
}
