use crate::session::{Turn, WhatIf};

use super::naming::{cause_title, statement};
use super::next_move::move_title;
use super::words::words;
use super::{Page, number};

words! {
    NO_FACT: "There is no fact called “{name}”. /whatif takes FACT=VALUE; Tab completes the ids of facts.", "「{name}」という項目はありません。/whatif は「項目=値」の形で使います。項目のIDは Tab で補完できます。";
    NEAREST: "There is no fact called “{name}”. Did you mean {nearest}?", "「{name}」という項目はありません。{nearest} でしょうか?";
    NO_VALUE: "“{fact}” cannot be that; it can be: {values}.", "「{fact}」はその値になりません。使える値: {values}";
    NO_VALUES: "“{fact}” is read by a check alone and changes no ranking.", "「{fact}」は確認でだけ読み取る項目で、順位には影響しません。";
    SUPPOSED: "If so: {fact}", "もしそうなら: {fact}";
    BEFORE: "Causes as things stand:", "現状での原因:";
    AFTER: "Causes then:", "その場合の原因:";
    ENTRY: "{title}: {chance}", "{title}: {chance}";
    NEXT: "Next would be: {move}", "次の一手: {move}";
    IMPOSSIBLE: "That contradicts what is known: nothing would be possible any more.", "これまでの情報と矛盾し、当てはまる原因がなくなります。";
    DROPPED: "Nothing of this is kept.", "この仮定は保存していません。";
    JOIN: ", ", "、";
}

/// How many causes are compared.
const MOST_CAUSES: usize = 3;

/// Adds what would follow from facts' values; `now` is the turn as it stands, `name` the fact that was asked for.
pub(crate) fn what_if(page: &mut Page<'_>, now: &Turn, name: &str, supposed: &WhatIf) {
    match supposed {
        WhatIf::NoFact { nearest } => {
            let (word, nearest) = match nearest {
                Some(nearest) => (NEAREST, nearest.as_str()),
                None => (NO_FACT, ""),
            };
            let text = page.fill(word, &[("name", name), ("nearest", nearest)]);
            page.line(&text);
        }
        WhatIf::NoValue { fact, values } => {
            let word = if values.is_empty() {
                NO_VALUES
            } else {
                NO_VALUE
            };
            let values = values.join(page.say(JOIN));
            let text = page.fill(word, &[("fact", fact.as_str()), ("values", &values)]);
            page.line(&text);
        }
        WhatIf::Supposed { facts, turn } => {
            let facts = facts.iter();
            let facts = facts.map(|(fact, value)| statement(page.pack, fact, value, page.lang));
            let facts = facts.collect::<Vec<_>>().join(page.say(JOIN));
            let text = page.fill(SUPPOSED, &[("fact", &page.colors.strong(&facts))]);
            page.line(&text);
            if turn.contradiction {
                page.line(page.say(IMPOSSIBLE));
            } else {
                page.line(page.say(BEFORE));
                causes(page, now);
                page.line(page.say(AFTER));
                causes(page, turn);
                if let Some(title) = move_title(page, &turn.next) {
                    let text = page.fill(NEXT, &[("move", &title)]);
                    page.line(&text);
                }
            }
            let text = page.colors.quiet(page.say(DROPPED));
            page.line(&text);
        }
    }
}

fn causes(page: &mut Page<'_>, turn: &Turn) {
    for (number, (cause, p)) in (1..).zip(turn.causes.iter().take(MOST_CAUSES)) {
        let title = cause_title(page.pack, cause.as_ref(), page.lang);
        let chance = number::chance(*p, page.lang);
        let text = page.fill(ENTRY, &[("title", title), ("chance", &chance)]);
        page.hang(&format!("  {number}. "), &text);
    }
}
