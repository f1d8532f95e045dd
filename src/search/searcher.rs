use std::collections::BTreeSet;

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{ReloadPolicy, Term};

use super::analyser::analyser;
use super::index::Fields;
use super::{Hit, Hits, Kind, SearchError, SearchIndex};

/// An opened index.
pub struct Searcher {
    opened: tantivy::Searcher,
    fields: Fields,
    counts: Vec<usize>,
}

/// A word in a title says more than one in an explanation.
const HEAD_BOOST: f32 = 2.0;
/// Scores are rounded to this fraction, so that the last bits of a logarithm decide nothing.
const SCORE_STEPS: f64 = 64.0;

impl Searcher {
    /// Opens an index.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be opened.
    pub fn open(index: &SearchIndex) -> Result<Self, SearchError> {
        let (opened, fields) = index.open()?;
        let reader = opened
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            opened: reader.searcher(),
            fields,
            counts: index.counts.clone(),
        })
    }

    /// Returns the entries that `words` describe, at most `most` of them.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub fn search(&self, words: &str, most: usize) -> Result<Hits, SearchError> {
        let terms = self.weigh(terms(words))?;
        if terms.is_empty() {
            // Nothing was said that could be unknown.
            return Ok(Hits {
                hits: Vec::new(),
                coverage: 1.0,
            });
        }
        let all: f64 = terms.iter().map(|term| term.weight).sum();
        let known: f64 = terms
            .iter()
            .filter(|term| term.known)
            .map(|term| term.weight)
            .sum();
        if known <= 0.0 || most == 0 {
            return Ok(Hits::default());
        }
        let clauses: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .flat_map(|term| self.clauses(&term.text))
            .map(|query| (Occur::Should, query))
            .collect();
        let top = self.opened.search(
            &BooleanQuery::new(clauses),
            &TopDocs::with_limit(most).order_by_score(),
        )?;
        let mut hits: Vec<Hit> = top
            .into_iter()
            .filter_map(|(score, address)| {
                let held = terms
                    .iter()
                    .filter(|term| term.described.contains(&address.doc_id));
                self.hit(
                    f64::from(score),
                    held.map(|term| term.weight).sum::<f64>() / all,
                    address.doc_id,
                )
            })
            .collect();
        hits.sort_by(|left, right| {
            right
                .score
                .total_cmp(&left.score)
                .then((left.kind, left.position).cmp(&(right.kind, right.position)))
        });
        Ok(Hits {
            hits,
            coverage: known / all,
        })
    }

    fn clauses(&self, term: &str) -> [Box<dyn Query>; 2] {
        let query = |field| {
            TermQuery::new(
                Term::from_field_text(field, term),
                IndexRecordOption::WithFreqs,
            )
        };
        [
            Box::new(BoostQuery::new(
                Box::new(query(self.fields.head)),
                HEAD_BOOST,
            )),
            Box::new(query(self.fields.body)),
        ]
    }

    /// Documents were added section by section, so a document's number says which entry it is.
    fn hit(&self, score: f64, coverage: f64, document: u32) -> Option<Hit> {
        let mut position = document as usize;
        let kinds = [
            Kind::Problem,
            Kind::Cause,
            Kind::Fix,
            Kind::Fact,
            Kind::Term,
        ];
        for (kind, &count) in kinds.into_iter().zip(&self.counts) {
            if position < count {
                let score = (score * SCORE_STEPS).round() / SCORE_STEPS;
                return Some(Hit {
                    kind,
                    position,
                    score,
                    coverage,
                });
            }
            position -= count;
        }
        None
    }

    /// Returns the documents that hold a term in a field.
    fn holders(&self, field: Field, term: &str) -> Result<BTreeSet<u32>, SearchError> {
        let query = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic);
        let found = self.opened.search(&query, &DocSetCollector)?;
        Ok(found.into_iter().map(|address| address.doc_id).collect())
    }

    /// Returns each term with the documents that hold it; a term weighs the share of the documents that lack it.
    #[expect(
        clippy::cast_precision_loss,
        reason = "documents are far fewer than 2^52"
    )]
    fn weigh(&self, terms: BTreeSet<String>) -> Result<Vec<WeighedTerm>, SearchError> {
        let n_documents = self.counts.iter().sum::<usize>().max(1) as f64;
        terms
            .into_iter()
            .map(|text| {
                let described = self.holders(self.fields.head, &text)?;
                let mut documents = self.holders(self.fields.body, &text)?;
                documents.extend(&described);
                let weight = (n_documents - documents.len() as f64).max(0.0) / n_documents;
                Ok(WeighedTerm {
                    text,
                    weight,
                    known: !documents.is_empty(),
                    described,
                })
            })
            .collect()
    }
}

/// A term of a search.
struct WeighedTerm {
    text: String,
    weight: f64,
    /// Whether any document holds it.
    known: bool,
    /// The documents that hold it in their titles and descriptions.
    described: BTreeSet<u32>,
}

fn terms(words: &str) -> BTreeSet<String> {
    let mut analyser = analyser();
    let mut stream = analyser.token_stream(words);
    let mut terms = BTreeSet::new();
    stream.process(&mut |token| {
        terms.insert(token.text.clone());
    });
    terms
}
