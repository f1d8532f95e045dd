use crate::knowledge::{PackSource, Written, load};
use crate::render::defects::{Notice, report_with};

use super::warnings::warnings;

/// What was found in a pack.
pub(crate) struct Checked {
    /// All of it, in words.
    pub(crate) report: String,
    /// Whether the pack has no defect.
    pub(crate) is_sound: bool,
    /// How many warnings there are about a pack without defects.
    pub(crate) n_warnings: usize,
}

/// Returns what is wrong with a pack, and what is probably a mistake.
pub(crate) fn run(sources: &[PackSource]) -> Checked {
    let (pack, defects) = load(sources);
    let found = pack
        .as_ref()
        .map_or_else(Vec::new, |pack| warnings(pack, &Written::read(sources)));
    let notices: Vec<Notice<'_>> = found
        .iter()
        .map(|warning| Notice {
            kind: format!("warning[{}]", warning.id()),
            message: warning.to_string(),
            place: warning.place(),
            hint: Some(warning.hint()),
        })
        .collect();
    Checked {
        report: report_with(&defects, &notices, sources),
        is_sound: pack.is_some(),
        n_warnings: found.len(),
    }
}
