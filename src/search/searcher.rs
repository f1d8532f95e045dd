use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use tantivy::tokenizer::TextAnalyzer;

use super::analyser::{asked_pieces, is_japanese, main_analyser, terms};
use super::opened::{Opened, Sought};
use super::spelling::readings;
use super::{Field, Hit, Hits, Kind, Match, SearchError, SearchIndex, words};

/// An opened index; a copy costs nothing.
#[derive(Clone)]
pub struct Searcher(Arc<Inner>);

struct Inner {
    opened: Opened,
    analyser: TextAnalyzer,
    counts: Vec<usize>,
}

/// Scores are rounded to this fraction, so that the last bits of a logarithm decide nothing.
const SCORE_STEPS: f64 = 64.0;

impl Searcher {
    /// Opens an index, once: the next time it is open already.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be opened.
    pub fn open(index: &SearchIndex) -> Result<Self, SearchError> {
        if let Some(opened) = index.opened.get() {
            return Ok(opened.clone());
        }
        let inner = Inner {
            opened: Opened::new(&index.open()?)?,
            analyser: main_analyser(),
            counts: index.counts.clone(),
        };
        let opened = Self(Arc::new(inner));
        Ok(index.opened.get_or_init(|| opened).clone())
    }

    /// Returns the entries whose titles and texts `words` describe, at most `most` of them.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub fn search(&self, words: &str, most: usize) -> Result<Hits, SearchError> {
        let sought = self.seek(self.terms(words), Field::MAIN)?;
        Ok(self.rank(&sought, most))
    }

    /// Returns the entries that somebody who types `words` may look for, at most `most` of them.
    ///
    /// Beyond what [`Searcher::search`] does, an unknown word is read as the nearest known one, and where no Japanese
    /// that was typed is known, or nothing at all, it is looked for as it is written.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub fn look_up(&self, words: &str, most: usize) -> Result<Hits, SearchError> {
        let readings = self.readings(words)?;
        let mut terms = self.terms(words);
        for (typed, read) in &readings {
            terms.retain(|term| !self.terms(typed).contains(term));
            terms.extend(self.terms(read));
        }
        let mut sought = self.seek(terms, Field::MAIN)?;
        let known = sought.iter().filter(|sought| !sought.holders.is_empty());
        let known: Vec<&str> = known.map(|sought| sought.term.as_str()).collect();
        if known.is_empty() {
            sought = self.seek(asked_pieces(words), &[Field::Written])?;
        } else if !known.into_iter().any(is_japanese) {
            sought.retain(|sought| !is_japanese(&sought.term));
            let written = asked_pieces(words).into_iter();
            let japanese = written.filter(|term| is_japanese(term));
            sought.extend(self.seek(japanese, &[Field::Written])?);
        }
        let hits = self.rank(&sought, most);
        Ok(Hits { readings, ..hits })
    }

    fn terms(&self, words: &str) -> BTreeSet<String> {
        terms(&mut self.0.analyser.clone(), words)
    }

    fn seek(
        &self,
        terms: impl IntoIterator<Item = String>,
        fields: &[Field],
    ) -> Result<Vec<Sought>, SearchError> {
        let terms = terms.into_iter();
        terms.map(|term| self.0.opened.seek(term, fields)).collect()
    }

    /// Returns the unknown words of a text with the nearest known ones that are terms.
    fn readings(&self, text: &str) -> Result<Vec<(String, String)>, SearchError> {
        let mut found = Vec::new();
        let Some(dictionary) = self.0.opened.dictionary() else {
            return Ok(found);
        };
        for typed in words(text) {
            let own = self.seek(self.terms(&typed), Field::MAIN)?;
            if own.iter().all(|own| own.holders.is_empty()) && !own.is_empty() {
                let mut near = readings(&typed, dictionary)?.into_iter();
                found.extend(
                    near.find(|word| !self.terms(word).is_empty())
                        .map(|read| (typed, read)),
                );
            }
        }
        Ok(found)
    }

    /// Ranks the documents that hold what is sought.
    fn rank(&self, sought: &[Sought], most: usize) -> Hits {
        if sought.is_empty() {
            // Nothing was said that could be unknown.
            return Hits {
                coverage: 1.0,
                ..Hits::default()
            };
        }
        let all: f64 = sought.iter().map(|sought| sought.weight).sum();
        let share = |weight: f64| if all > 0.0 { weight / all } else { 0.0 };
        let known = sought.iter().filter(|sought| !sought.holders.is_empty());
        let coverage = share(known.map(|sought| sought.weight).sum());
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        for holder in sought.iter().flat_map(|sought| &sought.holders) {
            *scores.entry(holder.document).or_default() += holder.score;
        }
        let mut scores: Vec<(u32, f64)> = scores
            .into_iter()
            .map(|(document, score)| (document, (score * SCORE_STEPS).round() / SCORE_STEPS))
            .collect();
        // Documents stand in the order of sections and positions, and those of one score stay in it.
        scores.sort_by(|(_, left), (_, right)| right.total_cmp(left));
        scores.truncate(most);
        let hits = scores.into_iter().filter_map(|(document, score)| {
            let (kind, position) = self.entry(document)?;
            let (mut matches, mut titled) = (Vec::new(), 0.0);
            for sought in sought {
                let at = sought
                    .holders
                    .binary_search_by_key(&document, |holder| holder.document);
                let Ok(at) = at else { continue };
                let holder = &sought.holders[at];
                let fields: Vec<Field> = holder.fields().collect();
                if fields.iter().any(|field| matches!(field, Field::Title(_))) {
                    titled += sought.weight;
                }
                matches.push(Match {
                    term: sought.term.clone(),
                    idf: sought.idf,
                    score: holder.score,
                    fields,
                });
            }
            Some(Hit {
                kind,
                position,
                score,
                coverage: share(titled),
                matches,
            })
        });
        Hits {
            hits: hits.collect(),
            coverage,
            readings: Vec::new(),
        }
    }

    /// Documents were added section by section, so a document's number says which entry it is.
    fn entry(&self, document: u32) -> Option<(Kind, usize)> {
        let mut position = document as usize;
        for (kind, &count) in Kind::ALL.into_iter().zip(&self.0.counts) {
            if position < count {
                return Some((kind, position));
            }
            position -= count;
        }
        None
    }
}

impl fmt::Debug for Searcher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Searcher").finish_non_exhaustive()
    }
}
