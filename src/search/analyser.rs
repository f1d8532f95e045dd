use std::collections::BTreeSet;

use tantivy::tokenizer::{
    Language, Stemmer, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use unicode_normalization::UnicodeNormalization;

/// The name under which the analyser is registered with the index.
pub(super) const ANALYSER: &str = "naosu";

/// Words that every English text holds and that tell nothing of its topic, beyond those that tantivy brings along.
const FUNCTION_WORDS: [&str; 72] = [
    "about", "after", "again", "all", "also", "am", "any", "anyone", "been", "before", "can",
    "cant", "could", "did", "do", "does", "doing", "dont", "else", "even", "ever", "from", "had",
    "has", "have", "hello", "help", "here", "hi", "how", "i", "ill", "im", "its", "ive", "just",
    "know", "me", "my", "need", "now", "our", "out", "please", "should", "since", "so", "some",
    "still", "than", "thanks", "them", "too", "us", "very", "want", "we", "were", "what", "when",
    "where", "which", "while", "who", "why", "would", "yes", "yet", "you", "your", "youre",
    "yours",
];

/// Returns the one analyser of all languages: words with English stems and without English stop words, and pairs of
/// neighbouring Japanese characters without those that are hiragana alone.
pub(super) fn analyser() -> TextAnalyzer {
    let stop_words =
        StopWordFilter::new(Language::English).expect("English is among the languages");
    let function_words = StopWordFilter::remove(FUNCTION_WORDS.map(str::to_owned));
    TextAnalyzer::builder(Pieces)
        .filter(stop_words)
        .filter(function_words)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// Returns the words of a text in scripts that part words by spaces, for the spelling.
#[must_use]
pub fn words(text: &str) -> BTreeSet<String> {
    pieces(text)
        .into_iter()
        .filter(|piece| piece.chars().all(char::is_alphabetic))
        .filter(|piece| is_spaced(piece))
        .collect()
}

fn is_spaced(piece: &str) -> bool {
    !piece.chars().any(is_unspaced)
}

/// Splits a text into words, numbers and pairs of characters.
#[derive(Clone, Copy)]
struct Pieces;

impl Tokenizer for Pieces {
    type TokenStream<'a> = PieceStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PieceStream {
        PieceStream {
            pieces: pieces(text).into_iter(),
            position: 0,
            token: Token::default(),
        }
    }
}

/// The pieces of one text, one after the other.
struct PieceStream {
    pieces: std::vec::IntoIter<String>,
    position: usize,
    token: Token,
}

impl TokenStream for PieceStream {
    fn advance(&mut self) -> bool {
        let Some(text) = self.pieces.next() else {
            return false;
        };
        self.token = Token {
            position: self.position,
            text,
            ..Token::default()
        };
        self.position += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Letter,
    Digit,
    Unspaced,
}

fn pieces(text: &str) -> Vec<String> {
    let lower = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|&character| !matches!(character, '\'' | '’' | 'ー'));
    let mut runs: Vec<(Script, Vec<char>)> = Vec::new();
    let mut open = false;
    for character in lower {
        let Some(script) = script(character) else {
            open = false;
            continue;
        };
        match runs.last_mut() {
            Some((last, run)) if open && *last == script => run.push(character),
            _ => runs.push((script, vec![character])),
        }
        open = true;
    }
    runs.into_iter()
        .flat_map(|(script, run)| run_pieces(script, &run))
        .collect()
}

fn run_pieces(script: Script, run: &[char]) -> Vec<String> {
    match (script, run) {
        (Script::Letter | Script::Digit, _) => vec![run.iter().collect()],
        (Script::Unspaced, [single]) if !is_hiragana(*single) => vec![single.to_string()],
        (Script::Unspaced, _) => run
            .windows(2)
            .filter(|pair| !pair.iter().copied().all(is_hiragana))
            .map(|pair| pair.iter().collect())
            .collect(),
    }
}

fn script(character: char) -> Option<Script> {
    if is_unspaced(character) {
        Some(Script::Unspaced)
    } else if character.is_ascii_digit() {
        Some(Script::Digit)
    } else if character.is_alphanumeric() {
        Some(Script::Letter)
    } else {
        None
    }
}

fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}')
}

fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '々' | '〆'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_falls_into_pairs_and_hiragana_alone_is_dropped() {
        assert_eq!(
            pieces("VPNの時だけ失敗"),
            ["vpn", "の時", "時だ", "け失", "失敗"]
        );
        assert_eq!(pieces("ﾙｰﾀｰ 再起動"), ["ルタ", "再起", "起動"]);
    }
}
