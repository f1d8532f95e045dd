//! What is written behind the name of a kind: a text, a list, or either by a key.

use std::collections::BTreeMap;

use crate::knowledge::Defect;
use crate::knowledge::decode::Pairs;
use crate::knowledge::nearest::nearest;
use crate::knowledge::raw::{Phrases, Word};
use crate::knowledge::spanned::Mark;
use crate::system::Platform;

use super::super::checker::Checker;

/// Words by the keys that they stand behind.
pub(super) type Keyed<'r> = BTreeMap<&'r str, &'r [Word]>;

impl Checker<'_> {
    /// Returns what is written by key, or, of a bare list, as if it stood behind the `main` key.
    pub(super) fn keyed<'r>(
        &mut self,
        written: &'r Phrases,
        main: &'r str,
        known: &[&str],
    ) -> Keyed<'r> {
        match written {
            Phrases::List(words) => Keyed::from([(main, words.as_slice())]),
            Phrases::By(pairs) => {
                let mut keyed = Keyed::new();
                for (key, value) in pairs.iter() {
                    if !known.contains(&key.value.as_str()) {
                        let at = self.place(key.mark);
                        self.defects.push(Defect::UnknownKey {
                            at,
                            found: key.value.clone(),
                            nearest: nearest(&key.value, known.iter().copied()),
                        });
                    } else if let Some(words) = self.words_of(key.mark, value) {
                        keyed.insert(key.value.as_str(), words);
                    }
                }
                keyed
            }
        }
    }

    /// Returns the words of a list.
    pub(super) fn words_of<'r>(&mut self, mark: Mark, written: &'r Phrases) -> Option<&'r [Word]> {
        match written {
            Phrases::List(words) => Some(words),
            Phrases::By(_) => {
                self.rule(mark, "got a mapping, expected a text or a list");
                None
            }
        }
    }

    /// Returns the words behind each platform that is named.
    pub(super) fn platforms<'r>(
        &mut self,
        pairs: &'r Pairs<Phrases>,
    ) -> Vec<(Platform, &'r [Word])> {
        let mut found = Vec::new();
        for (key, written) in pairs.iter() {
            let platform = self.platform_of(key);
            let words = self.words_of(key.mark, written);
            found.extend(platform.zip(words));
        }
        found
    }

    /// Returns the platform that a key names.
    pub(super) fn platform_of(&mut self, key: &Word) -> Option<Platform> {
        let platform = key.value.parse().ok();
        if platform.is_none() {
            self.unexpected(key, "a platform: windows, macos, linux, ios or android");
        }
        platform
    }

    /// Returns the one word of a list.
    pub(super) fn only<'r>(
        &mut self,
        mark: Mark,
        what: &str,
        words: Option<&&'r [Word]>,
    ) -> Option<&'r Word> {
        if let Some([word]) = words {
            return Some(word);
        }
        self.rule(mark, format!("expected {what}"));
        None
    }
}
