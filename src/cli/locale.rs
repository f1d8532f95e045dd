use std::env;

use crate::knowledge::Lang;

/// The variables that name the language, strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Returns the language of the machine's locale.
pub(crate) fn locale() -> Lang {
    let name = VARIABLES
        .iter()
        .filter_map(|variable| env::var(variable).ok())
        .find(|name| !name.is_empty());
    of_name(name.as_deref().unwrap_or_default())
}

fn of_name(name: &str) -> Lang {
    if name.to_lowercase().starts_with("ja") {
        Lang::Ja
    } else {
        Lang::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_a_language() {
        for (name, lang) in [
            ("ja_JP.UTF-8", Lang::Ja),
            ("ja", Lang::Ja),
            ("C", Lang::En),
            ("de_DE", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(of_name(name), lang, "{name}");
        }
    }
}
