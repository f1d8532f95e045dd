use super::Simulation;

/// One problem's bars.
pub(super) struct Bars<'s> {
    /// The problem.
    pub(super) problem: &'s str,
    /// Each strategy with its mean cost in careful people.
    pub(super) bars: Vec<(&'static str, f64)>,
}

impl<'s> Bars<'s> {
    /// Returns the bars of every problem.
    pub(super) fn all(simulation: &'s Simulation) -> Vec<Self> {
        let bars = simulation.problems.iter().map(|found| {
            let row = found.careful();
            let mut bars = vec![("naosu", row.naosu.cost), ("P/C", row.p_c.cost)];
            bars.extend(row.guide.map(|guide| ("guide", guide.cost)));
            Self {
                problem: found.problem.as_str(),
                bars,
            }
        });
        bars.collect()
    }

    /// Returns the longest bar of all.
    pub(super) fn longest(all: &[Self]) -> f64 {
        let costs = all
            .iter()
            .flat_map(|bars| &bars.bars)
            .map(|(_, cost)| *cost);
        costs.fold(0.0, f64::max)
    }
}
