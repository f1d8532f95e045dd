//! Full-text search over a pack (tantivy): the analysers, the index and the ranking.
//!
//! A title and a text have a field for each language; the same analyser splits both, since a text in one language
//! holds names in the other. What is Japanese becomes pairs of characters. Pairs without those of hiragana alone rank
//! as well as all pairs in less room, and better than a dictionary's words; English stems rank as words do and are
//! found where another form was typed. `benches/analysers` measures both, the fields and the boosts.
//!
//! One more field holds everything as it is written. It is asked where the words leave nothing that the others know,
//! so that any two neighbouring characters of a text find it, and its words are what a slip of the finger is read as.
//!
//! Scores are BM25F (Robertson, Zaragoza and Taylor 2004): what a term says depends on how many entries hold it in any
//! field, and a field only counts its occurrences for more or less.

mod analyser;
mod document;
mod field;
mod files;
mod fold;
mod hit;
mod index;
mod opened;
mod searcher;
mod spelling;

pub use analyser::words;
pub use document::{Document, documents};
pub use field::Field;
pub use hit::{Hit, Hits, Kind, Match};
pub use index::{SearchError, SearchIndex};
pub use searcher::Searcher;
