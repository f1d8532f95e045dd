use std::fmt;

/// A kind of people, and how what is true of them is related to what the pack says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum People {
    /// As the pack says, and right in every answer.
    Careful,
    /// So often they cannot tell, beyond what the facts say of themselves.
    Unsure(f64),
    /// So often they give another answer than the true one.
    Wrong(f64),
    /// Drawn from tables that are so far off, in log-odds.
    Off(f64),
    /// They answer as a given file says.
    Answers,
}

impl People {
    /// Returns P(they cannot tell) beyond what a fact says of itself.
    pub(super) fn unsure(self) -> f64 {
        match self {
            Self::Unsure(unsure) => unsure,
            _ => 0.0,
        }
    }

    /// Returns P(an answer is wrong).
    pub(super) fn wrong(self) -> f64 {
        match self {
            Self::Wrong(wrong) => wrong,
            _ => 0.0,
        }
    }
}

impl fmt::Display for People {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| share * 100.0;
        match *self {
            Self::Careful => f.write_str("careful"),
            Self::Unsure(share) => write!(f, "unsure in {:.0} %", percent(share)),
            Self::Wrong(share) => write!(f, "wrong in {:.0} %", percent(share)),
            Self::Off(by) => write!(f, "tables off {by:.2}"),
            Self::Answers => f.write_str("answers of the file"),
        }
    }
}
