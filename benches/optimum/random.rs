use std::ops::Range;

/// A source of random numbers, by a fixed seed.
pub(crate) type Random = fastrand::Rng;

pub(crate) fn uniform(random: &mut Random, range: Range<f64>) -> f64 {
    range.start + (range.end - range.start) * random.f64()
}

/// Returns a number that is uniform in the logarithm.
pub(crate) fn log_uniform(random: &mut Random, range: Range<f64>) -> f64 {
    uniform(random, range.start.ln()..range.end.ln()).exp()
}

/// Returns a normally distributed number with mean 0 (Box and Muller 1958).
pub(crate) fn normal(random: &mut Random, deviation: f64) -> f64 {
    let radius = (-2.0 * (1.0 - random.f64()).ln()).sqrt();
    deviation * radius * (std::f64::consts::TAU * random.f64()).cos()
}
