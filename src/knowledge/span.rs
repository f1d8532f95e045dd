use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A length of time in whole seconds, written `15s`, `2m`, `1h` or `1d` in the knowledge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span(u64);

impl Span {
    /// Returns a span of `seconds`.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Returns the span that `text` writes: a whole number and one of `s`, `m`, `h`, `d`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unit = match text.chars().last()? {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return None,
        };
        let digits = &text[..text.len() - 1];
        let count: u64 = digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse().ok())??;
        count.checked_mul(unit).map(Self)
    }

    /// Returns the span in minutes.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "spans are far below 2^52 seconds"
    )]
    pub fn minutes(self) -> f64 {
        self.0 as f64 / 60.0
    }

    /// Returns the span for the standard library's timers.
    #[must_use]
    pub fn duration(self) -> Duration {
        Duration::from_secs(self.0)
    }
}
