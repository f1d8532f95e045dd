use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::normalise::LONG_VOWEL;
use super::program::Step;
use super::{Kind, Program, Token, Vocabulary};

/// Many phrases, found in one pass over a text: a phrase is tried only where a word stands that it can begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matcher {
    programs: Vec<Program>,
    /// The phrases that can begin with a word, by the word's number.
    by_first_word: Vec<Vec<u32>>,
    /// The phrases that can begin with a number of their own.
    by_number: Vec<u32>,
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which phrase, by its position among those compiled.
    pub phrase: usize,
    /// The first token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The token in the value's slot.
    pub value: Option<usize>,
}

/// A gap spans four words or twelve characters; a word weighs as much as three characters.
const WIDEST_GAP: u8 = 12;
const WORD_WEIGHT: u8 = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Thread {
    step: usize,
    gap: u8,
    value: Option<usize>,
}

impl Matcher {
    /// Returns a matcher of these programs over a vocabulary of `n_words` words.
    ///
    /// # Panics
    ///
    /// With 2^32 programs or more.
    #[must_use]
    pub fn new(programs: Vec<Program>, n_words: usize) -> Self {
        let mut by_first_word = vec![Vec::new(); n_words];
        let mut by_number = Vec::new();
        for (phrase, program) in programs.iter().enumerate() {
            let phrase = u32::try_from(phrase).expect("far fewer than 2^32 phrases");
            let mut firsts = BTreeSet::new();
            for thread in start(program) {
                match program.0[thread.step] {
                    Step::Word(word) => {
                        firsts.insert(word);
                    }
                    Step::Value => by_number.push(phrase),
                    // A phrase that begins with a gap is found where the gap ends.
                    Step::Gap | Step::Fork(_) | Step::End => {}
                }
            }
            for word in firsts {
                if let Some(phrases) = by_first_word.get_mut(word as usize) {
                    phrases.push(phrase);
                }
            }
        }
        by_number.dedup();
        Self {
            programs,
            by_first_word,
            by_number,
        }
    }

    /// Returns the longest match of every phrase at every token, in the order of the text.
    #[must_use]
    pub fn find(&self, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Found> {
        let numbers: Vec<Option<u32>> = tokens
            .iter()
            .map(|token| vocabulary.number(&token.text))
            .collect();
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            let by_word = numbers[start].and_then(|word| self.by_first_word.get(word as usize));
            let by_number = if tokens[start].kind == Kind::Number {
                self.by_number.as_slice()
            } else {
                &[]
            };
            for &phrase in by_word.into_iter().flatten().chain(by_number) {
                let program = &self.programs[phrase as usize];
                if let Some((end, value)) = longest(program, tokens, &numbers, start) {
                    found.push(Found {
                        phrase: phrase as usize,
                        start,
                        end,
                        value,
                    });
                }
            }
        }
        found.sort_by_key(|found| (found.start, found.phrase));
        found.dedup();
        found
    }
}

/// Returns the threads with which a program begins.
fn start(program: &Program) -> Vec<Thread> {
    let mut threads = Vec::new();
    add(
        program,
        Thread {
            step: 0,
            gap: 0,
            value: None,
        },
        &mut threads,
    );
    threads
}

/// Adds a thread and all that it leads to without reading a token.
fn add(program: &Program, thread: Thread, threads: &mut Vec<Thread>) {
    if threads
        .iter()
        .any(|known| known.step == thread.step && known.gap <= thread.gap)
    {
        return;
    }
    threads.push(thread);
    match &program.0[thread.step] {
        Step::Fork(targets) => {
            for &target in targets {
                add(
                    program,
                    Thread {
                        step: target as usize,
                        ..thread
                    },
                    threads,
                );
            }
        }
        Step::Gap => add(
            program,
            Thread {
                step: thread.step + 1,
                gap: 0,
                ..thread
            },
            threads,
        ),
        Step::Word(_) | Step::Value | Step::End => {}
    }
}

/// Returns where the longest match from `start` ends, and the token of its value.
fn longest(
    program: &Program,
    tokens: &[Token],
    numbers: &[Option<u32>],
    start_token: usize,
) -> Option<(usize, Option<usize>)> {
    let mut threads = start(program);
    let mut best = None;
    #[expect(
        clippy::needless_range_loop,
        reason = "one position beyond the last token is looked at"
    )]
    for position in start_token..=tokens.len() {
        if let Some(ended) = threads
            .iter()
            .find(|thread| program.0[thread.step] == Step::End)
            && position > start_token
        {
            best = Some((position, ended.value));
        }
        let Some(token) = tokens
            .get(position)
            .filter(|token| token.kind != Kind::Break)
        else {
            break;
        };
        let mut next = Vec::new();
        for &thread in &threads {
            advance(
                program,
                thread,
                token,
                position,
                numbers[position],
                position - start_token,
                &mut next,
            );
        }
        if next.is_empty() {
            break;
        }
        threads = next;
    }
    best
}

fn advance(
    program: &Program,
    thread: Thread,
    token: &Token,
    position: usize,
    number: Option<u32>,
    n_read: usize,
    next: &mut Vec<Thread>,
) {
    let inside = n_read > 0;
    let onward = Thread {
        step: thread.step + 1,
        gap: 0,
        ..thread
    };
    match program.0[thread.step] {
        Step::Word(word) if number == Some(word) => add(program, onward, next),
        // Written with or without it, a longer word is the same; a short one may become another.
        Step::Word(_) if n_read > 1 && token.text.starts_with(LONG_VOWEL) => {
            add(program, thread, next);
        }
        Step::Value if token.kind == Kind::Number => {
            add(
                program,
                Thread {
                    value: Some(position),
                    ..onward
                },
                next,
            );
        }
        Step::Gap => {
            let weight = if token.kind == Kind::Character {
                1
            } else {
                WORD_WEIGHT
            };
            if inside && thread.gap + weight <= WIDEST_GAP {
                add(
                    program,
                    Thread {
                        gap: thread.gap + weight,
                        ..thread
                    },
                    next,
                );
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use crate::knowledge::Phrase;
    use crate::text::program::collect_words;
    use crate::text::{Compiler, tokens};

    use super::*;

    /// Returns the words that the phrase covers in the text, if it is found.
    fn found(phrase: &str, text: &str) -> Option<String> {
        let phrase = Phrase::parse(phrase).expect("the test's phrase is valid");
        let set = vec![
            Phrase::parse("lamp").unwrap(),
            Phrase::parse("desk light").unwrap(),
        ];
        let sets = BTreeMap::from([("lamp".to_owned(), set)]);
        let mut words = BTreeSet::new();
        collect_words(&phrase, &mut words);
        sets.values()
            .flatten()
            .for_each(|member| collect_words(member, &mut words));
        let vocabulary = Vocabulary::new(words);
        let program = Compiler::new(&vocabulary, &sets).compile(&phrase);
        let matcher = Matcher::new(vec![program], vocabulary.len());
        let tokens = tokens(text);
        let found = matcher.find(&tokens, &vocabulary);
        let longest = found.iter().max_by_key(|found| found.end - found.start)?;
        Some(
            tokens[longest.start..longest.end]
                .iter()
                .map(|token| token.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    fn check(phrase: &str, text: &str, expected: Option<&str>) {
        assert_eq!(
            found(phrase, text).as_deref(),
            expected,
            "{phrase} in {text}"
        );
    }

    #[test]
    fn alternatives_options_and_sets_are_found() {
        check(
            "only (on|with) [a|my] {lamp}",
            "It fails ONLY with my desk light.",
            Some("only with my desk light"),
        );
        check(
            "only (on|with) [a|my] {lamp}",
            "only on lamp",
            Some("only on lamp"),
        );
        check("only (on|with) [a|my] {lamp}", "only on a chair", None);
    }

    #[test]
    fn latin_words_match_whole_and_japanese_anywhere() {
        check("lamp", "lampshade", None);
        check(
            "{lamp}[が|を]消し",
            "昨日lampを消しました",
            Some("lamp を 消 し"),
        );
    }

    #[test]
    fn a_gap_spans_four_words_of_one_sentence() {
        check(
            "turned … off",
            "I turned the old desk light off",
            Some("turned the old desk light off"),
        );
        check("turned … off", "I turned it. Then it was off", None);
        check("turned … off", "turned one two three four five off", None);
    }

    #[test]
    fn the_long_vowel_mark_may_be_left_out_of_long_words() {
        check("サーバー", "サーバが落ちた", Some("さ ー ば"));
        check("サーバ", "サーバーが落ちた", Some("さ ー ば"));
        check("エラー", "エラが出る", None);
    }

    #[test]
    fn a_value_slot_takes_a_number() {
        check(
            "error [code] <value>",
            "error code: 4711",
            Some("error code 4711"),
        );
        check("error [code] <value>", "error code unknown", None);
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "\\PC{0,60}") {
            found("[a|b] … (c|d) … [e] …", &text);
        }
    }
}
