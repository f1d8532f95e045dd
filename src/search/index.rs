use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, RamDirectory, TerminatingWrite};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexSettings, TantivyDocument};

use crate::knowledge::Pack;

use super::analyser::{ANALYSER, analyser};
use super::{Kind, documents};

/// A search index as a set of files, so that it can be kept in one binary form with the pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchIndex {
    files: BTreeMap<String, Vec<u8>>,
    /// How many documents there are of each kind, in the order of the documents.
    pub(super) counts: Vec<usize>,
}

/// An index could not be built or opened: a fault of this program or of a damaged cache, never of the words.
#[derive(Debug, thiserror::Error)]
#[error("the search index cannot be used")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// The two fields of every document.
pub(super) struct Fields {
    pub(super) head: Field,
    pub(super) body: Field,
}

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
        let (schema, fields) = schema();
        let directory = RamDirectory::create();
        let builder = Index::builder()
            .schema(schema)
            .settings(IndexSettings::default());
        let mut writer = builder
            .tokenizers(tokenizers())
            .single_segment_index_writer(directory.clone(), BUILD_BYTES)?;
        let mut counts = vec![0; Kind::Term as usize + 1];
        for document in documents(pack) {
            let mut indexed = TantivyDocument::new();
            indexed.add_text(fields.head, &document.head);
            indexed.add_text(fields.body, &document.body);
            writer.add_document(indexed)?;
            counts[document.kind as usize] += 1;
        }
        writer.finalize()?;
        Ok(Self {
            files: files(&directory)?,
            counts,
        })
    }

    /// Returns the index, opened.
    pub(super) fn open(&self) -> Result<(Index, Fields), SearchError> {
        let directory = RamDirectory::create();
        for (name, bytes) in &self.files {
            let path = Path::new(name);
            if name == DESCRIPTION {
                directory
                    .atomic_write(path, bytes)
                    .map_err(tantivy::TantivyError::from)?;
            } else {
                let mut file = directory
                    .open_write(path)
                    .map_err(tantivy::TantivyError::from)?;
                std::io::Write::write_all(&mut file, bytes).map_err(tantivy::TantivyError::from)?;
                file.terminate().map_err(tantivy::TantivyError::from)?;
            }
        }
        let mut index = Index::open(directory)?;
        index.set_tokenizers(tokenizers());
        Ok((index, schema().1))
    }
}

fn tokenizers() -> tantivy::tokenizer::TokenizerManager {
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(ANALYSER, analyser());
    tokenizers
}

fn schema() -> (Schema, Fields) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYSER)
        .set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    let fields = Fields {
        head: schema.add_text_field("head", options.clone()),
        body: schema.add_text_field("body", options),
    };
    (schema.build(), fields)
}

fn files(directory: &RamDirectory) -> Result<BTreeMap<String, Vec<u8>>, tantivy::TantivyError> {
    let list = directory.atomic_read(Path::new(LIST_OF_FILES))?;
    let names: Vec<String> = serde_json::from_slice(&list)
        .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
    let mut files = BTreeMap::new();
    for name in names {
        let path = Path::new(&name);
        if !directory.exists(path)? {
            continue;
        }
        let bytes = if name == DESCRIPTION {
            directory.atomic_read(path)?
        } else {
            directory
                .open_read(path)?
                .read_bytes()
                .map_err(tantivy::TantivyError::from)?
                .to_vec()
        };
        files.insert(name, bytes);
    }
    Ok(files)
}
