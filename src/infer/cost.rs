use std::ops::{Add, AddAssign, Mul};

/// What a move, or all that is still to come, costs: the cost that decides, and what a person is told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// The expected cost of repair, in minutes with all charges.
    pub total: f64,
    /// The person's minutes.
    pub minutes: f64,
    /// Minutes that pass without the person.
    pub waiting: f64,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            minutes: self.minutes + other.minutes,
            waiting: self.waiting + other.waiting,
        }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<f64> for Cost {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self {
            total: self.total * factor,
            minutes: self.minutes * factor,
            waiting: self.waiting * factor,
        }
    }
}
