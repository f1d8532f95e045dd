use std::collections::BTreeSet;

use tantivy::tokenizer::{
    Language, Stemmer, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer,
};

use super::fold::{Folded, fold, is_unspaced};

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

/// Returns the analyser of titles and texts: words with English stems and without English stop words, and pairs of
/// neighbouring Japanese characters without those written in hiragana alone.
pub(super) fn main_analyser() -> TextAnalyzer {
    let stop_words =
        StopWordFilter::new(Language::English).expect("English is among the languages");
    let function_words = StopWordFilter::remove(FUNCTION_WORDS.map(str::to_owned));
    TextAnalyzer::builder(Pieces(main_pieces))
        .filter(stop_words)
        .filter(function_words)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// Returns the analyser of everything as it is written: words, and Japanese characters by themselves and in pairs.
pub(super) fn written_analyser() -> TextAnalyzer {
    TextAnalyzer::from(Pieces(written_pieces))
}

/// Returns the terms that an analyser makes of a text.
pub(super) fn terms(analyser: &mut TextAnalyzer, text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    analyser.token_stream(text).process(&mut |token| {
        terms.insert(token.text.clone());
    });
    terms
}

/// Returns the words of a text in scripts that part words by spaces, for the spelling.
#[must_use]
pub fn words(text: &str) -> BTreeSet<String> {
    let runs = runs(text).into_iter();
    runs.filter(|(script, _)| *script == Script::Letter)
        .map(|(_, run)| join(&run))
        .collect()
}

/// Returns what is looked up where a text is looked for as it is written: words, and Japanese characters in pairs,
/// by themselves only where they stand alone.
pub(super) fn asked_pieces(text: &str) -> BTreeSet<String> {
    pieces(text, |run| match run {
        [single] => vec![join(&[*single])],
        _ => pairs(run).map(join).collect(),
    })
    .into_iter()
    .collect()
}

/// Returns whether a term is of Japanese characters.
pub(super) fn is_japanese(term: &str) -> bool {
    term.chars().all(is_unspaced)
}

fn main_pieces(text: &str) -> Vec<String> {
    pieces(text, |run| {
        pairs(run)
            .filter(|pair| !pair.iter().all(|folded| folded.hiragana))
            .map(join)
            .collect()
    })
}

fn written_pieces(text: &str) -> Vec<String> {
    pieces(text, |run| {
        run.chunks(1).chain(pairs(run)).map(join).collect()
    })
}

/// Returns the words and numbers of a text, and of each run of Japanese characters what `grams` makes of it.
fn pieces(text: &str, grams: impl Fn(&[Folded]) -> Vec<String>) -> Vec<String> {
    let runs = runs(text).into_iter();
    runs.flat_map(|(script, run)| match script {
        Script::Letter | Script::Digit => vec![join(&run)],
        Script::Unspaced => grams(&run),
    })
    .collect()
}

fn pairs(run: &[Folded]) -> impl Iterator<Item = &[Folded]> {
    run.windows(2)
}

fn join(run: &[Folded]) -> String {
    run.iter().map(|folded| folded.character).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Letter,
    Digit,
    Unspaced,
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

/// Returns the stretches of one script, folded.
fn runs(text: &str) -> Vec<(Script, Vec<Folded>)> {
    let mut runs: Vec<(Script, Vec<Folded>)> = Vec::new();
    let mut before = None;
    for folded in fold(text) {
        let script = script(folded.character);
        match (script, runs.last_mut()) {
            (Some(_), Some((_, run))) if script == before => run.push(folded),
            (Some(script), _) => runs.push((script, vec![folded])),
            (None, _) => {}
        }
        before = script;
    }
    runs
}

/// Splits a text into what a function makes of it.
#[derive(Clone, Copy)]
struct Pieces(fn(&str) -> Vec<String>);

impl Tokenizer for Pieces {
    type TokenStream<'a> = PieceStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PieceStream {
        PieceStream {
            pieces: (self.0)(text).into_iter(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_falls_into_pairs_and_hiragana_alone_is_dropped() {
        assert_eq!(
            main_pieces("VPNの時だけ失敗"),
            ["vpn", "の時", "時だ", "け失", "失敗"]
        );
        assert_eq!(main_pieces("ﾙｰﾀｰ 再起動"), ["るた", "再起", "起動"]);
        assert!(main_pieces("るた 切").is_empty());
    }

    #[test]
    fn as_it_is_written_nothing_is_dropped() {
        assert_eq!(written_pieces("yesです"), ["yes", "で", "す", "です"]);
        let asked = asked_pieces("のVPNです");
        assert_eq!(asked.into_iter().collect::<Vec<_>>(), ["vpn", "です", "の"]);
    }

    #[test]
    fn numbers_part_from_the_words_around_them() {
        assert_eq!(main_pieces("エラー4711番"), ["えら", "4711"]);
        assert_eq!(main_pieces("error4711"), ["error", "4711"]);
    }
}
