use crate::system::Platform;

/// Returns a program with its arguments as one would type it on that platform; for reading only, nothing runs it.
pub(crate) fn command_text(argv: &[String], platform: Platform) -> String {
    let quote = match platform {
        Platform::Windows => for_windows,
        Platform::Macos | Platform::Linux | Platform::Ios | Platform::Android => for_unix,
    };
    argv.iter()
        .map(|argument| quote(argument))
        .collect::<Vec<_>>()
        .join(" ")
}

fn for_windows(argument: &str) -> String {
    let plain = !argument.is_empty()
        && !argument.contains(|character: char| " \t\"&|<>^()".contains(character));
    if plain || is_placeholder(argument) {
        argument.to_owned()
    } else {
        format!("\"{}\"", argument.replace('"', "\\\""))
    }
}

fn for_unix(argument: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_=./:,@+%\\".contains(character);
    if (!argument.is_empty() && argument.chars().all(plain)) || is_placeholder(argument) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

/// A value that is not known yet stands as `<name>`, perhaps with a path behind it.
fn is_placeholder(argument: &str) -> bool {
    argument.starts_with('<') && argument.contains('>') && !argument.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(platform: Platform, argv: &[&str], expected: &str) {
        let argv: Vec<String> = argv.iter().map(|&argument| argument.to_owned()).collect();
        assert_eq!(command_text(&argv, platform), expected);
    }

    #[test]
    fn arguments_are_quoted_as_the_platform_wants_them() {
        check(
            Platform::Linux,
            &["tool", "it's", "a b"],
            r"tool 'it'\''s' 'a b'",
        );
        check(Platform::Windows, &["tool", "/x", "a b"], "tool /x \"a b\"");
        check(Platform::Macos, &["tool", ""], "tool ''");
    }

    #[test]
    fn what_is_unknown_stays_readable() {
        check(
            Platform::Linux,
            &["tool", "<name>", "<backup>/file.txt"],
            "tool <name> <backup>/file.txt",
        );
    }
}
