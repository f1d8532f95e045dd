//! What is written in several ways is folded to one, alike for what is indexed and for what is looked up.

use unicode_normalization::UnicodeNormalization;

/// What NFKC and lower case leave: each kana and the one that it is read as. Katakana follows hiragana.
const FOLDED: [(char, char); 14] = [
    // Small kana: ファイル and フアイル, ウィンドウ and ウインドウ.
    ('ぁ', 'あ'),
    ('ぃ', 'い'),
    ('ぅ', 'う'),
    ('ぇ', 'え'),
    ('ぉ', 'お'),
    ('っ', 'つ'),
    ('ゃ', 'や'),
    ('ゅ', 'ゆ'),
    ('ょ', 'よ'),
    ('ゎ', 'わ'),
    ('ゕ', 'か'),
    ('ゖ', 'け'),
    // Old kana.
    ('ゐ', 'い'),
    ('ゑ', 'え'),
];
/// The mark that lengthens a vowel, and what is typed in its place behind kana; all are left out.
const LONG_VOWELS: [char; 9] = ['ー', '-', '‐', '‑', '–', '—', '―', '−', '〜'];
/// Left out, so that `can't` and `cant` are one.
const APOSTROPHES: [char; 4] = ['\'', '\u{2018}', '\u{2019}', '\u{2bc}'];
/// The voicing marks that no kana took up: left out, since they would join what folding puts before them.
const LONE_VOICING_MARKS: [char; 2] = ['\u{3099}', '\u{309a}'];

/// A character as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The character, folded.
    pub(super) character: char,
    /// Whether it was written in hiragana: most of that is grammar.
    pub(super) hiragana: bool,
}

/// Returns a text with width, case, kana, small kana and long vowels folded.
pub(super) fn fold(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::with_capacity(text.len());
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut after_kana = false;
    for character in lower.nfkc() {
        let is_long_vowel = character == 'ー' || after_kana && LONG_VOWELS.contains(&character);
        let is_left_out =
            APOSTROPHES.contains(&character) || LONE_VOICING_MARKS.contains(&character);
        if is_long_vowel || is_left_out {
            continue;
        }
        let hiragana = is_hiragana(character);
        after_kana = hiragana || is_katakana(character);
        folded.push(Folded {
            character: fold_kana(character),
            hiragana,
        });
    }
    folded
}

/// Returns whether a character is of a script that parts no words: kana and Chinese characters.
pub(super) fn is_unspaced(character: char) -> bool {
    is_hiragana(character)
        || is_katakana(character)
        || matches!(character, '々' | '〆' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

fn fold_kana(character: char) -> char {
    let hiragana = match character {
        '\u{30a1}'..='\u{30f6}' => {
            char::from_u32(character as u32 - 0x60).expect("hiragana stands 0x60 before katakana")
        }
        _ => character,
    };
    let known = FOLDED.iter().find(|(written, _)| *written == hiragana);
    known.map_or(hiragana, |(_, read)| *read)
}

fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}')
}

fn is_katakana(character: char) -> bool {
    matches!(character, '\u{30a1}'..='\u{30fa}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalise;

    fn folded(text: &str) -> String {
        let folded = fold(text);
        folded.iter().map(|folded| folded.character).collect()
    }

    #[test]
    fn every_way_of_writing_is_one() {
        for ways in [
            &["ERROR 4711", "error 4711", "ＥＲＲＯＲ　４７１１"][..],
            &[
                "サーバー",
                "ｻｰﾊﾞｰ",
                "さーばー",
                "サーバ",
                "サ-バ-",
                "サ―バ―",
                "サ〜バ〜",
            ],
            &["ウィンドウ", "ウインドウ", "ｳｨﾝﾄﾞｳ", "うぃんどう"],
            &["キャッシュ", "キヤツシユ", "きゃっしゅ"],
            &["ヵ所", "か所"],
            &["ヱビス", "えびす"],
            &["can't", "can’t", "cant"],
            &["が", "か\u{3099}"],
            &["つ", "ッ\u{3099}"],
        ] {
            for way in ways {
                assert_eq!(folded(way), folded(ways[0]), "{way}");
            }
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (left, right) in [
            ("47〜11", "4711"),
            ("47-11", "4711"),
            ("a-b", "ab"),
            ("は", "ば"),
        ] {
            assert_ne!(folded(left), folded(right));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[ -~ぁ-ヶー〜ゐ０-９Ａ-Ｚｦ-ﾝ一-三]{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        /// The reading and the search see the same words.
        #[test]
        fn what_is_read_alike_is_found_alike(text in "[ぁ-ヶa-zＡ-Ｚ０-９ー一-三 ]{0,40}") {
            prop_assert_eq!(folded(&normalise(&text)), folded(&text));
        }
    }
}
