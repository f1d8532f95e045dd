use crate::knowledge::{FactId, Pack};
use crate::session::{Evidence, Move, Prospect, Prospects, Reason, Source, Turn};

use super::naming::{any_title, cause_title, fix_title, statement, value};
use super::next_move::{contradiction, move_title};
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
    SPEAKS_FOR_CAUSE: "For “{cause}”:", "「{cause}」を裏付ける情報:";
    SPEAKS_AGAINST_CAUSE: "Against “{cause}”:", "「{cause}」を否定する情報:";
    ITEM: "{evidence} ({from}): {times}", "{evidence}({from}): {times}";
    MORE_LIKELY: "about {n} times as likely", "可能性が約{n}倍";
    LESS_LIKELY: "about {n} times less likely", "可能性が約{n}分の1";
    A_LITTLE_MORE: "a little more likely", "可能性がやや高い";
    A_LITTLE_LESS: "a little less likely", "可能性がやや低い";
    FAR_MORE: "far more likely", "はるかに有力";
    FAR_LESS: "as good as ruled out", "ほぼ除外";
    ANSWERS: "What the answers would tell:", "答えごとの見通し:";
    ANSWER: "“{answer}” ({share}): {cause}, {chance}; then “{move}”", "「{answer}」({share}): {cause}、{chance}。次は「{move}」";
    SAVES: "Asking is expected to save {time} of effort and waiting.", "聞くことで、手間と待ち時間を合わせて{time}の節約が見込まれます。";
    FOR_IT: "{evidence} ({from}) speaks for this cause{strength}", "{evidence}({from}) → この原因を裏付けます{strength}";
    AGAINST_IT: "{evidence} ({from}) speaks against this cause{strength}", "{evidence}({from}) → この原因は考えにくくなります{strength}";
    CONCLUDED: "{evidence}, from “{because}”", "{evidence}(「{because}」から)";
    STRENGTH: " ({n}×)", "({n}倍)";
    OVER_HUNDRED: " (over 100×)", "(100倍以上)";
    TELLS_APART: "The answer tells “{one}” from “{other}”.", "この答えで「{one}」と「{other}」を見分けられます。";
    ENDS_IT: "“{fix}” ends it {share}, for {time} of your time.", "「{fix}」で解決する見込みは{share}、作業は{time}です。";
    NO_QUESTION_PAYS: "No question left is worth its time before that.", "その前に聞く価値のある質問は残っていません。";
    REFER_IS_CHEAPER: "Handing it over now costs less than anything left to ask or try.", "残りの質問や対処を試すより、ここで引き継ぐほうが早いと見込まれます。";
    NOTHING_FITS: "None of the problems that I know fits those words well enough, and a guess would cost you more than it helps.", "知っている症状の中に、説明と十分に合うものがありません。当て推量では、かえって手間を増やしてしまいます。";
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

/// Adds the full answer to "why this?": what the move is for, what each answer would tell, what speaks for the leading
/// cause and against it, and the causes that are weighed.
pub(crate) fn why(page: &mut Page<'_>, turn: &Turn, prospects: Option<&Prospects>) {
    if turn.contradiction {
        return contradiction(page, turn);
    }
    if turn.causes.is_empty() {
        return page.line(page.say(NOTHING_FITS));
    }
    purpose(page, turn);
    if let Some(prospects) = prospects {
        what_answers_tell(page, prospects);
    }
    let is_moved = |reason: &&Reason| reason.factor >= MOVED || reason.factor <= 1.0 / MOVED;
    let (speaks_for, against): (Vec<&Reason>, Vec<&Reason>) = turn
        .why
        .iter()
        .filter(is_moved)
        .partition(|reason| reason.factor > 1.0);
    if speaks_for.is_empty() && against.is_empty() {
        page.line(page.say(NO_REASON));
    }
    list(page, SPEAKS_FOR_CAUSE, &speaks_for);
    list(page, SPEAKS_AGAINST_CAUSE, &against);
    if turn.causes.len() > 1 {
        page.line(page.say(CAUSES));
    }
    for (cause, p) in turn.causes.iter().take(MOST_CAUSES) {
        let title = cause_title(page.pack, cause.as_ref(), page.lang);
        let chance = number::chance(*p, page.lang);
        let text = page.fill(TIMES_OF_TEN, &[("title", title), ("share", &chance)]);
        page.hang("  - ", &text);
    }
}

/// Adds reasons about one cause, the strongest first; nothing where there are none.
fn list(page: &mut Page<'_>, title: Word, reasons: &[&Reason]) {
    let Some(first) = reasons.first() else {
        return;
    };
    let cause = cause_title(page.pack, Some(&first.cause), page.lang);
    let text = page.fill(title, &[("cause", cause)]);
    page.line(&text);
    for reason in reasons.iter().take(MOST_ASKED) {
        let slots = [
            ("evidence", &*in_words(page, reason)),
            ("from", page.say(source(reason.from))),
            ("times", &*times(page, reason.factor)),
        ];
        let text = page.fill(ITEM, &slots);
        page.hang("  - ", &text);
    }
}

fn what_answers_tell(page: &mut Page<'_>, prospects: &Prospects) {
    if !prospects.answers.is_empty() {
        page.line(page.say(ANSWERS));
    }
    for prospect in &prospects.answers {
        let text = answer(page, prospect);
        page.hang("  - ", &text);
    }
    if prospects.saves >= LEAST_SAVED {
        let time = number::time(prospects.saves, page.lang);
        let text = page.fill(SAVES, &[("time", &time)]);
        page.line(&text);
    }
}

/// Less than this many minutes is not worth a word.
const LEAST_SAVED: f64 = 0.05;

/// Returns what an answer would tell.
pub(super) fn answer(page: &Page<'_>, prospect: &Prospect) -> String {
    let leading = prospect.leading.as_ref();
    let cause = leading.and_then(|(cause, _)| cause.as_ref());
    let p = leading.map_or(0.0, |(_, p)| *p);
    let slots = [
        (
            "answer",
            value(page.pack, &prospect.fact, &prospect.value, page.lang),
        ),
        ("share", &*number::share(prospect.p, page.lang)),
        ("cause", cause_title(page.pack, cause, page.lang)),
        ("chance", &*number::chance(p, page.lang)),
        (
            "move",
            &*move_title(page, &prospect.next).unwrap_or_default(),
        ),
    ];
    page.fill(ANSWER, &slots)
}

/// Returns how many times as likely something became, where people would call that a number.
pub(super) fn times(page: &Page<'_>, factor: f64) -> String {
    let (strength, many, little, far) = if factor >= 1.0 {
        (factor, MORE_LIKELY, A_LITTLE_MORE, FAR_MORE)
    } else {
        (1.0 / factor, LESS_LIKELY, A_LITTLE_LESS, FAR_LESS)
    };
    let rounded = if strength < 20.0 {
        strength.round()
    } else {
        (strength / 10.0).round() * 10.0
    };
    match strength {
        strength if strength < 1.5 => page.say(little).to_owned(),
        strength if strength < 500.0 => page.fill(many, &[("n", &format!("{rounded:.0}"))]),
        _ => page.say(far).to_owned(),
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
        Move::Try { fix, p, .. } => {
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

fn reasons(page: &mut Page<'_>, turn: &Turn, most: usize) {
    let moved = |reason: &&Reason| reason.factor >= MOVED || reason.factor <= 1.0 / MOVED;
    let strongest: Vec<_> = turn.why.iter().filter(moved).take(most).collect();
    for (idx, reason) in strongest.iter().enumerate() {
        let text = worded(page, turn, reason);
        match idx {
            0 => page.labelled(page.say(WHY), &text),
            _ => page.hang("  ", &text),
        }
    }
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
        ("evidence", &*in_words(page, reason)),
        ("from", page.say(source(reason.from))),
        (
            "cause",
            cause_title(page.pack, Some(&reason.cause), page.lang),
        ),
        ("strength", &*strength(page, factor)),
    ];
    page.fill(relation, &slots)
}

/// Returns a piece of evidence with what it was concluded from.
pub(super) fn in_words(page: &Page<'_>, reason: &Reason) -> String {
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
        _ => page.say(OVER_HUNDRED).to_owned(),
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
