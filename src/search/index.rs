use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, OwnedBytes, RamDirectory};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings, TantivyDocument, TantivyError};

use crate::knowledge::Pack;

use super::analyser::{main_analyser, written_analyser};
use super::files::Files;
use super::{Field, Kind, Searcher, documents};

/// A search index as a set of files, so that it can be kept in one binary form with the pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SearchIndex {
    files: Files,
    /// How many documents there are of each kind, in the order of the documents.
    pub(super) counts: Vec<usize>,
    /// The index once it was opened.
    #[serde(skip)]
    pub(super) opened: OnceLock<Searcher>,
}

/// An index could not be built or opened: a fault of this program or of a damaged cache, never of the words.
#[derive(Debug, thiserror::Error)]
#[error("the search index cannot be used")]
pub struct SearchError(#[from] TantivyError);

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// The names under which the analysers are registered with the index.
const MAIN: &str = "main";
const WRITTEN: &str = "written";
/// Memory for building; a pack of ten thousand entries stays well below.
const BUILD_BYTES: usize = 50_000_000;
/// The file in which the index lists its files, and the one that describes them.
const LIST_OF_FILES: &str = ".managed.json";
const DESCRIPTION: &str = "meta.json";

impl SearchIndex {
    /// Returns the index of a pack.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be built.
    pub fn build(pack: &Pack) -> Result<Self, SearchError> {
        let schema = schema();
        let directory = RamDirectory::create();
        let builder = Index::builder()
            .schema(schema.clone())
            .settings(IndexSettings::default());
        let mut writer = builder
            .tokenizers(tokenizers())
            .single_segment_index_writer(directory.clone(), BUILD_BYTES)?;
        let mut counts = vec![0; Kind::ALL.len()];
        for document in documents(pack) {
            let mut indexed = TantivyDocument::new();
            for (field, text) in &document.fields {
                indexed.add_text(schema.get_field(field.name())?, text);
            }
            writer.add_document(indexed)?;
            counts[document.kind as usize] += 1;
        }
        writer.finalize()?;
        Ok(Self {
            files: files(&directory)?,
            counts,
            opened: OnceLock::new(),
        })
    }

    /// Returns the index, opened.
    pub(super) fn open(&self) -> Result<Index, SearchError> {
        Ok(Index::open(self.files.clone())?)
    }
}

fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(MAIN, main_analyser());
    tokenizers.register(WRITTEN, written_analyser());
    tokenizers
}

fn schema() -> Schema {
    let mut schema = Schema::builder();
    for field in Field::ALL {
        let analyser = if field == Field::Written {
            WRITTEN
        } else {
            MAIN
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(analyser)
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        schema.add_text_field(field.name(), options);
    }
    schema.build()
}

fn files(directory: &RamDirectory) -> Result<Files, TantivyError> {
    let list = directory.atomic_read(Path::new(LIST_OF_FILES))?;
    let names: Vec<String> = serde_json::from_slice(&list)
        .map_err(|error| TantivyError::InternalError(error.to_string()))?;
    let mut files = Vec::new();
    for name in names {
        let path = Path::new(&name);
        if !directory.exists(path)? {
            continue;
        }
        let bytes = if name == DESCRIPTION {
            OwnedBytes::new(directory.atomic_read(path)?)
        } else {
            directory.open_read(path)?.read_bytes()?
        };
        files.push((name, bytes));
    }
    Ok(files.into_iter().collect())
}
