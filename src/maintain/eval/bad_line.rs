/// A line that holds no labelled text.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub(crate) struct BadLine {
    /// The file as it was named.
    pub(crate) file: String,
    /// Counts from 1.
    pub(crate) line: usize,
    /// What is wrong with it.
    pub(crate) what: String,
}
