//! Full-text search over a pack (tantivy): the analyser, the index and the ranking.

mod analyser;
mod document;
mod hit;
mod index;
mod searcher;

pub use analyser::words;
pub use document::{Document, documents};
pub use hit::{Hit, Hits, Kind};
pub use index::{SearchError, SearchIndex};
pub use searcher::Searcher;
