use std::io;

use super::input::InputError;

/// How an answer or a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A move was given, or the person had enough.
    Well,
    /// Nothing known fits.
    Nothing,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChatError {
    /// Something was given in a form that cannot be.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The machine refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}
