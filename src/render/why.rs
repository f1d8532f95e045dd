use crate::knowledge::{FactId, Pack};
use crate::session::{Evidence, Move, Reason, Source, Turn};

use super::naming::{any_title, cause_title, fix_title, statement};
use super::words::{Word, words};
use super::{Page, number};

words! {
    WHY: "Why: ", "理由: ";
    SAID: "you said", "あなたの説明";
    ANSWERED: "you answered", "あなたの回答";
    CHECK: "a check saw", "確認の結果";
    TRIED: "from what was tried", "試した結果";
    RULE: "by a rule", "規則から";
    DID_NOT_HELP: "“{fix}” did not help", "「{fix}」では直らなかった";
    SPEAKS_FOR: "{evidence} ({from}): speaks for “{cause}”{strength}", "{evidence}({from}) → 「{cause}」を裏付けます{strength}";
    SPEAKS_AGAINST: "{evidence} ({from}): speaks against “{cause}”{strength}", "{evidence}({from}) → 「{cause}」とは考えにくくなります{strength}";
    FOR_IT: "{evidence} ({from}) speaks for this cause{strength}", "{evidence}({from}) → この原因を裏付けます{strength}";
    AGAINST_IT: "{evidence} ({from}) speaks against this cause{strength}", "{evidence}({from}) → この原因は考えにくくなります{strength}";
    CONCLUDED: "{evidence}, from “{because}”", "{evidence}(「{because}」から)";
    STRENGTH: " ({n}×)", "({n}倍)";
    TELLS_APART: "The answer tells “{one}” from “{other}”.", "この答えで「{one}」と「{other}」を見分けられます。";
    ENDS_IT: "“{fix}” ends it {share}, for {time} of your time.", "「{fix}」で解決する見込みは{share}、作業は{time}です。";
    NO_QUESTION_PAYS: "No question left is worth its time before that.", "その前に聞く価値のある質問は残っていません。";
    REFER_IS_CHEAPER: "Handing it over now costs less than anything left to ask or try.", "残りの質問や対処を試すより、ここで引き継ぐほうが早いと見込まれます。";
    NO_REASON: "It is simply the most common case; nothing that was said speaks for or against it.", "最もよくある場合だからです。裏付ける情報も否定する情報もまだありません。";
    CAUSES: "What it may be:", "考えられる原因:";
    TIMES_OF_TEN: "{title}: {share}", "{title}: {share}";
}

/// How many reasons stand beside a move.
const MOST_BESIDE: usize = 2;
/// How many reasons stand in the full answer to "why".
const MOST_ASKED: usize = 5;
/// How many causes stand in the full answer to "why".
const MOST_CAUSES: usize = 3;
/// A factor this near to 1 moved nothing.
const MOVED: f64 = 1.1;

/// Adds the strongest reasons beside a move.
pub(super) fn beside(page: &mut Page<'_>, turn: &Turn) {
    reasons(page, turn, MOST_BESIDE);
}

/// Adds the full answer to "why this?": what the move is for, the evidence, and the causes it weighs.
pub(crate) fn why(page: &mut Page<'_>, turn: &Turn) {
    purpose(page, turn);
    if !reasons(page, turn, MOST_ASKED) {
        page.line(page.say(NO_REASON));
    }
    if turn.causes.len() > 1 {
        page.line(page.say(CAUSES));
    }
    for (cause, p) in turn.causes.iter().take(MOST_CAUSES) {
        let title = cause_title(page.pack, cause.as_ref(), page.lang);
        let share = number::share(*p, page.lang);
        let text = page.fill(TIMES_OF_TEN, &[("title", title), ("share", &share)]);
        page.hang("  - ", &text);
    }
}

fn purpose(page: &mut Page<'_>, turn: &Turn) {
    match &turn.next {
        Move::Ask(fact) => {
            if let Some((one, other)) = told_apart(page.pack, turn, fact) {
                let title = |position: usize| {
                    cause_title(page.pack, turn.causes[position].0.as_ref(), page.lang)
                };
                let slots = [("one", title(one)), ("other", title(other))];
                let text = page.fill(TELLS_APART, &slots);
                page.line(&text);
            }
        }
        Move::Try { fix, p } => {
            let title = fix_title(page.pack, fix, page.lang);
            let minutes = page
                .pack
                .fixes
                .get(fix.as_str())
                .map(|fix| fix.takes.minutes());
            let time = number::time(minutes.unwrap_or_default(), page.lang);
            let share = number::share(*p, page.lang);
            let slots = [("fix", title), ("share", share.as_str()), ("time", &time)];
            let text = page.fill(ENDS_IT, &slots);
            page.line(&text);
            page.line(page.say(NO_QUESTION_PAYS));
        }
        Move::Refer(_) => page.line(page.say(REFER_IS_CHEAPER)),
        _ => {}
    }
}

/// Returns the two causes, by position in the turn, whose chances of the fact's first value lie farthest apart, each
/// weighed by how probable the cause is.
fn told_apart(pack: &Pack, turn: &Turn, fact: &FactId) -> Option<(usize, usize)> {
    let baseline = pack.facts.get(fact.as_str())?.baseline.as_ref();
    let chances: Vec<_> = turn
        .causes
        .iter()
        .enumerate()
        .filter_map(|(position, (cause, p))| {
            let cause = cause
                .as_ref()
                .and_then(|cause| pack.causes.get(cause.as_str()));
            let expected = cause
                .and_then(|cause| cause.expect.get(fact))
                .or(baseline)?;
            Some((position, expected.by_value().first().copied()?, *p))
        })
        .collect();
    let mut best: Option<(f64, usize, usize)> = None;
    for (one, high, p_one) in &chances {
        for (other, low, p_other) in &chances {
            let gain = (high - low) * p_one * p_other;
            if gain > best.map_or(0.0, |(gain, ..)| gain) {
                best = Some((gain, *one, *other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}

fn reasons(page: &mut Page<'_>, turn: &Turn, most: usize) -> bool {
    let moved = |reason: &&Reason| reason.factor >= MOVED || reason.factor <= 1.0 / MOVED;
    let strongest: Vec<_> = turn.why.iter().filter(moved).take(most).collect();
    for (idx, reason) in strongest.iter().enumerate() {
        let text = worded(page, turn, reason);
        match idx {
            0 => page.labelled(page.say(WHY), &text),
            _ => page.hang("  ", &text),
        }
    }
    !strongest.is_empty()
}

/// Words a reason; the leading cause stands above it and is not named again.
fn worded(page: &Page<'_>, turn: &Turn, reason: &Reason) -> String {
    let leading = turn.causes.first().and_then(|(cause, _)| cause.as_ref());
    let is_leading = leading == Some(&reason.cause);
    let (relation, factor) = match (reason.factor >= 1.0, is_leading) {
        (true, true) => (FOR_IT, reason.factor),
        (true, false) => (SPEAKS_FOR, reason.factor),
        (false, true) => (AGAINST_IT, 1.0 / reason.factor),
        (false, false) => (SPEAKS_AGAINST, 1.0 / reason.factor),
    };
    let slots = [
        ("evidence", &*evidence(page, reason)),
        ("from", page.say(source(reason.from))),
        (
            "cause",
            cause_title(page.pack, Some(&reason.cause), page.lang),
        ),
        ("strength", &*strength(page, factor)),
    ];
    page.fill(relation, &slots)
}

fn evidence(page: &Page<'_>, reason: &Reason) -> String {
    let text = match &reason.evidence {
        Evidence::Fact(fact, value) => statement(page.pack, fact, value, page.lang),
        Evidence::Tried(fix) => {
            let title = fix_title(page.pack, fix, page.lang);
            page.fill(DID_NOT_HELP, &[("fix", title)])
        }
    };
    // A way of speaking has no wording of its own beside the words it was read from.
    match &reason.because {
        Some(because) if any_title(page.pack, because, page.lang) != because => {
            let because = any_title(page.pack, because, page.lang);
            page.fill(CONCLUDED, &[("evidence", &text), ("because", because)])
        }
        _ => text,
    }
}

/// Returns how many times the odds changed, where people would call that a number.
fn strength(page: &Page<'_>, factor: f64) -> String {
    match factor {
        factor if factor < 1.95 => String::new(),
        factor if factor < 99.5 => page.fill(STRENGTH, &[("n", &format!("{factor:.0}"))]),
        _ => page.fill(STRENGTH, &[("n", "100+")]),
    }
}

/// Returns where something is known from.
pub(super) fn source(source: Source) -> Word {
    match source {
        Source::Said => SAID,
        Source::Answered => ANSWERED,
        Source::Check => CHECK,
        Source::Tried => TRIED,
        Source::Rule => RULE,
    }
}
