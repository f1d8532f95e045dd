use std::collections::BTreeSet;
use std::ops::Range;

use super::folded::Folded;
use super::{IdentifierKind, Marks};

/// Names, and parts of names, that so many machines bear that they say nothing of one; and the words of the masks.
const COMMON: [&str; 38] = [
    "admin",
    "administrator",
    "arch",
    "computer",
    "debian",
    "default",
    "desktop",
    "device",
    "fedora",
    "group",
    "guest",
    "hidden",
    "home",
    "host",
    "internal",
    "intranet",
    "laptop",
    "linux",
    "local",
    "localdomain",
    "localhost",
    "localhost.localdomain",
    "macbook",
    "macos",
    "mail",
    "network",
    "nobody",
    "path",
    "public",
    "root",
    "server",
    "system",
    "ubuntu",
    "user",
    "users",
    "windows",
    "workgroup",
    "workstation",
];
/// A shorter name stands in too many words to be looked for within them.
const LEAST_WITHIN: usize = 4;
/// A piece of fewer letters could be of anything; a Japanese one says as much in half of them.
const LEAST_PIECE: usize = 4;
const LEAST_WIDE_PIECE: usize = 2;
/// So many letters in a row are no chance.
const LONG: usize = 8;
/// So many letters and digits are looked for whatever stands between them.
const LEAST_BARE: usize = 6;

/// One name in all forms in which it is looked for.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    pub(super) kind: IdentifierKind,
    whole: Vec<char>,
    /// Its letters and digits alone, where they are many enough.
    bare: Vec<char>,
    /// What stands between its dots, dashes and blanks.
    parts: BTreeSet<Vec<char>>,
    /// Its beginnings and ends that are long enough.
    pieces: BTreeSet<Vec<char>>,
    /// Each run of [`LONG`] letters.
    runs: BTreeSet<Vec<char>>,
}

impl Forms {
    /// Returns `None` for a name that says nothing of anybody.
    pub(super) fn new(kind: IdentifierKind, name: &str) -> Option<Self> {
        let folded = Folded::new(name.trim().trim_end_matches(['/', '\\']), Marks::Plain);
        let whole = folded.letters.clone();
        let least = match kind {
            IdentifierKind::Text | IdentifierKind::Home => LEAST_WITHIN,
            _ => 2,
        };
        if whole.len() < least || is_common(&whole) {
            return None;
        }
        let bare = folded.bare().letters;
        let has_parts = matches!(kind, IdentifierKind::User | IdentifierKind::Host);
        let parts = whole.split(|letter| !letter.is_alphanumeric());
        let parts = parts.filter(|part| {
            has_parts && part.len() < whole.len() && part.len() >= least_piece(part, 0)
        });
        let parts = parts.filter(|part| !is_common(part) && !is_number(part));
        let share = if is_wide(&whole) {
            whole.len().div_ceil(2)
        } else {
            (whole.len() * 2).div_ceil(3)
        };
        let shortest = least_piece(&whole, share);
        let pieces = (shortest..whole.len()).flat_map(|n| {
            let (beginning, end) = (&whole[..n], &whole[whole.len() - n..]);
            [beginning, end]
        });
        let pieces = pieces.filter(|piece| !is_common(piece));
        let has_runs = kind != IdentifierKind::Text;
        let runs = whole
            .windows(LONG)
            .filter(|run| has_runs && !is_common(run));
        Some(Self {
            kind,
            parts: parts.map(<[char]>::to_vec).collect(),
            pieces: pieces.map(<[char]>::to_vec).collect(),
            runs: runs.map(<[char]>::to_vec).collect(),
            bare: if bare.len() < LEAST_BARE || is_number(&bare) {
                Vec::new()
            } else {
                bare
            },
            whole,
        })
    }

    /// Returns where the name stands, in bytes of the text, in no order.
    pub(super) fn spans(&self, text: &Folded, bare: &Folded) -> Vec<Range<usize>> {
        let as_words = self.whole.len() < LEAST_WITHIN || self.kind == IdentifierKind::Text;
        let wholes = all(text, &self.whole);
        let wholes =
            wholes.filter(|found| !as_words || is_wide(&self.whole) || text.is_word(found));
        let cut = self.parts.iter().chain(&self.pieces);
        let cut = cut.flat_map(|piece| all(text, piece));
        let cut = cut.filter(|found| text.is_word(found));
        let mut spans: Vec<_> = wholes.chain(cut).map(|found| text.place(&found)).collect();
        spans.extend(all(bare, &self.bare).map(|found| bare.place(&found)));
        if !self.runs.is_empty() {
            let runs = text.letters.windows(LONG).enumerate();
            let runs = runs.filter(|(_, run)| self.runs.contains(*run));
            spans.extend(runs.map(|(start, _)| text.place(&(start..start + LONG))));
        }
        spans
    }
}

/// Returns every place of some letters; none where there are no letters.
fn all<'t>(text: &'t Folded, letters: &'t [char]) -> impl Iterator<Item = Range<usize>> + 't {
    let n = letters.len();
    let places = text.letters.windows(n.max(1)).enumerate();
    let places = places.filter(move |(_, run)| n > 0 && *run == letters);
    places.map(move |(start, _)| start..start + n)
}

/// Returns how many letters a piece must have at least.
fn least_piece(letters: &[char], wanted: usize) -> usize {
    let least = if is_wide(letters) {
        LEAST_WIDE_PIECE
    } else {
        LEAST_PIECE
    };
    wanted.max(least)
}

/// Returns whether the letters are of a script that says more in each, and leaves no blanks.
fn is_wide(letters: &[char]) -> bool {
    letters.iter().any(|letter| *letter >= '\u{2e80}')
}

fn is_number(letters: &[char]) -> bool {
    letters.iter().all(char::is_ascii_digit)
}

/// Returns whether this is, or is within, a name that says nothing.
fn is_common(letters: &[char]) -> bool {
    let name: String = letters.iter().collect();
    let within = |common: &str| letters.len() >= LEAST_WITHIN && common.contains(&name);
    name == "me"
        || COMMON
            .iter()
            .any(|common| *common == name || within(common))
}
