use super::lexicon::Owner;
use super::mark::Mark;
use super::matches::{Match, is_gap};
use super::{Found, Kind, Lexicon, Token};

/// How a text falls into sentences and clauses, and what its words do to the statements among them.
pub(super) struct Sentences {
    marks: Vec<(Mark, Found)>,
    /// The number of the sentence, of the clause, and of the piece between commas, by token.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Default)]
struct Piece {
    sentence: usize,
    clause: usize,
    comma: usize,
    /// Whether the piece between commas begins here, or after a word that joins two.
    leads: bool,
}

/// Words after which a clause begins as it does at the start of a sentence.
const JOINTS: [&str; 4] = ["and", "or", "so", "but"];

impl Sentences {
    pub(super) fn new(lexicon: &Lexicon, tokens: &[Token], found: &[Found]) -> Self {
        let marks = marks(lexicon, found);
        let begins = |token: usize| {
            marks.iter().any(|(mark, found)| match mark {
                Mark::ClauseBegins => found.start == token,
                Mark::ClauseEnds => found.end == token,
                _ => false,
            })
        };
        let mut pieces = Vec::with_capacity(tokens.len());
        let mut piece = Piece::default();
        for (position, token) in tokens.iter().enumerate() {
            let before = position.checked_sub(1).map(|before| &tokens[before]);
            let sentence = before.is_some_and(|before| before.kind == Kind::Break);
            let clause = sentence || begins(position);
            let comma = clause || token.parted;
            piece.sentence += usize::from(sentence);
            piece.clause += usize::from(clause);
            piece.comma += usize::from(comma);
            piece.leads =
                comma || before.is_none_or(|before| JOINTS.contains(&before.text.as_str()));
            pieces.push(piece);
        }
        Self { marks, pieces }
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
        token
            .checked_sub(1)
            .is_none_or(|before| self.piece(before).comma != self.piece(token).comma)
    }

    /// Returns the forms of words of one kind.
    pub(super) fn of(&self, kind: Mark) -> impl Iterator<Item = &Found> {
        self.marks
            .iter()
            .filter(move |(mark, _)| *mark == kind)
            .map(|(_, found)| found)
    }

    /// Returns whether the words around a phrase keep it from being stated: it is asked, left open or denied, and by
    /// words that are no part of the phrase itself.
    pub(super) fn is_unsaid(&self, said: &Match) -> bool {
        self.marks.iter().any(|(mark, found)| {
            !said.covers(found.start, found.end)
                && match mark {
                    Mark::Asks => self.piece(found.start).leads && self.reaches_ahead(found, said),
                    Mark::LeavesOpen => self.reaches_ahead(found, said),
                    Mark::LeftOpen => self.reaches_back(found, said),
                    Mark::Denies => said.spans.iter().any(|span| denies(found, span)),
                    Mark::Denied => said.spans.iter().any(|span| is_denied(found, span)),
                    _ => false,
                }
        })
    }

    /// Returns whether a phrase begins after a form of words, in the same clause.
    fn reaches_ahead(&self, mark: &Found, said: &Match) -> bool {
        mark.start <= said.start() && self.clause(mark.start) == self.clause(said.start())
    }

    /// Returns whether a phrase ends before a form of words does, in the same piece between commas, and nothing there
    /// asks for what it takes for granted.
    fn reaches_back(&self, mark: &Found, said: &Match) -> bool {
        let piece = |token: usize| self.piece(token).comma;
        let last = said.end().saturating_sub(1);
        let presumed = self
            .of(Mark::Presumes)
            .any(|found| self.clause(found.start) == self.clause(mark.start));
        !presumed && said.end() <= mark.end && piece(last) == piece(mark.start)
    }

    fn piece(&self, token: usize) -> Piece {
        let last = self.pieces.len().saturating_sub(1);
        self.pieces
            .get(token.min(last))
            .copied()
            .unwrap_or_default()
    }
}

/// Returns whether a denial stands right before a span, or in one of its gaps.
fn denies(denial: &Found, span: &Found) -> bool {
    let before = denial.start < span.start && denial.end >= span.start;
    before || is_gap(span, denial.start) && denial.start < span.end
}

/// Returns whether a denial stands right after a span, or in one of its gaps.
fn is_denied(denial: &Found, span: &Found) -> bool {
    let after = denial.end > span.end && (span.start + 1..=span.end).contains(&denial.start);
    after || is_gap(span, denial.start) && denial.start < span.end
}

/// Returns the forms of words in the text; one inside a longer one has no meaning of its own.
fn marks(lexicon: &Lexicon, found: &[Found]) -> Vec<(Mark, Found)> {
    let mut all = Vec::new();
    for &found in found {
        for of in &lexicon.uses[found.phrase] {
            if let Owner::Mark(mark) = lexicon.phrases[of.phrase].owner {
                all.push((mark, found));
            }
        }
    }
    let is_inside = |inner: &Found| {
        all.iter().any(|(_, outer)| {
            outer.start <= inner.start
                && inner.end <= outer.end
                && outer.end - outer.start > inner.end - inner.start
                && outer.gaps == 0
        })
    };
    let kept = all.iter().filter(|(mark, found)| {
        matches!(mark, Mark::Counts | Mark::ExcludesNumber) || !is_inside(found)
    });
    kept.copied().collect()
}
