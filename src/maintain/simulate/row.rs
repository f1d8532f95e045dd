use super::course::Course;
use super::figures::Figures;
use super::people::People;

/// The strategies compared, by one kind of people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    /// The people.
    pub(crate) people: People,
    /// naosu as it is.
    pub(crate) naosu: Figures,
    /// naosu when it asks nothing: fixes by P/C.
    pub(crate) p_c: Figures,
    /// The checklist; `None` where the problem has none.
    pub(crate) guide: Option<Figures>,
    /// What naosu saves against P/C.
    pub(crate) saved_to_p_c: Saved,
    /// What naosu saves against the checklist.
    pub(crate) saved_to_guide: Option<Saved>,
}

/// Minutes saved by the same people, on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Saved {
    /// The mean.
    pub(crate) mean: f64,
    /// Half of its 95 % interval, by the standard error of the paired differences.
    pub(crate) half: f64,
}

/// The normal distribution's quantile for an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

impl Row {
    /// Returns the row of people who each met every strategy; one course a person, in the same order.
    pub(super) fn of(
        people: People,
        naosu: &[Course],
        p_c: &[Course],
        guide: Option<&[Course]>,
    ) -> Self {
        Self {
            people,
            naosu: Figures::of(naosu),
            p_c: Figures::of(p_c),
            guide: guide.map(Figures::of),
            saved_to_p_c: Saved::of(naosu, p_c),
            saved_to_guide: guide.map(|guide| Saved::of(naosu, guide)),
        }
    }

    /// Returns naosu's cost as a share of the checklist's.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let guide = self.guide?;
        (guide.cost > 0.0).then(|| self.naosu.cost / guide.cost)
    }
}

impl Saved {
    #[expect(
        clippy::cast_precision_loss,
        reason = "sessions are far fewer than 2^52"
    )]
    fn of(naosu: &[Course], other: &[Course]) -> Self {
        let pairs = naosu.iter().zip(other);
        let saved: Vec<f64> = pairs
            .map(|(naosu, other)| other.cost.total - naosu.cost.total)
            .collect();
        let n = saved.len() as f64;
        let mean = saved.iter().sum::<f64>() / n;
        let squares: f64 = saved.iter().map(|saved| (saved - mean).powi(2)).sum();
        let variance = squares / (n - 1.0).max(1.0);
        Self {
            mean,
            half: Z * (variance / n).sqrt(),
        }
    }
}
