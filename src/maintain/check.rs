use crate::knowledge::{PackSource, load};
use crate::render::defects;

/// Returns the report on a pack, and whether the pack is in order.
pub(crate) fn run(sources: &[PackSource]) -> (String, bool) {
    let (pack, found) = load(sources);
    (defects::report(&found, sources), pack.is_some())
}
