use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::knowledge::{Node, Phrase};

use super::program::{Anchor, Compiler, Key, Programs, Slice, collect_sets};
use super::run::{Run, Seen, Thread};
use super::{Literals, Token, Vocabulary};

/// Many phrases, found in one pass over a text: synonym sets first, each once, and then every phrase of which the
/// text holds the two rarest words or sets that it cannot do without; so time grows with the text and not with the
/// number of phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matcher {
    /// The phrases', then the members' of the sets.
    programs: Programs,
    n_phrases: usize,
    n_sets: usize,
    /// The set of each member; a set stands after those that its members hold.
    members_of: Vec<u32>,
    /// The programs that cannot do without a word, by its number; without a set, by its number; or with neither.
    by_word: Vec<Vec<u32>>,
    by_set: Vec<Vec<u32>>,
    unanchored: Vec<u32>,
    /// Further keys of each program, one of which it cannot do without either, as a slice of `keys`; an empty one where
    /// there are none.
    second_anchors: Vec<Slice>,
    keys: Vec<Key>,
}

/// A phrase found in a text, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which phrase, by its position among those compiled.
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

impl Matcher {
    /// Returns a matcher of these phrases, or parts of phrases, over a vocabulary that holds all words of the literals;
    /// these have to be the literals of all phrases and sets.
    ///
    /// # Panics
    ///
    /// With 2^32 programs, or steps, words or keys of programs, or more.
    #[must_use]
    pub fn new(
        phrases: &[&[Node]],
        literals: &Literals<'_>,
        vocabulary: &Vocabulary,
        sets: &BTreeMap<String, Vec<Phrase>>,
    ) -> Self {
        let order = nested_first(sets);
        let numbers: BTreeMap<&str, u32> = order.iter().copied().zip(0..).collect();
        let mut compiler = Compiler::new(literals, vocabulary, &numbers);
        let members = |set: &&str| sets[*set].iter().map(|member| member.0.as_slice());
        let of_set = order
            .iter()
            .flat_map(|set| members(set).map(|member| (numbers[set], member)));
        let (members_of, members): (Vec<u32>, Vec<&[Node]>) = of_set.unzip();
        let all: Vec<&[Node]> = phrases.iter().copied().chain(members).collect();
        for nodes in &all {
            compiler.compile(nodes);
        }
        let mut matcher = Self {
            programs: Programs::default(),
            n_phrases: phrases.len(),
            n_sets: order.len(),
            by_word: vec![Vec::new(); vocabulary.len()],
            by_set: vec![Vec::new(); order.len()],
            members_of,
            unanchored: Vec::new(),
            second_anchors: Vec::new(),
            keys: Vec::new(),
        };
        matcher.anchor(&all, &compiler);
        matcher.programs = compiler.finish();
        matcher
    }

    /// Notes what each program cannot do without: of all choices the one that the fewest programs hold, by which it is
    /// found, and the next.
    fn anchor(&mut self, all: &[&[Node]], compiler: &Compiler) {
        let mut n_holders = vec![0; self.by_word.len()];
        let programs = compiler.programs();
        for program in 0..programs.len() {
            for word in programs.get(program).all_words() {
                n_holders[word as usize] += 1;
            }
        }
        let mut set_costs: Vec<Option<usize>> = vec![Some(0); self.n_sets];
        let members = self.n_phrases..all.len();
        self.second_anchors = vec![Slice::default(); all.len()];
        for position in members.chain(0..self.n_phrases) {
            let cost = |key: Key| match key {
                Key::Word(word) => Some(n_holders[word as usize]),
                Key::Set(set) => set_costs[set as usize],
            };
            let mut anchors = compiler.anchors(all[position], &cost).into_iter();
            let anchor = anchors.next();
            if let Some(beside) = anchors.next() {
                self.second_anchors[position] = Slice::appended(&mut self.keys, beside.keys);
            }
            if let Some(member) = position.checked_sub(self.n_phrases) {
                let of_set = &mut set_costs[self.members_of[member] as usize];
                *of_set = of_set.zip(anchor.as_ref()).map(|(all, own)| all + own.cost);
            }
            self.file(position, anchor);
        }
    }

    fn file(&mut self, position: usize, anchor: Option<Anchor>) {
        let program = u32::try_from(position).expect("far fewer than 2^32 phrases");
        let Some(anchor) = anchor else {
            self.unanchored.push(program);
            return;
        };
        for key in anchor.keys {
            match key {
                Key::Word(word) => self.by_word[word as usize].push(program),
                Key::Set(set) => self.by_set[set as usize].push(program),
            }
        }
    }

    /// Returns the longest match of every program at every token, in the order of the text.
    #[must_use]
    pub fn find(&self, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Found> {
        let mut seen = Seen::new(tokens, vocabulary, self.n_sets);
        let mut run = Run::default();
        let mut of_sets: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); self.n_sets];
        let mut candidates = BTreeSet::new();
        let words = seen.places.keys();
        let by_word = words.filter_map(|&word| self.by_word.get(word as usize));
        for &program in by_word.flatten().chain(&self.unanchored) {
            self.enlist(program, &mut of_sets, &mut candidates);
        }
        for set in 0..self.n_sets {
            for program in std::mem::take(&mut of_sets[set]) {
                if !self.may_match(program, &seen) {
                    continue;
                }
                let mut spans = std::mem::take(&mut seen.sets[set]);
                let member = self.programs.get(program as usize);
                run.find(member, &seen, |start, end, thread: Thread| {
                    let at: &mut Vec<(usize, u64)> = spans.entry(start).or_default();
                    if !at.iter().any(|(known, _)| *known == end) {
                        at.push((end, thread.gaps));
                    }
                });
                seen.sets[set] = spans;
            }
            if !seen.sets[set].is_empty() {
                for &program in &self.by_set[set] {
                    self.enlist(program, &mut of_sets, &mut candidates);
                }
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for phrase in candidates {
            if !self.may_match(phrase, &seen) {
                continue;
            }
            let program = self.programs.get(phrase as usize);
            let phrase = phrase as usize;
            let first = found.len();
            run.find(program, &seen, |start, end, thread| {
                let longer = Found {
                    phrase,
                    start,
                    end,
                    gaps: thread.gaps,
                    value: thread.value,
                };
                match found[first..].last_mut() {
                    Some(known) if known.start == start => *known = longer,
                    _ => found.push(longer),
                }
            });
        }
        found.sort_by_key(|found| (found.start, found.phrase));
        found
    }

    /// Returns whether a text holds the other thing that a program cannot do without.
    fn may_match(&self, program: u32, seen: &Seen) -> bool {
        let keys = &self.keys[self.second_anchors[program as usize].range()];
        keys.is_empty()
            || keys.iter().any(|key| match key {
                Key::Word(word) => seen.places.contains_key(word),
                Key::Set(set) => !seen.sets[*set as usize].is_empty(),
            })
    }

    /// Puts a program where it is looked for: a set's member with its set, a phrase with the phrases.
    fn enlist(&self, program: u32, of_sets: &mut [BTreeSet<u32>], candidates: &mut BTreeSet<u32>) {
        match (program as usize).checked_sub(self.n_phrases) {
            Some(member) => of_sets[self.members_of[member] as usize].insert(program),
            None => candidates.insert(program),
        };
    }
}

/// Returns the names of the sets, each after those that its members hold; in a circle one of them comes first.
fn nested_first(sets: &BTreeMap<String, Vec<Phrase>>) -> Vec<&str> {
    fn visit<'s>(
        name: &'s str,
        sets: &'s BTreeMap<String, Vec<Phrase>>,
        visited: &mut BTreeSet<&'s str>,
        order: &mut Vec<&'s str>,
    ) {
        let Some(members) = sets.get(name).filter(|_| visited.insert(name)) else {
            return;
        };
        let mut nested = BTreeSet::new();
        for member in members {
            collect_sets(&member.0, &mut nested);
        }
        for set in nested {
            visit(set, sets, visited, order);
        }
        order.push(name);
    }
    let mut order = Vec::new();
    let mut visited = BTreeSet::new();
    for name in sets.keys() {
        visit(name, sets, &mut visited, &mut order);
    }
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use crate::knowledge::Phrase;
    use crate::text::tokens;

    use super::*;

    /// Returns the words that the phrase covers in the text, if it is found.
    fn found(phrase: &str, text: &str) -> Option<String> {
        let phrase = Phrase::parse(phrase).expect("the test's phrase is valid");
        let set = vec![
            Phrase::parse("lamp").unwrap(),
            Phrase::parse("desk light").unwrap(),
        ];
        let sets = BTreeMap::from([("lamp".to_owned(), set)]);
        let mut literals = Literals::default();
        literals.add(&phrase);
        sets.values()
            .flatten()
            .for_each(|member| literals.add(member));
        let vocabulary = Vocabulary::new(literals.all());
        let matcher = Matcher::new(&[phrase.0.as_slice()], &literals, &vocabulary, &sets);
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
