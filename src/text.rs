//! Reading: normalising words, matching phrases, and what a text states. Pure; knows no terminal and no pack by name.

mod act;
mod claims;
mod denials;
mod dialogue;
pub mod identifiers;
mod lexicon;
mod literals;
mod mark;
mod matcher;
mod matches;
mod normalise;
pub mod private;
mod program;
mod quotes;
mod reading;
mod run;
mod sentence;
mod sentences;
mod spelling;
mod token;
mod variants;
mod vocabulary;

pub use act::Act;
pub use lexicon::Lexicon;
pub use literals::Literals;
pub use matcher::{Found, Matcher};
pub use normalise::{has_japanese, normalise, tokens, words};
pub use reading::{ActFound, Described, Reading};
pub use token::{Kind, Token};
pub use vocabulary::Vocabulary;
