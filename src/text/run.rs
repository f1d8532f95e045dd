use std::collections::BTreeMap;

use super::normalise::LONG_VOWEL;
use super::program::{Program, Step};
use super::{Kind, Token, Vocabulary};

/// What a synonym set covers in a text: by first token, each one past a last token with the tokens that gaps span, as bits
/// counted from the first.
pub(super) type Spans = BTreeMap<usize, Vec<(usize, u64)>>;

/// A text as the programs see it.
pub(super) struct Seen<'a> {
    tokens: &'a [Token],
    /// The number of each token's word.
    numbers: Vec<Option<u32>>,
    /// Where each word of the vocabulary stands.
    pub(super) places: BTreeMap<u32, Vec<usize>>,
    /// What each synonym set covers.
    pub(super) sets: Vec<Spans>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(tokens: &'a [Token], vocabulary: &Vocabulary, n_sets: usize) -> Self {
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
            sets: vec![Spans::new(); n_sets],
        }
    }

    /// Fills `starts` with the tokens at which a program can begin, in order, each with the threads that go on there.
    /// One that begins with a gap is found where the gap ends.
    fn starts(&self, program: Program<'_>, first: &[Thread], starts: &mut Vec<(usize, Thread)>) {
        starts.clear();
        for &thread in first {
            let mut add = |start: usize| starts.push((start, thread));
            match program.steps[thread.step] {
                Step::Word(words) => {
                    let words = program.words(words).iter();
                    let places = words.filter_map(|word| self.places.get(word));
                    places.flatten().for_each(|&start| add(start));
                }
                Step::Set(set) => self.sets[set as usize].keys().for_each(|&start| add(start)),
                Step::Value => self.numbers().for_each(add),
                Step::Gap | Step::Fork(_) | Step::Jump(_) | Step::End => {}
            }
        }
        starts.sort_by_key(|(start, _)| *start);
    }

    fn numbers(&self) -> impl Iterator<Item = usize> {
        let tokens = self.tokens.iter().enumerate();
        tokens
            .filter(|(_, token)| token.kind == Kind::Number)
            .map(|(position, _)| position)
    }
}

/// A gap spans four words or twelve characters; a word weighs as much as three characters.
const WIDEST_GAP: u8 = 12;
const WORD_WEIGHT: u8 = 3;

/// One way of reading a text so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Thread {
    step: usize,
    gap: u8,
    /// The tokens that gaps span, as bits counted from the first token; those beyond the 64th are left out.
    pub(super) gaps: u64,
    /// The token in the value's slot.
    pub(super) value: Option<usize>,
}

const FIRST: Thread = Thread {
    step: 0,
    gap: 0,
    gaps: 0,
    value: None,
};

/// The threads of one run; kept from run to run, so that a text is read without asking for memory again and again.
#[derive(Default)]
pub(super) struct Run {
    /// By token, counted from the first.
    ahead: Vec<Threads>,
    /// The tokens at which the program can begin, with the threads that go on there.
    starts: Vec<(usize, Thread)>,
}

impl Run {
    /// Calls `found` with the first token, one past the last and the thread of every match of a program.
    pub(super) fn find<F>(&mut self, program: Program<'_>, text: &Seen, mut found: F)
    where
        F: FnMut(usize, usize, Thread),
    {
        self.clear(0, program);
        self.ahead[0].add(program, FIRST);
        let mut starts = std::mem::take(&mut self.starts);
        text.starts(program, &self.ahead[0].all, &mut starts);
        for threads in starts.chunk_by(|left, right| left.0 == right.0) {
            let start = threads[0].0;
            self.ahead[0].all.clear();
            let threads = threads.iter().map(|(_, thread)| *thread);
            self.ahead[0].all.extend(threads);
            let mut width = 1;
            let mut offset = 0;
            while offset < width {
                let threads = std::mem::take(&mut self.ahead[offset].all);
                for &thread in &threads {
                    if program.steps[thread.step] == Step::End {
                        if offset > 0 {
                            found(start, start + offset, thread);
                        }
                    } else {
                        self.advance(program, thread, text, start, offset, &mut width);
                    }
                }
                self.ahead[offset].all = threads;
                offset += 1;
            }
        }
        self.starts = starts;
    }

    fn clear(&mut self, offset: usize, program: Program<'_>) {
        if self.ahead.len() <= offset {
            self.ahead.resize_with(offset + 1, Threads::default);
        }
        self.ahead[offset].clear(program);
    }

    /// Adds a thread that has read `n_tokens` more.
    fn push(&mut self, program: Program<'_>, thread: Thread, offset: usize, width: &mut usize) {
        while *width <= offset {
            self.clear(*width, program);
            *width += 1;
        }
        self.ahead[offset].add(program, thread);
    }

    fn advance(
        &mut self,
        program: Program<'_>,
        thread: Thread,
        text: &Seen,
        start: usize,
        offset: usize,
        width: &mut usize,
    ) {
        let position = start + offset;
        let Some(token) = text.tokens.get(position) else {
            return;
        };
        let onward = Thread {
            step: thread.step + 1,
            gap: 0,
            ..thread
        };
        // Written with or without it, a longer word is the same; a short one may become another.
        let long_vowel = offset > 1 && token.text.starts_with(LONG_VOWEL);
        match program.steps[thread.step] {
            Step::Word(words) => {
                let words = program.words(words);
                if text.numbers[position].is_some_and(|word| words.binary_search(&word).is_ok()) {
                    self.push(program, onward, offset + 1, width);
                } else if long_vowel {
                    self.push(program, thread, offset + 1, width);
                }
            }
            Step::Set(set) => {
                for &(end, gaps) in text.sets[set as usize].get(&position).into_iter().flatten() {
                    let gaps = onward.gaps | shifted(gaps, offset);
                    self.push(program, Thread { gaps, ..onward }, end - start, width);
                }
                if long_vowel {
                    self.push(program, thread, offset + 1, width);
                }
            }
            Step::Value if token.kind == Kind::Number => {
                let value = Some(position);
                self.push(program, Thread { value, ..onward }, offset + 1, width);
            }
            Step::Gap if token.kind != Kind::Break && offset > 0 => {
                let weight = if token.kind == Kind::Character {
                    1
                } else {
                    WORD_WEIGHT
                };
                let gap = thread.gap + weight;
                if gap <= WIDEST_GAP {
                    let gaps = thread.gaps | shifted(1, offset);
                    self.push(
                        program,
                        Thread {
                            gap,
                            gaps,
                            ..thread
                        },
                        offset + 1,
                        width,
                    );
                }
            }
            Step::Value | Step::Gap | Step::Fork(_) | Step::Jump(_) | Step::End => {}
        }
    }
}

fn shifted(bits: u64, offset: usize) -> u64 {
    let offset = u32::try_from(offset).ok();
    offset
        .and_then(|offset| bits.checked_shl(offset))
        .unwrap_or(0)
}

/// Threads at one token, none worse than another at its step.
#[derive(Default)]
struct Threads {
    all: Vec<Thread>,
    /// When each step was reached last, and the least of a gap used then.
    reached: Vec<(u64, u8)>,
    now: u64,
}

impl Threads {
    fn clear(&mut self, program: Program<'_>) {
        self.all.clear();
        self.now += 1;
        if self.reached.len() < program.steps.len() {
            self.reached.resize(program.steps.len(), (0, 0));
        }
    }

    /// Adds a thread and all that it leads to without reading a token.
    fn add(&mut self, program: Program<'_>, thread: Thread) {
        let (when, gap) = self.reached[thread.step];
        if when == self.now && gap <= thread.gap {
            return;
        }
        self.reached[thread.step] = (self.now, thread.gap);
        match program.steps[thread.step] {
            Step::Fork(targets) => {
                for &target in program.targets(targets) {
                    let step = target as usize;
                    self.add(program, Thread { step, ..thread });
                }
            }
            Step::Jump(target) => {
                let step = target as usize;
                self.add(program, Thread { step, ..thread });
            }
            Step::Gap => {
                self.all.push(thread);
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
            Step::Word(_) | Step::Set(_) | Step::Value | Step::End => self.all.push(thread),
        }
    }
}
