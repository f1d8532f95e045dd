use crate::knowledge::{Lang, Pack};
use crate::system::Platform;

use super::{Colors, Page};

/// What every page of a run is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper<'a> {
    /// The knowledge that words come from.
    pub(crate) pack: &'a Pack,
    /// The platform whose steps are shown.
    pub(crate) platform: Platform,
    /// The colours.
    pub(crate) colors: Colors,
    /// The columns to wrap at.
    pub(crate) width: usize,
}

impl<'a> Paper<'a> {
    /// Returns an empty page.
    pub(crate) fn page(self, lang: Lang) -> Page<'a> {
        Page::new(self, lang)
    }
}
