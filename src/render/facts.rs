use crate::session::{Outcome, State};

use super::naming::{fix_title, statement};
use super::words::{Word, words};
use super::{Page, why};

words! {
    NOTHING: "Nothing is known yet. Say what is wrong.", "まだ何も分かっていません。症状を教えてください。";
    KNOWN: "What is known:", "分かっていること:";
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
    for (id, known) in &state.facts {
        let from = page.say(why::source(known.from)).to_owned();
        let from = page.colors.quiet(&format!("({from})"));
        let mut text = format!("{} {from}", statement(pack, id, &known.value, lang));
        if let Some(now) = state.current.get(id).filter(|now| **now != known.value) {
            let now = super::value(pack, id, now, lang);
            text = format!("{text}; {}", page.fill(NOW, &[("value", now)]));
        }
        page.hang("  - ", &text);
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
