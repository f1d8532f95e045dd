/// Below this likeness (of 1) a suggestion confuses more than it helps.
const LIKE: f64 = 0.75;

/// Returns the name most like `found`, if one is like it.
pub(crate) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(found, name), name))
        .filter(|(likeness, _)| *likeness >= LIKE)
        // Of names that are equally like it the first is taken, whatever the order of the numbers.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, name)| name.to_owned())
}
