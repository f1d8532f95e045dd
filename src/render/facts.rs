use jiff::Timestamp;

use crate::knowledge::FactId;
use crate::session::{Known, Outcome, Source, State};

use super::naming::{fix_title, statement};
use super::words::{Word, words};
use super::{Page, number, why};

words! {
    NOTHING: "Nothing is known yet. Say what is wrong.", "まだ何も分かっていません。症状を教えてください。";
    KNOWN: "What is known:", "分かっていること:";
    CHANGE: "“change 1” corrects the first, and so on.", "「1を変更」のように入力すると訂正できます。";
    TRIED: "What was tried:", "試したこと:";
    JUST_NOW: "seen just now", "たった今確認";
    AGO: "seen {time} ago", "{time}前に確認";
    SAW: "a check saw: {value}", "確認結果: {value}";
    SAW_SO_LONG_AGO: "a check saw: {value} ({age})", "確認結果: {value}({age})";
    NOW: "now: {value}", "現在: {value}";
    FIXED: "it helped", "直った";
    NOT_FIXED: "it did not help", "直らなかった";
    COULD_NOT: "it could not be done", "できなかった";
    REFUSED: "it was not wanted", "見送った";
    UNSURE: "whether it helped is not known", "効果は不明";
}

/// Adds everything known with its source, and everything tried with what came of it.
pub(crate) fn facts(page: &mut Page<'_>, state: &State, now: Timestamp) {
    if state.facts.is_empty() && state.tried.is_empty() {
        return page.line(page.say(NOTHING));
    }
    let Page { pack, lang, .. } = *page;
    if !state.facts.is_empty() {
        page.line(page.say(KNOWN));
    }
    for (number, (id, known)) in (1..).zip(state.changeable()) {
        let text = known_fact(page, state, now, id, known);
        page.hang(&format!("  {number}. "), &text);
    }
    let concluded = state
        .facts
        .iter()
        .filter(|(_, known)| !known.is_changeable());
    for (id, known) in concluded {
        let text = known_fact(page, state, now, id, known);
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

/// Returns a fact with its source; where a check saw it, when; where it saw something else, or a fix made it so, what.
fn known_fact(
    page: &Page<'_>,
    state: &State,
    now: Timestamp,
    id: &FactId,
    known: &Known,
) -> String {
    let Page { pack, lang, .. } = *page;
    let seen = state.seen.get(id);
    let age = seen.and_then(|seen| Some(ago(page, now, seen.at?)));
    let from = match &age {
        Some(age) if known.from == Source::Check => age.clone(),
        _ => page.say(why::source(known.from)).to_owned(),
    };
    let from = page.colors.quiet(&format!("({from})"));
    let mut text = format!("{} {from}", statement(pack, id, &known.value, lang));
    let otherwise = seen.filter(|seen| seen.value != known.value);
    if let Some(seen) = otherwise {
        let value = super::value(pack, id, &seen.value, lang);
        let slots = [
            ("value", value),
            ("age", age.as_deref().unwrap_or_default()),
        ];
        let word = if age.is_some() { SAW_SO_LONG_AGO } else { SAW };
        text = format!("{text}; {}", page.fill(word, &slots));
    }
    let is_told =
        |now: &&String| **now == known.value || otherwise.is_some_and(|seen| seen.value == **now);
    if let Some(now) = state.current.get(id).filter(|now| !is_told(now)) {
        let now = super::value(pack, id, now, lang);
        text = format!("{text}; {}", page.fill(NOW, &[("value", now)]));
    }
    text
}

/// Returns how long ago something was seen.
fn ago(page: &Page<'_>, now: Timestamp, at: Timestamp) -> String {
    let seconds = (now.as_second() - at.as_second()).max(0);
    if seconds < 60 {
        return page.say(JUST_NOW).to_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "no session is that old")]
    let time = number::time(seconds as f64 / 60.0, page.lang);
    page.fill(AGO, &[("time", &time)])
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

#[cfg(test)]
mod tests {
    use crate::knowledge::Lang;
    use crate::render::sample;
    use crate::session::Seen;

    use super::*;

    /// Returns the lines of one fact, known from `from` as yes, of which a check saw `value` at the time 0.
    fn shown(lang: Lang, from: Source, value: &str, now: i64) -> String {
        let pack = sample::pack();
        let id = FactId::parse("others-dark").unwrap();
        let mut state = State::default();
        let known = Known {
            value: "yes".to_owned(),
            from,
            because: None,
        };
        let seen = Seen {
            value: value.to_owned(),
            at: Some(Timestamp::UNIX_EPOCH),
        };
        state.facts.insert(id.clone(), known);
        state.seen.insert(id, seen);
        let mut page = sample::page(&pack, lang, 120);
        facts(&mut page, &state, Timestamp::from_second(now).unwrap());
        page.finish()
    }

    #[test]
    fn what_was_seen_has_its_age_in_both_languages() {
        let check = |lang, now, expected: &str| {
            let shown = shown(lang, Source::Check, "yes", now);
            assert!(shown.contains(expected), "{shown}");
        };
        check(Lang::En, 30, "(seen just now)");
        check(Lang::En, 120, "(seen about 2 minutes ago)");
        check(Lang::Ja, 120, "(約2分前に確認)");
        // A clock that was set back makes nothing younger than now.
        check(Lang::En, -500, "(seen just now)");
    }

    #[test]
    fn a_difference_between_words_and_a_check_is_shown() {
        let differs = shown(Lang::En, Source::Said, "no", 120);
        assert!(
            differs.contains("(you said); a check saw: no (seen about 2 minutes ago)"),
            "{differs}"
        );
        let same = shown(Lang::En, Source::Said, "yes", 120);
        assert!(!same.contains("a check saw"), "{same}");
    }
}
