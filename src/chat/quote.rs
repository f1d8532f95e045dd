/// Returns `text` as one argument that can be typed: as it is where a shell leaves it alone, in quotes otherwise.
pub(crate) fn quote(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_=./:,@+%".contains(character);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        format!("\"{text}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_what_was_quoted() {
        assert_eq!(quote("a-b=c"), "a-b=c");
        assert_eq!(quote("it is dark"), "\"it is dark\"");
        assert_eq!(quote("it's"), "\"it's\"");
        assert_eq!(quote("costs $5, it's"), r"'costs $5, it'\''s'");
        assert_eq!(quote(""), "\"\"");
    }
}
