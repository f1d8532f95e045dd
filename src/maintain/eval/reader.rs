use crate::base::Base;
use crate::search::SearchError;
use crate::system::Platform;

use super::answer::Answer;
use super::bm25::Bm25;
use super::keywords::Keywords;
use super::{By, naosu};

/// What reads the texts, ready for them.
pub(super) enum Reader<'a> {
    Naosu(&'a Base, Platform),
    Bm25(Bm25<'a>),
    Keywords(Keywords<'a>),
}

impl<'a> Reader<'a> {
    /// Returns the reader of a pack.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be opened.
    pub(super) fn new(by: By, base: &'a Base, platform: Platform) -> Result<Self, SearchError> {
        Ok(match by {
            By::Naosu => Self::Naosu(base, platform),
            By::Bm25 => Self::Bm25(Bm25::new(base)?),
            By::Keywords => Self::Keywords(Keywords::new(&base.pack)),
        })
    }

    /// Returns what is made of a text.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the index cannot be read.
    pub(super) fn read(&self, text: &str) -> Result<Answer, SearchError> {
        match self {
            Self::Naosu(base, platform) => Ok(naosu::read(base, *platform, text)),
            Self::Bm25(bm25) => bm25.read(text),
            Self::Keywords(keywords) => Ok(keywords.read(text)),
        }
    }
}
