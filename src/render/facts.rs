use crate::knowledge::FactId;
use crate::session::{Known, Outcome, State};

use super::naming::{fix_title, statement};
use super::words::{Word, words};
use super::{Page, why};

words! {
    NOTHING: "Nothing is known yet. Say what is wrong.", "まだ何も分かっていません。症状を教えてください。";
    KNOWN: "What is known:", "分かっていること:";
    CHANGE: "“change 1” corrects the first, and so on.", "「1を変更」のように入力すると訂正できます。";
    TRIED: "What was tried:", "試したこと:";
    NOW: "now: {value}", "現在: {value}";
    FIXED: "it helped", "直った";
    NOT_FIXED: "it did not help", "直らなかった";
    COULD_NOT: "it could not be done", "できなかった";
    REFUSED: "it was not wanted", "見送った";
    UNSURE: "whether it helped is not known", "効果は不明";
}

/// Adds everything known with its source, and everything tried with what came of it.
pub(crate) fn facts(page: &mut Page<'_>, state: &State) {
    if state.facts.is_empty() && state.tried.is_empty() {
        return page.line(page.say(NOTHING));
    }
    let Page { pack, lang, .. } = *page;
    if !state.facts.is_empty() {
        page.line(page.say(KNOWN));
    }
    for (number, (id, known)) in (1..).zip(state.changeable()) {
        let text = known_fact(page, state, id, known);
        page.hang(&format!("  {number}. "), &text);
    }
    let concluded = state
        .facts
        .iter()
        .filter(|(_, known)| !known.is_changeable());
    for (id, known) in concluded {
        let text = known_fact(page, state, id, known);
        page.hang("  - ", &text);
    }
    if state.changeable().next().is_some() {
        let text = page.colors.quiet(page.say(CHANGE));
        page.line(&text);
    }
    if !state.tried.is_empty() {
        page.line(page.say(TRIED));
    }
    for (id, outcome) in &state.tried {
        let title = fix_title(pack, id, lang);
        let came_of_it = page.say(outcome_word(*outcome));
        page.hang("  - ", &format!("{title}: {came_of_it}"));
    }
}

/// Returns a fact with its source, and with its current value where that is another.
fn known_fact(page: &Page<'_>, state: &State, id: &FactId, known: &Known) -> String {
    let Page { pack, lang, .. } = *page;
    let from = page.say(why::source(known.from)).to_owned();
    let from = page.colors.quiet(&format!("({from})"));
    let text = format!("{} {from}", statement(pack, id, &known.value, lang));
    match state.current.get(id).filter(|now| **now != known.value) {
        Some(now) => {
            let now = super::value(pack, id, now, lang);
            format!("{text}; {}", page.fill(NOW, &[("value", now)]))
        }
        None => text,
    }
}

/// Returns what came of a fix, in words.
pub(super) fn outcome_word(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Fixed => FIXED,
        Outcome::NotFixed => NOT_FIXED,
        Outcome::CouldNot => COULD_NOT,
        Outcome::Refused => REFUSED,
        Outcome::Unsure => UNSURE,
    }
}
