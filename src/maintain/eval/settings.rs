use crate::system::Platform;

use super::{By, Noise, Row};

/// How it is to be measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// What reads the texts.
    pub(crate) by: By,
    /// The trouble's device.
    pub(crate) platform: Platform,
    /// What is done to each text before it is read, with the seed of its chances.
    pub(crate) noise: Option<(Noise, u64)>,
}

impl Settings {
    /// Puts the noise on the rows' texts.
    pub(crate) fn disturb(&self, rows: &mut [Row]) {
        if let Some((noise, seed)) = self.noise {
            for row in rows {
                row.text = noise.on(&row.text, &row.id, seed);
            }
        }
    }
}
