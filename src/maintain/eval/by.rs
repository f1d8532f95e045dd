use std::fmt;

use clap::ValueEnum;

/// What reads the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// The program as it is.
    #[default]
    Naosu,
    /// A baseline: the search alone, the problems by their score.
    Bm25,
    /// A baseline: the problem with the most different phrases that stand in the text.
    Keywords,
}

impl fmt::Display for By {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Naosu => "naosu",
            Self::Bm25 => "bm25",
            Self::Keywords => "keywords",
        })
    }
}
