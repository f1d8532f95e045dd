use std::fmt;

use nom::error::{ErrorKind, ParseError as NomError};

/// Why a phrase or a condition cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The byte of the text at which reading failed.
    pub offset: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// The error inside the parsers: what is left of the text says where it stands.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    n_left: usize,
    message: String,
}

impl Fault {
    /// Returns the error of a text of `len` bytes.
    pub(super) fn at(self, len: usize) -> ParseError {
        ParseError {
            offset: len - self.n_left,
            message: self.message,
        }
    }
}

impl NomError<&str> for Fault {
    fn from_error_kind(rest: &str, _: ErrorKind) -> Self {
        Self {
            n_left: rest.len(),
            message: match rest.chars().next() {
                Some(found) => format!("got `{found}` where nothing of the kind can stand"),
                None => "ends too early".to_owned(),
            },
        }
    }

    fn append(_: &str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// Returns the error that ends reading: no other way of reading `rest` is tried.
pub(super) fn failure(rest: &str, message: impl Into<String>) -> nom::Err<Fault> {
    nom::Err::Failure(Fault {
        n_left: rest.len(),
        message: message.into(),
    })
}

/// Returns the error of a parser that has read all it could of a text of `len` bytes.
pub(super) fn into_error(error: nom::Err<Fault>, len: usize) -> ParseError {
    match error {
        nom::Err::Error(fault) | nom::Err::Failure(fault) => fault.at(len),
        nom::Err::Incomplete(_) => ParseError {
            offset: len,
            message: "ends too early".to_owned(),
        },
    }
}
