use crate::base::Base;
use crate::knowledge::Pack;
use crate::search::{Kind, SearchError, Searcher};

use super::answer::Answer;

/// The search alone: the problems by their BM25 score; refused where none is found.
pub(super) struct Bm25<'a> {
    pack: &'a Pack,
    searcher: Searcher,
}

impl<'a> Bm25<'a> {
    /// Returns the search over the index of a pack.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be opened.
    pub(super) fn new(base: &'a Base) -> Result<Self, SearchError> {
        Ok(Self {
            pack: &base.pack,
            searcher: Searcher::open(&base.index)?,
        })
    }

    /// Returns what is found for a text.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub(super) fn read(&self, text: &str) -> Result<Answer, SearchError> {
        let pack = self.pack;
        // Every entry, so that no problem is crowded out by entries of other sections.
        let n_entries = pack.problems.len()
            + pack.causes.len()
            + pack.fixes.len()
            + pack.facts.len()
            + pack.terms.len();
        let hits = self.searcher.search(text, n_entries)?.hits;
        let problems = hits.into_iter().filter(|hit| hit.kind == Kind::Problem);
        Ok(Answer {
            ranking: problems
                .map(|hit| pack.problems[hit.position].id.to_string())
                .collect(),
            ..Answer::default()
        })
    }
}
