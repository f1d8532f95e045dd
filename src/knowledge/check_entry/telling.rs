use serde::{Deserialize, Serialize};

use crate::knowledge::{Condition, Text};

/// What fields mean where a condition over them holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// The condition.
    pub when: Condition,
    /// What it means; `{field}` in it stands for what the field holds, `{field:time}` for a number of seconds as a time.
    pub text: Text,
}

/// A field in a text, in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot<'t> {
    /// The field.
    pub(crate) field: &'t str,
    /// Whether it holds seconds, to be shown as a time.
    pub(crate) is_time: bool,
}

/// Returns a text with each slot replaced by what `value` gives for it; `None` where it gives nothing for one.
pub(crate) fn filled(
    text: &str,
    mut value: impl FnMut(Slot<'_>) -> Option<String>,
) -> Option<String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (written, after) = behind.split_once('}')?;
        let (field, is_time) = match written.split_once(':') {
            Some((field, "time")) => (field, true),
            _ => (written, false),
        };
        filled.push_str(before);
        filled.push_str(&value(Slot { field, is_time })?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_or_the_text_says_nothing() {
        let value = |slot: Slot<'_>| match (slot.field, slot.is_time) {
            ("lamp", false) => Some("{on}".to_owned()),
            ("age", true) => Some("2 h".to_owned()),
            _ => None,
        };
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(filled(text, value).as_deref(), expected, "{text}");
        };
        check(
            "no slot, and {lamp} since {age:time}.",
            Some("no slot, and {on} since 2 h."),
        );
        check("a {dark} one", None);
        check("{age}", None);
        check("never closed {lamp", None);
    }
}
