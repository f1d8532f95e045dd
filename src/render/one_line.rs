use crate::system::Harmless;

/// Returns what somebody typed as it may be shown: on one line, without anything that a terminal would obey.
pub(crate) fn one_line(text: &str) -> String {
    let harmless = Harmless::text(text);
    harmless.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_one_harmless_line() {
        assert_eq!(one_line(" a\n b\tc\u{1b}[31m d\r\n"), "a b c d");
        assert_eq!(one_line("エラー\u{3000}4711"), "エラー 4711");
    }
}
