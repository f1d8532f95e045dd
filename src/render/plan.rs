use crate::session::Turn;

use super::brief::outlook;
use super::words::words;
use super::{Page, fix_title, number};

words! {
    EMPTY: "There is nothing left to try.", "試せることはもうありません。";
    ORDER: "If nothing more were learnt, in this order:", "これ以上情報がなければ、次の順に試します:";
    ENTRY: "{title} ({time}; ends it: {share})", "{title}({time}、解決の見込み{share})";
}

/// Adds the fixes in the order in which they would be tried if nothing more were learnt.
pub(crate) fn plan(page: &mut Page<'_>, turn: &Turn) {
    if turn.plan.is_empty() {
        return page.line(page.say(EMPTY));
    }
    page.line(page.say(ORDER));
    for (number, planned) in (1..).zip(&turn.plan) {
        let together = [&planned.fix].into_iter().chain(&planned.with);
        let titles: Vec<_> = together
            .map(|fix| fix_title(page.pack, fix, page.lang))
            .collect();
        let slots = [
            ("title", &*titles.join(" + ")),
            ("time", &*number::time(planned.minutes, page.lang)),
            ("share", &*number::share(planned.p, page.lang)),
        ];
        let text = page.fill(ENTRY, &slots);
        page.hang(&format!("  {number}. "), &text);
    }
    outlook(page, turn);
}
