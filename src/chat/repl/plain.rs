//! `/whynot` and `/whatif` in plain words.

use std::sync::LazyLock;

use serde::Deserialize;

/// What is asked about something that is not the next move, or not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Why not what these words name.
    WhyNot(String),
    /// What if that were so what these words state.
    WhatIf(String),
}

/// How people ask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Forms {
    why_not: Vec<Form>,
    what_if: Vec<Form>,
    polite: Vec<String>,
}

/// What stands around what a question names.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Form {
    before: String,
    after: String,
    /// What stands at the end instead where it is no question.
    then: String,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("asked.yaml")).expect("the embedded file is tested")
});

/// Marks that name nothing.
const MARKS: [char; 8] = ['?', '\u{ff1f}', '.', '。', '、', ',', ' ', '\u{3000}'];

/// Returns what a line asks; `None` where it asks no such thing.
pub(super) fn asked(text: &str) -> Option<Asked> {
    let text = bare(text);
    let named = |forms: &[Form]| forms.iter().find_map(|form| form.names(text));
    named(&FORMS.why_not)
        .map(Asked::WhyNot)
        .or_else(|| named(&FORMS.what_if).map(Asked::WhatIf))
}

/// Returns a line without what makes it a question, or a polite one.
fn bare(text: &str) -> &str {
    let mut rest = text.trim_matches(MARKS);
    let ends = &FORMS.polite;
    while let Some(shorter) = ends.iter().find_map(|end| rest.strip_suffix(end.as_str())) {
        rest = shorter.trim_end_matches(MARKS);
    }
    rest
}

impl Form {
    fn names(&self, text: &str) -> Option<String> {
        let head = text.get(..self.before.len())?;
        let rest = &text[self.before.len()..];
        let name = rest.strip_suffix(self.after.as_str())?.trim_matches(MARKS);
        (head.eq_ignore_ascii_case(&self.before) && !name.is_empty())
            .then(|| format!("{name}{}", self.then))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why_not(text: &str, name: &str) {
        assert_eq!(asked(text), Some(Asked::WhyNot(name.to_owned())), "{text}");
    }

    fn what_if(text: &str, words: &str) {
        assert_eq!(asked(text), Some(Asked::WhatIf(words.to_owned())), "{text}");
    }

    #[test]
    fn a_question_why_not_names_something() {
        why_not("why not clear cookies?", "clear cookies");
        why_not("Why NOT clear cookies", "clear cookies");
        why_not("what about clear cookies", "clear cookies");
        why_not("なぜ再起動じゃないの?", "再起動");
        why_not("再起動ではだめなのでしょうか?", "再起動");
        why_not("再起動じゃだめですか", "再起動");
        why_not("電球を替えないのはなぜですか", "電球を替え");
    }

    #[test]
    fn a_question_what_if_states_something() {
        what_if("what if others are dark?", "others are dark");
        what_if(
            "もし、ほかの電灯がついているなら、どうなる?",
            "ほかの電灯がついている",
        );
        what_if("もし電球を替えたら?", "電球を替えた");
        what_if("ブレーカーじゃなかったら?", "ブレーカーじゃない");
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
