//! Words to problems: how probable each problem is by the words, and whether any fits at all.

use crate::base::Base;
use crate::knowledge::Values;
use crate::search::{Hits, Kind, Searcher};
use crate::text::Reading;

use super::State;

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
    let named = !reading.problems.is_empty() || shows_known_code(base, state);
    // Where a phrase or a number says which problem it is, the other words are about something else.
    let hits = if named {
        Hits::default()
    } else {
        hits(base, &reading)
    };
    let scores = problem_scores(&hits, n_problems);
    let refuse = base.pack.reading.refuse;
    let found = hits
        .hits
        .iter()
        .any(|hit| hit.kind == Kind::Problem && hit.coverage >= refuse);
    let weights = priors
        .enumerate()
        .map(|(problem, prior)| {
            let phrase = if reading.problems.contains_key(&problem) {
                base.pack.reading.phrase
            } else {
                1.0
            };
            prior * phrase * search_factor(base, &hits, scores[problem])
        })
        .collect();
    Scope {
        weights,
        fits: (named || found && !shows_unknown_code(base, state))
            || matches!(state.chosen, Some(Some(_))),
        nearest: nearest(base, &hits),
    }
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

fn search_factor(base: &Base, hits: &Hits, score: f64) -> f64 {
    1.0 + (base.pack.reading.search - 1.0) * score * hits.coverage
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

/// Returns whether a number was said that some problem shows.
pub(super) fn shows_known_code(base: &Base, state: &State) -> bool {
    state.facts.iter().any(|(fact, known)| {
        let shown = base.pack.problems.iter().any(|problem| {
            problem
                .shows
                .get(fact)
                .is_some_and(|values| values.contains(&known.value) && known.value != "none")
        });
        let is_code = base
            .pack
            .facts
            .get(fact.as_str())
            .is_some_and(|fact| matches!(fact.values, Values::Code(_)));
        is_code && shown
    })
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
