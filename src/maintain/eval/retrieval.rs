use super::share::Share;

/// What was found of what there was to find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Retrieval {
    /// Found, and there.
    pub(crate) right: usize,
    /// Found, and not there.
    pub(crate) wrong: usize,
    /// There, and not found.
    pub(crate) missed: usize,
}

impl Retrieval {
    /// Adds what was found elsewhere.
    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// Returns how much of what was found is there.
    pub(crate) fn precision(self) -> Share {
        Share {
            n: self.right,
            of: self.right + self.wrong,
        }
    }

    /// Returns how much of what is there was found.
    pub(crate) fn recall(self) -> Share {
        Share {
            n: self.right,
            of: self.right + self.missed,
        }
    }
}
