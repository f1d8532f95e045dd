use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::lexicon::Owner;
use super::mark::Mark;
use super::matches::{Match, is_gap};
use super::{Found, Kind, Lexicon, Token};

/// How a text falls into sentences and clauses, and what its words do to the statements among them.
pub(super) struct Sentences {
    marks: Vec<(Mark, Found)>,
    /// By token.
    pieces: Vec<Piece>,
    /// Whether a token is quoted.
    quoted: Vec<bool>,
    /// By clause: what asks or leaves open what follows, in order, and whether it takes it for granted.
    clauses: Vec<Clause>,
    /// By piece between commas: what leaves open what comes before, in order.
    left_open: Vec<Vec<Found>>,
    /// The denials that end at a token or stand over it.
    denials: Vec<Vec<(Mark, Found)>>,
}

/// The numbers of the sentence, of the clause and of the piece between commas that a token stands in.
#[derive(Clone, Copy, Default)]
struct Piece {
    sentence: usize,
    clause: usize,
    comma: usize,
    /// Whether the piece between commas begins here, or after a word that joins two.
    leads: bool,
}

#[derive(Clone, Default)]
struct Clause {
    open: Vec<Found>,
    presumes: bool,
}

/// So many forms of words are looked at for one statement; the nearest decide, and a person writes one or two.
const MOST_MARKS: usize = 4;

impl Sentences {
    pub(super) fn new(lexicon: &Lexicon, tokens: &[Token], found: &[Found]) -> Self {
        let marks = marks(lexicon, tokens, found);
        let pieces = pieces(tokens, &marks);
        let last = pieces.last().copied().unwrap_or_default();
        let mut sentences = Self {
            marks: Vec::new(),
            clauses: vec![Clause::default(); last.clause + 1],
            left_open: vec![Vec::new(); last.comma + 1],
            denials: vec![Vec::new(); tokens.len() + 1],
            pieces,
            quoted: tokens.iter().map(|token| token.quoted).collect(),
        };
        for &(mark, found) in &marks {
            sentences.take(mark, found);
        }
        for open in &mut sentences.left_open {
            open.sort_by_key(|found| found.end);
        }
        Self { marks, ..sentences }
    }

    fn take(&mut self, mark: Mark, found: Found) {
        let piece = self.piece(found.start);
        match mark {
            Mark::Asks if !piece.leads => {}
            Mark::Asks | Mark::LeavesOpen => self.clauses[piece.clause].open.push(found),
            Mark::LeftOpen => self.left_open[piece.comma].push(found),
            Mark::Presumes => self.clauses[piece.clause].presumes = true,
            Mark::Denies | Mark::Denied => {
                for token in found.start..=found.end {
                    self.denials[token].push((mark, found));
                }
            }
            _ => {}
        }
    }

    /// Returns the number of the clause that a token stands in.
    pub(super) fn clause(&self, token: usize) -> usize {
        self.piece(token).clause
    }

    /// Returns the number of the sentence that a token stands in.
    pub(super) fn sentence(&self, token: usize) -> usize {
        self.piece(token).sentence
    }

    /// Returns whether a clause, or a piece of one between commas, ends before a token.
    pub(super) fn ends_before(&self, token: usize) -> bool {
        token >= self.pieces.len()
            || token
                .checked_sub(1)
                .is_none_or(|before| self.piece(before).comma != self.piece(token).comma)
    }

    /// Returns whether the parts of a match stand in several pieces between commas.
    pub(super) fn tear(&self, said: &Match) -> bool {
        let comma = |token: usize| self.piece(token).comma;
        comma(said.start()) != comma(said.end() - 1)
    }

    /// Returns the forms of words of one kind.
    pub(super) fn of(&self, kind: Mark) -> impl Iterator<Item = &Found> {
        self.marks
            .iter()
            .filter(move |(mark, _)| *mark == kind)
            .map(|(_, found)| found)
    }

    /// Returns whether something is denied.
    pub(super) fn deny(&self) -> bool {
        let denies = |mark: &Mark| matches!(mark, Mark::Denies | Mark::Denied);
        self.marks.iter().any(|(mark, _)| denies(mark))
    }

    /// Returns for each sentence in which something is said not to have lasted where that begins last.
    pub(super) fn relapses(&self) -> BTreeMap<usize, usize> {
        let of = self.of(Mark::Relapses);
        of.map(|found| (self.sentence(found.start), found.start))
            .collect()
    }

    /// Returns whether the words around a phrase keep it from being stated: it is asked, left open or denied, and by
    /// words that are no part of the phrase itself.
    pub(super) fn is_unsaid(&self, said: &Match) -> bool {
        // What a page or somebody else says.
        let mut spans = said.spans.iter();
        if spans.all(|span| {
            self.quoted[span.start..span.end]
                .iter()
                .all(|quoted| *quoted)
        }) {
            return true;
        }
        let outside = |found: &&Found| !said.covers(found.start, found.end);
        let clause = &self.clauses[self.clause(said.start())];
        let mut open = clause.open.iter().take(MOST_MARKS).filter(outside);
        if open.any(|found| found.start <= said.start()) {
            return true;
        }
        let last = self.piece(said.end().saturating_sub(1));
        let left_open = self.left_open[last.comma].iter().rev();
        let mut left_open = left_open.take(MOST_MARKS).filter(outside);
        let presumed = self.clauses[last.clause].presumes;
        if !presumed && left_open.any(|found| said.end() <= found.end) {
            return true;
        }
        said.spans.iter().any(|span| self.is_denied(said, span))
    }

    /// Returns whether a denial that is no part of the phrase stands right before a span, right after it, or in one of
    /// its gaps.
    fn is_denied(&self, said: &Match, span: &Found) -> bool {
        let near = |(mark, found): &(Mark, Found)| match mark {
            // One that a comma parts from what follows answers what was asked before.
            Mark::Denies => {
                found.start < span.start
                    && self.piece(found.start).comma == self.piece(span.start).comma
            }
            _ => found.end > span.end && found.start > span.start,
        };
        let outside = |found: &Found| !said.covers(found.start, found.end);
        let around = [span.start, span.end].into_iter();
        let around = around.flat_map(|token| &self.denials[token]);
        let gaps = (span.start..span.end).filter(|&token| is_gap(span, token));
        let inside = gaps.flat_map(|token| &self.denials[token]);
        around
            .clone()
            .any(|denial| near(denial) && outside(&denial.1))
            || inside.into_iter().any(|(_, found)| {
                is_gap(span, found.start) && found.start < span.end && outside(found)
            })
    }

    fn piece(&self, token: usize) -> Piece {
        let last = self.pieces.len().saturating_sub(1);
        self.pieces
            .get(token.min(last))
            .copied()
            .unwrap_or_default()
    }
}

fn pieces(tokens: &[Token], marks: &[(Mark, Found)]) -> Vec<Piece> {
    let mut begins = vec![false; tokens.len() + 1];
    let mut joined = vec![false; tokens.len() + 1];
    for (mark, found) in marks {
        match mark {
            Mark::Joins => joined[found.end] = true,
            Mark::ClauseBegins => begins[found.start] = true,
            Mark::ClauseEnds => begins[found.end] = true,
            _ => {}
        }
    }
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut piece = Piece::default();
    for (position, token) in tokens.iter().enumerate() {
        let before = position.checked_sub(1).map(|before| &tokens[before]);
        let sentence = before.is_some_and(|before| before.kind == Kind::Break);
        let clause = sentence || begins[position];
        let comma = clause || token.parted;
        piece.sentence += usize::from(sentence);
        piece.clause += usize::from(clause);
        piece.comma += usize::from(comma);
        piece.leads = comma || joined[position] || before.is_none();
        pieces.push(piece);
    }
    pieces
}

/// Returns whether something begins within a word that is written in katakana.
fn is_within_katakana(tokens: &[Token], found: Found) -> bool {
    let is_katakana = |position: usize| tokens.get(position).is_some_and(|token| token.katakana);
    is_katakana(found.start) && found.start.checked_sub(1).is_some_and(is_katakana)
}

/// Returns the forms of words in the text, in order; one inside a longer one has no meaning of its own.
fn marks(lexicon: &Lexicon, tokens: &[Token], found: &[Found]) -> Vec<(Mark, Found)> {
    let mut all = Vec::new();
    for &found in found {
        if is_within_katakana(tokens, found) {
            continue;
        }
        for of in &lexicon.uses[found.phrase] {
            if let Owner::Mark(mark) = lexicon.phrases[of.phrase].owner {
                all.push((mark, found));
            }
        }
    }
    all.sort_by_key(|(mark, found)| (found.start, Reverse(found.end), *mark));
    let mut furthest: Option<(usize, usize)> = None;
    all.retain(|(mark, found)| {
        // Of no weight for what stands around them.
        if matches!(mark, Mark::Joins | Mark::TakesBack) {
            return true;
        }
        let span = (found.start, found.end);
        let inside = furthest.is_some_and(|outer| outer != span && outer.1 >= found.end);
        if found.gaps == 0 && furthest.is_none_or(|outer| found.end > outer.1) {
            furthest = Some(span);
        }
        matches!(mark, Mark::Counts | Mark::ExcludesNumber) || !inside
    });
    all
}
