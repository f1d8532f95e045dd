use serde::{Deserialize, Serialize};

/// P(value | hypothesis) of one fact: a row by value for each hypothesis that differs from the default. The rows lie one
/// after the other, so that all of them are read in one go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FactRows {
    default: Vec<f64>,
    /// In order.
    hypotheses: Vec<usize>,
    chances: Vec<f64>,
}

impl FactRows {
    /// Returns rows of as many values as the default has. Without a row the fact is no evidence.
    ///
    /// # Panics
    ///
    /// When a row has another number of values than the default.
    #[must_use]
    pub fn new(default: Vec<f64>, rows: impl IntoIterator<Item = (usize, Vec<f64>)>) -> Self {
        let mut new = Self {
            default,
            ..Self::default()
        };
        for (hypothesis, row) in rows {
            new.set(hypothesis, &row);
        }
        new
    }

    /// Puts the row of a hypothesis in the place of what there was.
    ///
    /// # Panics
    ///
    /// When it has another number of values than the default.
    pub fn set(&mut self, hypothesis: usize, row: &[f64]) {
        let n = self.default.len();
        assert_eq!(row.len(), n, "a row has a chance for each value");
        // Mostly they come in order.
        let place = match self.hypotheses.last() {
            Some(last) if *last >= hypothesis => self.hypotheses.binary_search(&hypothesis),
            _ => Err(self.hypotheses.len()),
        };
        match place {
            Ok(at) => self.chances[at * n..(at + 1) * n].copy_from_slice(row),
            Err(at) => {
                self.hypotheses.insert(at, hypothesis);
                self.chances.splice(at * n..at * n, row.iter().copied());
            }
        }
    }

    /// Returns P(value) for every hypothesis that has no row.
    #[must_use]
    pub fn default_row(&self) -> &[f64] {
        &self.default
    }

    /// Returns the hypotheses that have a row, in order, with P(value).
    pub fn rows(&self) -> impl Iterator<Item = (usize, &[f64])> {
        let rows = self.chances.chunks_exact(self.default.len().max(1));
        self.hypotheses.iter().copied().zip(rows)
    }

    /// Returns how many hypotheses have a row.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.hypotheses.len()
    }

    /// Returns P(value | hypothesis).
    #[must_use]
    pub fn of(&self, hypothesis: usize) -> &[f64] {
        let n = self.default.len();
        let place = self.hypotheses.binary_search(&hypothesis);
        place.map_or(&self.default, |at| &self.chances[at * n..(at + 1) * n])
    }

    /// Returns whether the fact can tell any two hypotheses apart.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        !self.hypotheses.is_empty()
    }

    /// Multiplies each weight by P(value | hypothesis).
    pub fn weigh(&self, value: usize, weights: &mut [f64]) {
        let mut from = 0;
        for (hypothesis, row) in self.rows() {
            for weight in &mut weights[from..hypothesis] {
                *weight *= self.default[value];
            }
            weights[hypothesis] *= row[value];
            from = hypothesis + 1;
        }
        for weight in &mut weights[from..] {
            *weight *= self.default[value];
        }
    }
}
