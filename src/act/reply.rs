use unicode_normalization::UnicodeNormalization;

/// A short answer to a question of the program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Cannot tell.
    Unsure,
}

/// What stands for each reply, in every language, normalised.
const WORDS: [(&str, Reply); 17] = [
    ("y", Reply::Yes),
    ("yes", Reply::Yes),
    ("はい", Reply::Yes),
    ("うん", Reply::Yes),
    ("ええ", Reply::Yes),
    ("n", Reply::No),
    ("no", Reply::No),
    ("いいえ", Reply::No),
    ("いや", Reply::No),
    ("ううん", Reply::No),
    ("?", Reply::Unsure),
    ("unsure", Reply::Unsure),
    ("don't know", Reply::Unsure),
    ("dont know", Reply::Unsure),
    ("i don't know", Reply::Unsure),
    ("分からない", Reply::Unsure),
    ("わからない", Reply::Unsure),
];

impl Reply {
    /// Returns what was answered; `None` where it is none of the known words.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim().nfkc().collect::<String>().to_lowercase();
        let typed = typed.replace('’', "'");
        let word = typed.trim_end_matches(['.', '!', '。', '、']);
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, reply)| *reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_read_in_both_languages_and_widths() {
        let cases = [
            ("y\n", Some(Reply::Yes)),
            ("ＹＥＳ", Some(Reply::Yes)),
            (" はい。", Some(Reply::Yes)),
            ("うん", Some(Reply::Yes)),
            ("N", Some(Reply::No)),
            ("いいえ", Some(Reply::No)),
            ("？", Some(Reply::Unsure)),
            ("I don’t know", Some(Reply::Unsure)),
            ("", None),
            ("yesterday", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(Reply::read(typed), expected, "{typed:?}");
        }
    }
}
