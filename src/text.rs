//! Reading: normalising words, matching phrases, and what a text states. Pure; knows no terminal and no pack by name.

mod act;
mod dialogue;
mod lexicon;
mod matcher;
mod normalise;
mod program;
mod reading;
mod spelling;
mod token;
mod vocabulary;

pub use act::Act;
pub use lexicon::Lexicon;
pub use matcher::{Found, Matcher};
pub use normalise::{has_japanese, normalise, tokens};
pub use program::{Compiler, Program};
pub use reading::{ActFound, Reading};
pub use token::{Kind, Token};
pub use vocabulary::Vocabulary;
