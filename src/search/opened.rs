use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::{Field, SearchError};

/// The fields of an index, ready to be read.
pub(super) struct Opened {
    fields: Vec<OpenField>,
    /// The number of documents.
    n_documents: f64,
}

/// A field of an opened index.
struct OpenField {
    field: Field,
    own: tantivy::schema::Field,
    postings: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
    /// The mean length, in terms.
    mean_length: f64,
}

/// A term with the documents that hold it.
pub(super) struct Sought {
    pub(super) term: String,
    pub(super) idf: f64,
    /// The share of the documents that lack it.
    pub(super) weight: f64,
    /// The documents that hold it, in their order.
    pub(super) holders: Vec<Holder>,
}

/// A document that holds a term.
pub(super) struct Holder {
    pub(super) document: u32,
    /// What the term adds to the document's score.
    pub(super) score: f64,
    /// The fields that hold it, by position.
    held_by: [bool; Field::ALL.len()],
}

impl Holder {
    /// Returns the fields that hold the term.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        let fields = Field::ALL.into_iter().zip(self.held_by);
        fields.filter_map(|(field, holds)| holds.then_some(field))
    }
}

/// How soon further occurrences of a term count for less: the usual value of BM25.
const K1: f64 = 1.2;

impl Opened {
    pub(super) fn new(index: &Index) -> Result<Self, SearchError> {
        let segments = index.searchable_segments()?;
        let mut fields = Vec::new();
        let mut n_documents = 0.0;
        // One segment was written; none where nothing was to be written.
        if let Some(segment) = segments.first() {
            let segment = SegmentReader::open(segment)?;
            n_documents = f64::from(segment.num_docs());
            for field in Field::ALL {
                fields.push(OpenField::new(&segment, field, n_documents)?);
            }
        }
        Ok(Self {
            fields,
            n_documents,
        })
    }

    /// Returns the words and numbers as they are written in the knowledge.
    pub(super) fn dictionary(&self) -> Option<(&InvertedIndexReader, tantivy::schema::Field)> {
        let field = self.fields.get(Field::Written.position())?;
        Some((&field.postings, field.own))
    }

    /// Looks a term up in some fields.
    pub(super) fn seek(&self, term: String, fields: &[Field]) -> Result<Sought, SearchError> {
        let mut frequencies: BTreeMap<u32, (f64, [bool; Field::ALL.len()])> = BTreeMap::new();
        for field in &self.fields {
            if !fields.contains(&field.field) {
                continue;
            }
            field.for_each_holder(&term, |document, frequency| {
                let (sum, held_by) = frequencies.entry(document).or_default();
                *sum += field.field.boost() * frequency;
                held_by[field.field.position()] = true;
            })?;
        }
        let n_holders = f64::from(u32::try_from(frequencies.len()).unwrap_or(u32::MAX));
        let idf = ((self.n_documents - n_holders + 0.5) / (n_holders + 0.5)).ln_1p();
        let holders = frequencies
            .into_iter()
            .map(|(document, (frequency, held_by))| Holder {
                document,
                score: idf * (K1 + 1.0) * frequency / (frequency + K1),
                held_by,
            })
            .collect();
        Ok(Sought {
            term,
            idf,
            weight: (self.n_documents - n_holders) / self.n_documents.max(1.0),
            holders,
        })
    }
}

impl OpenField {
    #[expect(clippy::cast_precision_loss, reason = "terms are far fewer than 2^52")]
    fn new(segment: &SegmentReader, field: Field, n_documents: f64) -> Result<Self, SearchError> {
        let own = segment.schema().get_field(field.name())?;
        let postings = segment.inverted_index(own)?;
        Ok(Self {
            field,
            own,
            lengths: segment.get_fieldnorms_reader(own)?,
            mean_length: (postings.total_num_tokens() as f64 / n_documents).max(1.0),
            postings,
        })
    }

    /// Calls back with each document that holds a term and how often, over the field's relative length.
    fn for_each_holder(
        &self,
        term: &str,
        mut call: impl FnMut(u32, f64),
    ) -> Result<(), SearchError> {
        let term = Term::from_field_text(self.own, term);
        let found = self
            .postings
            .read_postings(&term, IndexRecordOption::WithFreqs)?;
        let Some(mut holders) = found else {
            return Ok(());
        };
        while holders.doc() != TERMINATED {
            let length = f64::from(self.lengths.fieldnorm(holders.doc()));
            let b = self.field.length_penalty();
            let norm = 1.0 - b + b * length / self.mean_length;
            call(holders.doc(), f64::from(holders.term_freq()) / norm);
            holders.advance();
        }
        Ok(())
    }
}
