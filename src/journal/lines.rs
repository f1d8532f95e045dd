use std::fs;
use std::io;
use std::path::Path;

use super::JournalError;
use super::record::Line;

/// What stands in a journal file.
pub(super) struct Lines {
    /// The records, in order.
    pub(super) lines: Vec<Line>,
    /// How many bytes they take; what stands behind them is a line that a crash has torn.
    pub(super) n_bytes: u64,
}

/// Reads a journal file. A record counts once its line break is on disk: what stands behind the last one is left out.
///
/// # Errors
///
/// [`JournalError::Read`], or [`JournalError::Line`] for the first whole line that is no record.
pub(super) fn read(path: &Path) -> Result<Lines, JournalError> {
    let bytes = fs::read(path).map_err(|source| read_error(path, source))?;
    let n_bytes = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |last| last + 1);
    let lines = bytes[..n_bytes]
        .split_inclusive(|byte| *byte == b'\n')
        .enumerate()
        .map(|(line_idx, line)| {
            serde_json::from_slice(line).map_err(|error| JournalError::Line {
                path: path.to_owned(),
                line: line_idx + 1,
                reason: error.to_string(),
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Lines {
        lines,
        n_bytes: n_bytes as u64,
    })
}

/// Returns the error for a file or folder that cannot be read.
pub(super) fn read_error(path: &Path, source: io::Error) -> JournalError {
    JournalError::Read {
        path: path.to_owned(),
        source,
    }
}
