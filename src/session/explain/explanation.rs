use crate::knowledge::{CauseId, FactId, FixId};
use crate::session::Session;

use super::named::{Named, described, named, nearest_entry};
use super::standing::standing;
use super::unasked::unasked;
use super::why_not::why_not;
use super::{Standing, Unasked, WhyNot};

/// Why something is not the next move, or not believed.
#[derive(Clone, Debug, PartialEq)]
pub enum Explanation {
    /// Why a fix is not proposed now.
    Fix {
        /// The fix.
        fix: FixId,
        /// Why not.
        why_not: WhyNot,
    },
    /// How a cause stands.
    Cause {
        /// The cause.
        cause: CauseId,
        /// How it stands.
        standing: Standing,
    },
    /// Why a question is not asked now.
    Question {
        /// The fact that it asks for.
        fact: FactId,
        /// Why not.
        unasked: Unasked,
    },
    /// No fix, cause or fact bears that name.
    Unknown {
        /// The id most like it, if one is.
        nearest: Option<String>,
    },
}

impl Session<'_> {
    /// Returns why what bears this id or title is not the next move, or not believed to be the cause.
    #[must_use]
    pub fn why_not(&self, name: &str) -> Explanation {
        self.explained(name, named(&self.base().pack, name))
    }

    /// Returns the same of what bears these words as its id or title, or else of what they describe best.
    #[must_use]
    pub fn why_not_like(&self, words: &str) -> Explanation {
        let named = named(&self.base().pack, words).or_else(|| described(self.base(), words));
        self.explained(words, named)
    }

    fn explained(&self, name: &str, named: Option<Named>) -> Explanation {
        let pack = &self.base().pack;
        match named {
            Some(Named::Fix(fix)) => Explanation::Fix {
                fix: pack.fixes[fix].id.clone(),
                why_not: why_not(self, fix),
            },
            Some(Named::Cause(cause)) => Explanation::Cause {
                cause: pack.causes[cause].id.clone(),
                standing: standing(self, cause),
            },
            Some(Named::Fact(fact)) => Explanation::Question {
                fact: pack.facts[fact].id.clone(),
                unasked: unasked(self, fact),
            },
            None => Explanation::Unknown {
                nearest: nearest_entry(pack, name),
            },
        }
    }
}
