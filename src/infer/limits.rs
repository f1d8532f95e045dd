/// How far the search for the next move goes. Counted in steps of work and not in time, so that the same move is found on
/// every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many moves are looked ahead, at most.
    pub depth: usize,
    /// Beyond the first move so many are looked into, at most: those that are best one move ahead.
    pub breadth: usize,
    /// So many fixes are looked at to place one in a sequence, at most; a further move that is not looked ahead to the end
    /// by then counts for nothing.
    pub work: usize,
}

impl Limits {
    /// Fixes by P/C, nothing asked.
    pub const P_C: Self = Self {
        depth: 0,
        ..Self::DEFAULT
    };
    /// One question or fix ahead.
    pub const ONE_STEP: Self = Self {
        depth: 1,
        ..Self::DEFAULT
    };
    /// What is used unless said otherwise.
    pub const DEFAULT: Self = Self {
        depth: 3,
        breadth: 6,
        work: 80_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
