use serde::{Deserialize, Serialize};

use crate::knowledge::Pack;
use crate::search::{SearchError, SearchIndex, documents, words};
use crate::text::Lexicon;

use super::{RuleIndex, Tables};

/// The compiled pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Base {
    /// The pack itself.
    pub pack: Pack,
    /// The SHA-256 of the pack's files, in hexadecimal.
    pub hash: String,
    /// What can be recognised in a text.
    pub lexicon: Lexicon,
    /// The search index.
    pub index: SearchIndex,
    /// What the inference goes by.
    pub tables: Tables,
    /// Which rules to look at when a fact becomes known.
    pub rules: RuleIndex,
}

/// A pack could not be compiled, or its binary form could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The search index could not be built.
    #[error("the search index cannot be built")]
    Index(#[from] SearchError),
    /// The binary form is damaged or of another version.
    #[error("the compiled knowledge cannot be read")]
    Form(#[from] postcard::Error),
}

impl Base {
    /// Returns a checked pack, compiled.
    ///
    /// # Errors
    ///
    /// [`CompileError::Index`] when the search index cannot be built.
    pub fn compile(pack: Pack, hash: String) -> Result<Self, CompileError> {
        let indexed = documents(&pack)
            .iter()
            .flat_map(|document| words(&document.head))
            .collect();
        Ok(Self {
            lexicon: Lexicon::compile(&pack, indexed),
            index: SearchIndex::build(&pack)?,
            tables: Tables::new(&pack),
            rules: RuleIndex::new(&pack),
            pack,
            hash,
        })
    }

    /// Returns the binary form.
    ///
    /// # Errors
    ///
    /// [`CompileError::Form`] when memory runs out.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CompileError> {
        Ok(postcard::to_stdvec(self)?)
    }

    /// Returns the base that a binary form holds.
    ///
    /// # Errors
    ///
    /// [`CompileError::Form`] when the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CompileError> {
        Ok(postcard::from_bytes(bytes)?)
    }
}
