//! From the files of one or more packs to one checked pack.

use super::check::check;
use super::sections::Sections;
use super::{Defect, Pack, PackSource};

/// Returns the pack in `sources`, or every defect, sorted by place.
///
/// The first source is a whole pack; the others lie over it: an entry with a known id takes that one's place.
#[must_use]
pub fn load(sources: &[PackSource]) -> (Option<Pack>, Vec<Defect>) {
    let mut sections = Sections::default();
    for source in sources {
        sections.add(source);
    }
    let (pack, mut defects) = check(sections);
    defects.sort_by(|left, right| left.place().cmp(right.place()));
    (defects.is_empty().then_some(pack), defects)
}
