use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::normalise::LONG_VOWEL;
use super::program::Step;
use super::{Kind, Program, Token, Vocabulary};

/// Many phrases, found in one pass over a text: a phrase is tried only where the text holds a word that it cannot do
/// without, so time grows with the text and not with the number of phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matcher {
    programs: Vec<Program>,
    /// The programs that cannot do without a word or another of its kind, by the word's number.
    by_anchor: Vec<Vec<u32>>,
    /// The programs without such a word.
    unanchored: Vec<u32>,
}

/// A phrase found in a text, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which program, by its position among those compiled.
    pub phrase: usize,
    /// The first token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The tokens that a gap spans, as bits counted from `start`; those beyond the 64th are left out.
    pub gaps: u64,
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
    gaps: u64,
    value: Option<usize>,
}

const FIRST: Thread = Thread {
    step: 0,
    gap: 0,
    gaps: 0,
    value: None,
};

impl Matcher {
    /// Returns a matcher of these programs over a vocabulary of `n_words` words. `anchor` gives for a program the words
    /// one of which every match holds.
    ///
    /// # Panics
    ///
    /// With 2^32 programs or more.
    #[must_use]
    pub fn new<A>(programs: Vec<Program>, n_words: usize, anchor: A) -> Self
    where
        A: Fn(usize) -> Option<std::collections::BTreeSet<u32>>,
    {
        let mut by_anchor = vec![Vec::new(); n_words];
        let mut unanchored = Vec::new();
        for position in 0..programs.len() {
            let phrase = u32::try_from(position).expect("far fewer than 2^32 phrases");
            match anchor(position) {
                Some(words) => {
                    for word in words {
                        by_anchor[word as usize].push(phrase);
                    }
                }
                None => unanchored.push(phrase),
            }
        }
        Self {
            programs,
            by_anchor,
            unanchored,
        }
    }

    /// Returns the longest match of every program at every token, in the order of the text.
    #[must_use]
    pub fn find(&self, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Found> {
        let text = Text::new(tokens, vocabulary);
        let mut candidates = self.unanchored.clone();
        for &word in text.places.keys() {
            candidates.extend(self.by_anchor.get(word as usize).into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        let mut run = Run::default();
        for &phrase in &candidates {
            let program = &self.programs[phrase as usize];
            run.begin(program);
            for start in text.starts(program, &run.first) {
                if let Some((end, thread)) = run.longest(program, &text, start) {
                    found.push(Found {
                        phrase: phrase as usize,
                        start,
                        end,
                        gaps: thread.gaps,
                        value: thread.value,
                    });
                }
            }
        }
        found.sort_by_key(|found| (found.start, found.phrase));
        found
    }
}

/// A text as the programs see it.
struct Text<'a> {
    tokens: &'a [Token],
    /// The number of each token's word.
    numbers: Vec<Option<u32>>,
    /// Where each word of the vocabulary stands.
    places: BTreeMap<u32, Vec<usize>>,
}

impl<'a> Text<'a> {
    fn new(tokens: &'a [Token], vocabulary: &Vocabulary) -> Self {
        let number = |token: &Token| {
            let word = (!token.text.is_empty()).then_some(token.text.as_str())?;
            vocabulary.number(word)
        };
        let numbers: Vec<Option<u32>> = tokens.iter().map(number).collect();
        let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (position, word) in numbers.iter().enumerate() {
            if let Some(word) = word {
                places.entry(*word).or_default().push(position);
            }
        }
        Self {
            tokens,
            numbers,
            places,
        }
    }

    /// Returns the tokens at which a program can begin. One that begins with a gap is found where the gap ends.
    fn starts(&self, program: &Program, first: &[Thread]) -> Vec<usize> {
        let mut starts = Vec::new();
        for thread in first {
            match &program.0[thread.step] {
                Step::Word(words) => {
                    for word in words {
                        starts.extend(self.places.get(word).into_iter().flatten());
                    }
                }
                Step::Value => starts.extend(self.numbers()),
                Step::Gap | Step::Fork(_) | Step::End => {}
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    fn numbers(&self) -> impl Iterator<Item = usize> {
        let tokens = self.tokens.iter().enumerate();
        tokens
            .filter(|(_, token)| token.kind == Kind::Number)
            .map(|(position, _)| position)
    }
}

/// The threads of one run; kept from run to run, so that a text is read without asking for memory again and again.
#[derive(Default)]
struct Run {
    /// Those that a program begins with.
    first: Vec<Thread>,
    threads: Vec<Thread>,
    next: Threads,
}

impl Run {
    /// Takes up a program.
    fn begin(&mut self, program: &Program) {
        self.next.clear(program);
        self.next.add(program, FIRST);
        self.first.clone_from(&self.next.threads);
    }

    /// Returns where the longest match from `start` ends, with the thread that found it.
    fn longest(&mut self, program: &Program, text: &Text, start: usize) -> Option<(usize, Thread)> {
        self.threads.clone_from(&self.first);
        let mut best = None;
        for position in start..=text.tokens.len() {
            let ended = self
                .threads
                .iter()
                .find(|thread| program.0[thread.step] == Step::End);
            if let Some(&ended) = ended
                && position > start
            {
                best = Some((position, ended));
            }
            if position == text.tokens.len() {
                break;
            }
            self.next.clear(program);
            for &thread in &self.threads {
                advance(program, thread, text, start, position, &mut self.next);
            }
            if self.next.threads.is_empty() {
                break;
            }
            std::mem::swap(&mut self.threads, &mut self.next.threads);
        }
        best
    }
}

/// Threads at one token, none worse than another at its step.
#[derive(Default)]
struct Threads {
    threads: Vec<Thread>,
    /// When each step was reached last, and the least of a gap used then.
    reached: Vec<(u64, u8)>,
    now: u64,
}

impl Threads {
    fn clear(&mut self, program: &Program) {
        self.threads.clear();
        self.now += 1;
        if self.reached.len() < program.0.len() {
            self.reached.resize(program.0.len(), (0, 0));
        }
    }

    /// Adds a thread and all that it leads to without reading a token.
    fn add(&mut self, program: &Program, thread: Thread) {
        let (when, gap) = self.reached[thread.step];
        if when == self.now && gap <= thread.gap {
            return;
        }
        self.reached[thread.step] = (self.now, thread.gap);
        match &program.0[thread.step] {
            Step::Fork(targets) => {
                for &target in targets {
                    let step = target as usize;
                    self.add(program, Thread { step, ..thread });
                }
            }
            Step::Gap => {
                self.threads.push(thread);
                let step = thread.step + 1;
                self.add(
                    program,
                    Thread {
                        step,
                        gap: 0,
                        ..thread
                    },
                );
            }
            Step::Word(_) | Step::Value | Step::End => self.threads.push(thread),
        }
    }
}

fn advance(
    program: &Program,
    thread: Thread,
    text: &Text,
    start: usize,
    position: usize,
    next: &mut Threads,
) {
    let token = &text.tokens[position];
    let onward = Thread {
        step: thread.step + 1,
        gap: 0,
        ..thread
    };
    match &program.0[thread.step] {
        Step::Word(words) => {
            if text.numbers[position].is_some_and(|word| words.binary_search(&word).is_ok()) {
                next.add(program, onward);
            } else if position > start + 1 && token.text.starts_with(LONG_VOWEL) {
                // Written with or without it, a longer word is the same; a short one may become another.
                next.add(program, thread);
            }
        }
        Step::Value if token.kind == Kind::Number => {
            let value = Some(position);
            next.add(program, Thread { value, ..onward });
        }
        Step::Gap if token.kind != Kind::Break => {
            let weight = if token.kind == Kind::Character {
                1
            } else {
                WORD_WEIGHT
            };
            let gap = thread.gap + weight;
            if position > start && gap <= WIDEST_GAP {
                let bit = u32::try_from(position - start)
                    .ok()
                    .and_then(|bit| 1_u64.checked_shl(bit));
                let gaps = thread.gaps | bit.unwrap_or(0);
                next.add(
                    program,
                    Thread {
                        gap,
                        gaps,
                        ..thread
                    },
                );
            }
        }
        Step::Value | Step::Gap | Step::Fork(_) | Step::End => {}
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
        let compiler = Compiler::new(&vocabulary, &sets);
        let anchor = compiler.anchor(&phrase.0, &[]);
        let matcher = Matcher::new(vec![compiler.compile(&phrase.0)], vocabulary.len(), |_| {
            anchor.clone()
        });
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
