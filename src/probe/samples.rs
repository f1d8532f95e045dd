//! Samples of what the platforms' programs print, in `tests/samples`.

/// Returns a sample without its first lines, which begin with `##` and say where it comes from.
pub(super) fn body(sample: &'static str) -> &'static str {
    let mut rest = sample;
    while rest.starts_with("##") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    assert!(
        rest.len() < sample.len(),
        "the sample says where it comes from"
    );
    rest
}
