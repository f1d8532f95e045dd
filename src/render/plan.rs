use crate::session::{Move, PlannedFix, Turn};

use super::brief::outlook;
use super::next_move::move_title;
use super::words::words;
use super::{Page, fix_title, number};

words! {
    EMPTY: "There is nothing left to try.", "試せることはもうありません。";
    ORDER: "If nothing more were learnt, in this order:", "これ以上情報がなければ、次の順に試します:";
    ENTRY: "{title} ({time}; ends it: {share})", "{title}({time}、解決の見込み{share})";
    HANDS_OVER: "{title} ({time}; hands it over)", "{title}({time}、ここで引き継ぎ)";
    AND_WAITING: "{time}, then {waiting} of waiting", "{time}、待ち時間{waiting}";
    FIRST: "First: {move}", "最初に: {move}";
    AFTER_THAT: "If the answer told nothing, then in this order:", "答えから何も分からなければ、次の順に試します:";
}

/// Adds the fixes in the order in which they would be tried if nothing more were learnt.
pub(crate) fn plan(page: &mut Page<'_>, turn: &Turn) {
    if turn.plan.is_empty() {
        return page.line(page.say(EMPTY));
    }
    let first = match &turn.next {
        next @ (Move::Ask(_) | Move::AskProblem(_) | Move::Check(_)) => move_title(page, next),
        _ => None,
    };
    if let Some(first) = &first {
        let text = page.fill(FIRST, &[("move", first)]);
        page.line(&text);
    }
    page.line(page.say(if first.is_some() { AFTER_THAT } else { ORDER }));
    for (number, planned) in (1..).zip(&turn.plan) {
        let together = [&planned.fix].into_iter().chain(&planned.with);
        let titles: Vec<_> = together
            .map(|fix| fix_title(page.pack, fix, page.lang))
            .collect();
        let slots = [
            ("title", &*titles.join(" + ")),
            ("time", &*time(page, planned)),
            ("share", &*number::share(planned.p, page.lang)),
        ];
        let word = if planned.hands_over {
            HANDS_OVER
        } else {
            ENTRY
        };
        let text = page.fill(word, &slots);
        page.hang(&format!("  {number}. "), &text);
    }
    outlook(page, turn);
}

fn time(page: &Page<'_>, planned: &PlannedFix) -> String {
    let time = number::time(planned.minutes, page.lang);
    if planned.waiting < SHORT {
        return time;
    }
    let waiting = number::time(planned.waiting, page.lang);
    page.fill(AND_WAITING, &[("time", &time), ("waiting", &waiting)])
}

/// A wait of fewer minutes is not worth a word.
const SHORT: f64 = 1.0;
