/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// How many are.
    pub(crate) n: usize,
    /// How many could be.
    pub(crate) of: usize,
}

/// The normal distribution's quantile for an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// Counts one more.
    pub(super) fn count(&mut self, is: bool) {
        self.of += 1;
        self.n += usize::from(is);
    }

    /// Returns the share, from 0 to 1; `None` of nothing.
    #[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
    pub(crate) fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.n as f64 / self.of as f64)
    }

    /// Returns the 95 % score interval of the share; `None` of nothing.
    ///
    /// With p the share of n: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Wilson, Probable Inference, the Law of
    /// Succession, and Statistical Inference, JASA 22 (1927). It holds for few rows and for shares near 0 and 1, where
    /// the usual interval does not.
    #[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
    pub(crate) fn interval(self) -> Option<(f64, f64)> {
        let p = self.value()?;
        let n = self.of as f64;
        let z2 = Z * Z;
        let middle = p + z2 / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        Some((
            ((middle - half) / scale).max(0.0),
            ((middle + half) / scale).min(1.0),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        let check = |n, of, low: f64, high: f64| {
            let found = Share { n, of }.interval().unwrap();
            assert!((found.0 - low).abs() < 5e-5, "{found:?}");
            assert!((found.1 - high).abs() < 5e-5, "{found:?}");
        };
        // Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
        assert_eq!(Share::default().interval(), None);
    }
}
