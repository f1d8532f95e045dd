use serde::{Deserialize, Serialize};

/// A number from 0 to 1; never NaN.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Probability(f64);

impl Probability {
    /// The words that stand for a probability in the knowledge, with what they mean.
    pub const WORDS: [(&'static str, f64); 11] = [
        ("impossible", 0.0),
        ("never", 0.01),
        ("almost never", 0.03),
        ("rarely", 0.1),
        ("sometimes", 0.3),
        ("even", 0.5),
        ("often", 0.7),
        ("usually", 0.85),
        ("almost always", 0.97),
        ("always", 0.99),
        ("certain", 1.0),
    ];

    /// Returns the probability when `number` is from 0 to 1.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        (0.0..=1.0).contains(&number).then_some(Self(number))
    }

    /// Returns the probability that a word such as `usually` stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, number)| Self(*number))
    }

    /// Returns the number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}
