use crate::session::{Claim, Move, Proof};

use super::explanation::known_words;
use super::facts::outcome_word;
use super::naming::{any_title, cause_title, fix_title};
use super::next_move::move_title;
use super::why::{answer, in_words, source, times};
use super::words::words;
use super::{Page, number};

words! {
    ENTRY: "{title}: {chance}", "{title}: {chance}";
    EVIDENCE: "{evidence} ({from}): {times}", "{evidence}({from}): {times}";
    TRIED: "{fix}: {outcome}", "{fix}: {outcome}";
    RULE: "Rule: {rule}", "規則: {rule}";
    THE_END: "That is where it begins: it rests on nothing else.", "これが出発点です。これより前の根拠はありません。";
    SUPPOSED: "That is what this answer would lead to; /up goes back.", "この答えだった場合の見通しです。/up で戻れます。";
    NONE: "There is nothing to explain yet. Say what is wrong.", "まだ説明できることがありません。症状を教えてください。";
    NO_SUCH: "There is no reason {number} here; there are {most}. /up goes back.", "ここに{number}番の理由はありません({most}番まで)。/up で戻れます。";
}

/// How many reasons stand below a claim, so that with it there are five lines.
const MOST_REASONS: usize = 4;

/// Adds one claim of a proof with the reasons right below it; `path` is the number of each reason gone down to, from 1.
pub(crate) fn proof(page: &mut Page<'_>, root: Option<&Proof>, path: &[usize]) {
    let Some(root) = root else {
        return page.line(page.say(NONE));
    };
    let Some(at) = reached(root, path) else {
        return;
    };
    let text = claim(page, &at.claim);
    if at.from.is_empty() {
        page.line(&text);
        let is_supposed = matches!(at.claim, Claim::Answer(_));
        return page.hang("  ", page.say(if is_supposed { SUPPOSED } else { THE_END }));
    }
    // Whatever does not fit on its line is told in full where one goes down to it.
    page.brief("", &text);
    for (number, reason) in (1..).zip(at.from.iter().take(MOST_REASONS)) {
        let text = claim(page, &reason.claim);
        page.brief(&format!("  [{number}] "), &text);
    }
}

/// Returns how many reasons are shown where a path leads; 0 where it leads nowhere.
pub(crate) fn n_reasons(root: &Proof, path: &[usize]) -> usize {
    reached(root, path).map_or(0, |at| at.from.len().min(MOST_REASONS))
}

/// Returns where a path leads; `None` where it leads nowhere.
fn reached<'p>(root: &'p Proof, path: &[usize]) -> Option<&'p Proof> {
    path.iter()
        .try_fold(root, |at, number| at.from.get(number.checked_sub(1)?))
}

/// Adds that there is no reason of this number.
pub(crate) fn no_such_reason(page: &mut Page<'_>, number: usize, most: usize) {
    if most == 0 {
        return page.line(page.say(THE_END));
    }
    let slots = [
        ("number", &*number.to_string()),
        ("most", &*most.to_string()),
    ];
    let text = page.fill(NO_SUCH, &slots);
    page.line(&text);
}

fn claim(page: &Page<'_>, claim: &Claim) -> String {
    match claim {
        Claim::Move(next) => move_of(page, next),
        Claim::Cause(cause, p) => {
            let title = cause_title(page.pack, cause.as_ref(), page.lang);
            let chance = number::chance(*p, page.lang);
            page.fill(ENTRY, &[("title", title), ("chance", &chance)])
        }
        Claim::Evidence(reason) => {
            let slots = [
                ("evidence", &*in_words(page, reason)),
                ("from", page.say(source(reason.from))),
                ("times", &*times(page, reason.factor)),
            ];
            page.fill(EVIDENCE, &slots)
        }
        Claim::Answer(prospect) => answer(page, prospect),
        Claim::Fact(fact, known) => known_words(page, fact, known),
        Claim::Tried(fix, outcome) => {
            let slots = [
                ("fix", fix_title(page.pack, fix, page.lang)),
                ("outcome", page.say(outcome_word(*outcome))),
            ];
            page.fill(TRIED, &slots)
        }
        Claim::Rule(rule) => {
            let rule = any_title(page.pack, rule.as_str(), page.lang);
            page.fill(RULE, &[("rule", rule)])
        }
    }
}

fn move_of(page: &Page<'_>, next: &Move) -> String {
    move_title(page, next).unwrap_or_default()
}
