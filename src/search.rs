//! Full-text search over a pack (tantivy): the analysers, the index and the ranking.
//!
//! A title and a text have a field for each language, which ranks as one for both does and tells more. One analyser
//! splits all of them, since a text in one language holds names in the other: Japanese becomes pairs of characters,
//! English becomes stems. Measured (`benches/analysers`, with the fields and the boosts): pairs without those of
//! hiragana alone rank as all pairs do in less room, and better than the words of a dictionary, most of all where
//! something was mistyped; stems rank better than words and than trigrams.
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
mod wording;

pub use analyser::words;
pub use document::{Document, documents};
pub use field::Field;
pub use hit::{Hit, Hits, Kind, Match};
pub use index::{SearchError, SearchIndex};
pub use searcher::Searcher;
