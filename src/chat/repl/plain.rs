//! `/whynot` and `/whatif` in plain words.

/// What is asked about something that is not the next move, or not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked<'t> {
    /// Why not what these words name.
    WhyNot(&'t str),
    /// What if that were so what these words state.
    WhatIf(&'t str),
}

/// What stands before and after the name in a question why not.
const WHY_NOT: [(&str, &str); 22] = [
    ("why not ", ""),
    ("why should i not ", ""),
    ("why shouldn't i ", ""),
    ("why don't i ", ""),
    ("why don't you suggest ", ""),
    ("what about ", ""),
    ("how about ", ""),
    ("なぜ", "ではないの"),
    ("なぜ", "じゃないの"),
    ("なぜ", "をしないの"),
    ("なぜ", "ではだめなの"),
    ("なぜ", "じゃだめなの"),
    ("なんで", "じゃないの"),
    ("なんで", "をしないの"),
    ("なんで", "じゃだめなの"),
    ("どうして", "ではないの"),
    ("どうして", "じゃないの"),
    ("どうして", "をしないの"),
    ("", "ではだめなの"),
    ("", "じゃだめなの"),
    ("", "ではだめ"),
    ("", "じゃだめ"),
];

/// What stands before and after the words in a question what if.
const WHAT_IF: [(&str, &str); 12] = [
    ("what if ", ""),
    ("what would happen if ", ""),
    ("what happens if ", ""),
    ("suppose ", ""),
    ("もし", "だったら"),
    ("もし", "としたら"),
    ("もし", "なら"),
    ("もし", "場合は"),
    ("仮に", "だったら"),
    ("仮に", "としたら"),
    ("仮に", "なら"),
    ("", "だとしたら"),
];

/// What a question ends with, beside its mark.
const POLITE: [&str; 4] = ["でしょうか", "ですか", "どうなる", "どう"];

/// Returns what a line asks; `None` where it asks no such thing.
pub(super) fn asked(text: &str) -> Option<Asked<'_>> {
    let text = bare(text);
    let named = |forms: &[(&str, &str)]| forms.iter().find_map(|form| between(text, *form));
    named(&WHY_NOT)
        .map(Asked::WhyNot)
        .or_else(|| named(&WHAT_IF).map(Asked::WhatIf))
}

/// Returns a line without what makes it a question, or a polite one.
fn bare(text: &str) -> &str {
    let marks = ['?', '\u{ff1f}', '.', '。', '、', ',', ' ', '\u{3000}'];
    let mut rest = text.trim_matches(marks);
    while let Some(shorter) = POLITE.iter().find_map(|end| rest.strip_suffix(end)) {
        rest = shorter.trim_end_matches(marks);
    }
    rest
}

fn between<'t>(text: &'t str, (before, after): (&str, &str)) -> Option<&'t str> {
    let head = text.get(..before.len())?;
    let rest = head
        .eq_ignore_ascii_case(before)
        .then(|| &text[before.len()..])?;
    let name = rest.strip_suffix(after)?.trim();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_why_not_names_something() {
        for text in [
            "why not clear cookies?",
            "Why NOT clear cookies",
            "what about clear cookies",
        ] {
            assert_eq!(asked(text), Some(Asked::WhyNot("clear cookies")), "{text}");
        }
        for text in [
            "なぜ再起動じゃないの?",
            "再起動ではだめなのでしょうか?",
            "再起動じゃだめですか",
        ] {
            assert_eq!(asked(text), Some(Asked::WhyNot("再起動")), "{text}");
        }
    }

    #[test]
    fn a_question_what_if_states_something() {
        assert_eq!(
            asked("what if others are dark?"),
            Some(Asked::WhatIf("others are dark"))
        );
        assert_eq!(
            asked("もし、ほかの電灯がついているなら、どうなる?"),
            Some(Asked::WhatIf("、ほかの電灯がついている"))
        );
    }

    #[test]
    fn what_names_nothing_asks_nothing() {
        for text in [
            "why not",
            "why not?",
            "なぜですか",
            "どうして?",
            "だめ",
            "what if",
            "",
        ] {
            assert_eq!(asked(text), None, "{text}");
        }
    }
}
