use crate::knowledge::{CauseId, FactId, FixId};
use crate::session::{Change, Deciding, Evidence, Explanation, Known, Standing, Unasked, WhyNot};

use super::facts::outcome_word;
use super::naming::{any_title, cause_title, fix_title, question, statement, value};
use super::why::{in_words, source, times};
use super::words::words;
use super::{Page, number};

words! {
    UNKNOWN: "There is no fix, cause or fact called “{name}”. /plan lists the fixes, Tab completes ids.", "「{name}」という対処・原因・項目はありません。対処は /plan で一覧を表示し、IDは Tab で補完できます。";
    NEAREST: "There is no fix, cause or fact called “{name}”. Did you mean {nearest}?", "「{name}」という対処・原因・項目はありません。{nearest} でしょうか?";
    NEXT: "It is the next move.", "これが次の一手です。";
    LATER: "Later: it is number {place} of the fixes; at that point it ends the problem {share}.", "後で試します。対処の{place}番目で、その時点での解決の見込みは{share}です。";
    WAITS_FOR: "Later: not before {fixes}.", "後で試します。先に行うのは{fixes}です。";
    TRIED: "It was tried: {outcome}.", "すでに試しました({outcome})。";
    TAKE_BACK: "“back” takes the last step back, if that was a slip.", "間違いなら「戻る」で直前の入力を取り消せます。";
    PASSED_OVER: "You passed it over; it is not proposed again.", "飛ばしたため、もう提案しません。";
    WORKS: "It works already; it does not end the problem.", "すでに使えることが分かっています。ただし問題そのものは解決しません。";
    NOT_HERE: "There are no steps for it on {here}; there are for {platforms}.", "{here}向けの手順がありません。手順があるのは{platforms}です。";
    NOWHERE: "There are no steps for it on {here}.", "{here}向けの手順がありません。";
    CONDITION: "It does not fit what is known: {fact} ({from}).", "分かっていることに合いません: {fact}({from})";
    IF_IT_WERE: "It would come into question again with: {fact}.", "こうなら再び候補になります: {fact}";
    SINCE: "so it is now", "現在の状態";
    HANDS_OVER: "It hands the problem over, and so comes last.", "相談先に引き継ぐための対処なので、最後になります。";
    OTHER_HANDS: "It hands the problem over, which “{fix}” does here.", "相談先に引き継ぐための対処で、今回は「{fix}」がその役目です。";
    CAUSES_OUT: "What it cures is ruled out:", "これで直る原因は除外されています:";
    UNRELATED: "It cures nothing that may be behind this problem.", "今回の問題で考えられる原因には効きません。";
    DOES_NOT_PAY: "That it ends the problem is {chance}: too little for {time}. Handing it over costs less.", "解決の見込み({chance})が、作業{time}に見合いません。引き継ぐほうが早いと見込まれます。";
    CHANGE: "It would be the next move with: {fact}.", "こうなら次の一手になります: {fact}";
    UNJUDGED: "Nothing can be said of it yet: no problem is being weighed. Say what is wrong.", "まだ判断できません。検討中の問題がないので、症状を教えてください。";
    LEADS: "It is what I believe in most: {chance}.", "最も疑わしい原因です: {chance}";
    BEHIND: "{chance}; number {place} of the causes.", "{chance}。原因の中で{place}番目です。";
    AGAINST: "Most against it: {evidence} ({from}), which makes it {times}.", "最も否定的な情報: {evidence}({from}) → {times}";
    WITHOUT: "Without that it would be number {place}.", "それがなければ{place}番目です。";
    RULED_OUT: "“{cause}” is ruled out: {rule}", "「{cause}」は除外されています: {rule}";
    PREMISE: "{fact} ({from})", "{fact}({from})";
    EXCLUDED: "“{cause}” is impossible with:", "「{cause}」は次の情報とは両立しません:";
    TAKE_FACT_BACK: "/facts lists what is known; “change N” takes one back.", "/facts で一覧を表示し、「Nを変更」で取り消せます。";
    ELSEWHERE: "It is not behind a problem that this can be.", "今回考えられる問題の原因には含まれません。";
    IS_KNOWN: "The answer is known: {fact} ({from}).", "答えは分かっています: {fact}({from})";
    CANNOT_TELL: "It was asked or passed over, and stays open.", "すでに聞いたか飛ばしたため、不明のままにしています。";
    NO_QUESTION: "Nobody is asked for it; it is seen by a check, or follows from other facts.", "質問はしません。確認の結果や、ほかの情報から分かる項目です。";
    ASKED_AFTER: "It is asked only once this is known: {facts}", "先に次のことが分かってから聞きます: {facts}";
    ANSWER_DOES_NOT_PAY: "Its answer would change too little for the time that it takes.", "答えを聞いても、かかる時間に見合うほど判断が変わりません。";
    JOIN: ", ", "、";
    QUOTED: "“{title}”", "「{title}」";
}

/// Adds why something is not the next move, or not believed; `name` is what was asked for.
pub(crate) fn explanation(page: &mut Page<'_>, name: &str, explanation: &Explanation) {
    match explanation {
        Explanation::Fix { fix, why_not } => {
            head(page, fix_title(page.pack, fix, page.lang));
            of_fix(page, why_not);
        }
        Explanation::Cause { cause, standing } => {
            head(page, cause_title(page.pack, Some(cause), page.lang));
            of_cause(page, cause, standing);
        }
        Explanation::Question { fact, unasked } => {
            head(page, question(page.pack, fact, page.lang));
            of_question(page, fact, unasked);
        }
        Explanation::Unknown { nearest: Some(id) } => {
            let text = page.fill(NEAREST, &[("name", name), ("nearest", id)]);
            page.line(&text);
        }
        Explanation::Unknown { nearest: None } => {
            let text = page.fill(UNKNOWN, &[("name", name)]);
            page.line(&text);
        }
    }
}

fn head(page: &mut Page<'_>, title: &str) {
    let title = page.colors.strong(title);
    page.line(&title);
}

fn of_fix(page: &mut Page<'_>, why_not: &WhyNot) {
    match why_not {
        WhyNot::Next => below(page, page.say(NEXT)),
        WhyNot::Later { place, p, change } => {
            let share = number::share(*p, page.lang);
            let slots = [("place", &*place.to_string()), ("share", &share)];
            below(page, &page.fill(LATER, &slots));
            changed(page, change.as_ref());
        }
        WhyNot::WaitsFor { fixes, .. } => {
            let fixes = titles(page, fixes);
            below(page, &page.fill(WAITS_FOR, &[("fixes", &fixes)]));
        }
        WhyNot::Tried(outcome) => {
            let outcome = page.say(outcome_word(*outcome));
            below(page, &page.fill(TRIED, &[("outcome", outcome)]));
            below(page, page.say(TAKE_BACK));
        }
        WhyNot::PassedOver => {
            below(page, page.say(PASSED_OVER));
            below(page, page.say(TAKE_BACK));
        }
        WhyNot::Works => below(page, page.say(WORKS)),
        WhyNot::NotHere { platforms } => {
            let names: Vec<_> = platforms.iter().map(|platform| platform.title()).collect();
            let slots = [
                ("here", page.platform.title()),
                ("platforms", &*names.join(page.say(JOIN))),
            ];
            let word = if names.is_empty() { NOWHERE } else { NOT_HERE };
            below(page, &page.fill(word, &slots));
        }
        WhyNot::Condition(decides) => deciding(page, decides),
        WhyNot::HandsOver { instead: None } => below(page, page.say(HANDS_OVER)),
        WhyNot::HandsOver { instead: Some(fix) } => {
            let title = fix_title(page.pack, fix, page.lang);
            below(page, &page.fill(OTHER_HANDS, &[("fix", title)]));
        }
        WhyNot::CausesOut(causes) => {
            below(page, page.say(CAUSES_OUT));
            for (cause, standing) in causes {
                of_cause(page, cause, standing);
            }
        }
        WhyNot::Unrelated => below(page, page.say(UNRELATED)),
        WhyNot::DoesNotPay { p, minutes, change } => {
            let slots = [
                ("chance", &*number::chance(*p, page.lang)),
                ("time", &*number::time(*minutes, page.lang)),
            ];
            below(page, &page.fill(DOES_NOT_PAY, &slots));
            changed(page, change.as_ref());
        }
        WhyNot::Unjudged => below(page, page.say(UNJUDGED)),
    }
}

fn of_cause(page: &mut Page<'_>, cause: &CauseId, standing: &Standing) {
    let title = cause_title(page.pack, Some(cause), page.lang);
    match standing {
        Standing::Leads { p } => {
            let chance = number::chance(*p, page.lang);
            below(page, &page.fill(LEADS, &[("chance", &chance)]));
        }
        Standing::Behind {
            p,
            place,
            against,
            place_without,
        } => {
            let chance = number::chance(*p, page.lang);
            let slots = [("chance", &*chance), ("place", &*place.to_string())];
            below(page, &page.fill(BEHIND, &slots));
            if let Some(reason) = against {
                let slots = [
                    ("evidence", &*in_words(page, reason)),
                    ("from", page.say(source(reason.from))),
                    ("times", &*times(page, reason.factor)),
                ];
                below(page, &page.fill(AGAINST, &slots));
                if place_without < place {
                    let place = place_without.to_string();
                    below(page, &page.fill(WITHOUT, &[("place", &place)]));
                }
            }
        }
        Standing::RuledOut { rule, premises } => {
            let rule = any_title(page.pack, rule.as_str(), page.lang);
            below(
                page,
                &page.fill(RULED_OUT, &[("cause", title), ("rule", rule)]),
            );
            for (fact, known) in premises {
                let text = known_words(page, fact, known);
                page.hang("  - ", &text);
            }
            below(page, page.say(TAKE_FACT_BACK));
        }
        Standing::Excluded(evidence) => {
            below(page, &page.fill(EXCLUDED, &[("cause", title)]));
            for piece in evidence {
                let text = match piece {
                    Evidence::Fact(fact, value) => statement(page.pack, fact, value, page.lang),
                    Evidence::Tried(fix) => fix_title(page.pack, fix, page.lang).to_owned(),
                };
                page.hang("  - ", &text);
            }
            below(page, page.say(TAKE_FACT_BACK));
        }
        Standing::Elsewhere => below(page, page.say(ELSEWHERE)),
        Standing::Unjudged => below(page, page.say(UNJUDGED)),
    }
}

fn of_question(page: &mut Page<'_>, fact: &FactId, unasked: &Unasked) {
    match unasked {
        Unasked::Next => below(page, page.say(NEXT)),
        Unasked::Known(known) => {
            let from = page.say(source(known.from));
            let known = value(page.pack, fact, &known.value, page.lang);
            below(
                page,
                &page.fill(IS_KNOWN, &[("fact", known), ("from", from)]),
            );
            below(page, page.say(TAKE_FACT_BACK));
        }
        Unasked::PassedOver => below(page, page.say(CANNOT_TELL)),
        Unasked::NoQuestion => below(page, page.say(NO_QUESTION)),
        Unasked::Condition(decides) => deciding(page, decides),
        Unasked::WaitsFor(facts) => {
            let questions = facts
                .iter()
                .map(|fact| question(page.pack, fact, page.lang));
            let facts = questions.collect::<Vec<_>>().join(page.say(JOIN));
            below(page, &page.fill(ASKED_AFTER, &[("facts", &facts)]));
        }
        Unasked::DoesNotPay => below(page, page.say(ANSWER_DOES_NOT_PAY)),
    }
}

fn deciding(page: &mut Page<'_>, decides: &Deciding) {
    let from = page.say(decides.from.map_or(SINCE, source));
    let fact = statement(page.pack, &decides.fact, &decides.value, page.lang);
    below(
        page,
        &page.fill(CONDITION, &[("fact", &fact), ("from", from)]),
    );
    if let Some(value) = &decides.otherwise {
        let fact = statement(page.pack, &decides.fact, value, page.lang);
        below(page, &page.fill(IF_IT_WERE, &[("fact", &fact)]));
    }
}

fn changed(page: &mut Page<'_>, change: Option<&Change>) {
    if let Some(Change { fact, value }) = change {
        let fact = statement(page.pack, fact, value, page.lang);
        below(page, &page.fill(CHANGE, &[("fact", &fact)]));
    }
}

/// Returns a known fact with its source.
pub(super) fn known_words(page: &Page<'_>, fact: &FactId, known: &Known) -> String {
    let from = page.say(source(known.from));
    let fact = statement(page.pack, fact, &known.value, page.lang);
    page.fill(PREMISE, &[("fact", &fact), ("from", from)])
}

fn titles(page: &Page<'_>, fixes: &[FixId]) -> String {
    let titles = fixes.iter().map(|fix| {
        let title = fix_title(page.pack, fix, page.lang);
        page.fill(QUOTED, &[("title", title)])
    });
    titles.collect::<Vec<_>>().join(page.say(JOIN))
}

fn below(page: &mut Page<'_>, text: &str) {
    page.hang("  ", text);
}
