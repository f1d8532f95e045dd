use crate::knowledge::{FactId, FixId, Pack};
use crate::session::Turn;
use crate::text::private::Lifted;

use super::Page;
use super::naming::{fix_title, statement};
use super::words::{Word, words};

words! {
    UNDERSTOOD: "Understood: ", "理解したこと: ";
    READ_AS: "read “{typed}” as “{read}”", "「{typed}」を「{read}」と読みました";
    TRIED: "tried: {fix}", "試した: {fix}";
    MEANS: "{stated} (so: {meant})", "{stated}(つまり、{meant})";
    FROM_PAGE: "from the page: {parts}", "貼り付けられた内容から: {parts}";
    HOST: "host {host}", "ホスト {host}";
    TIME: "time {time}", "時刻 {time}";
    KEPT_PRIVATE: "{parts} kept private", "{parts}は伏せておきます";
    RAY: "Ray ID", "Ray ID";
    IP: "IP address", "IPアドレス";
    MAIL: "mail address", "メールアドレス";
    AND_LAST: " and ", "と";
    AND: ", ", "、";
    JOIN: "; ", "、";
}

/// Adds what the last event stated, in one line; nothing where it stated nothing.
pub(super) fn understood(page: &mut Page<'_>, turn: &Turn) {
    let parts = parts(page, turn);
    if parts.is_empty() {
        return;
    }
    let label = page.say(UNDERSTOOD);
    let text = parts.join(page.say(JOIN));
    page.labelled(label, &text);
}

fn parts(page: &Page<'_>, turn: &Turn) -> Vec<String> {
    let Page { pack, lang, .. } = *page;
    let stated = turn
        .understood
        .facts
        .iter()
        .filter(|(id, _)| is_stated(turn, id));
    let facts = stated
        .filter(|(id, value)| !is_told(pack, turn, id, value))
        .map(|(id, value)| with_meaning(page, turn, id, value));
    let tried = turn
        .understood
        .tried
        .iter()
        .filter(|fix| !is_included(pack, turn, fix))
        .map(|fix| {
            let title = fix_title(pack, fix, lang);
            page.fill(TRIED, &[("fix", title)])
        });
    let read = turn.understood.corrections.iter();
    let corrections =
        read.map(|(typed, read)| page.fill(READ_AS, &[("typed", typed), ("read", read)]));
    let mut parts: Vec<_> = facts.chain(tried).chain(corrections).collect();
    parts.extend(codes(page, turn));
    parts.extend(lifted(page, turn));
    parts
}

/// Returns what a pasted page holds beside what it states.
fn lifted(page: &Page<'_>, turn: &Turn) -> Option<String> {
    let found = turn.understood.page.as_ref()?;
    if !found.is_page() {
        return None;
    }
    let named = [(HOST, "host", &found.host), (TIME, "time", &found.time)];
    let named = named.into_iter().filter_map(|(word, slot, value)| {
        let value = value.as_deref()?;
        Some(page.fill(word, &[(slot, value)]))
    });
    let private = private(page, found);
    let kept = (!private.is_empty()).then(|| {
        let parts = match private.split_last() {
            Some((last, others)) if !others.is_empty() => {
                let others = others.join(page.say(AND));
                format!("{others}{}{last}", page.say(AND_LAST))
            }
            _ => private.concat(),
        };
        page.fill(KEPT_PRIVATE, &[("parts", &parts)])
    });
    let parts: Vec<_> = named.chain(kept).collect();
    let parts = parts.join(page.say(AND));
    Some(page.fill(FROM_PAGE, &[("parts", &parts)]))
}

fn private(page: &Page<'_>, found: &Lifted) -> Vec<&'static str> {
    let parts = [(RAY, found.ray), (IP, found.ip), (MAIL, found.mail)];
    let there = parts.into_iter().filter(|(_, is_there)| *is_there);
    there.map(|(word, _)| page.say(word)).collect()
}

/// What follows from something else that was stated stands beside that.
fn is_stated(turn: &Turn, id: &FactId) -> bool {
    let because = turn
        .facts
        .get(id)
        .and_then(|known| known.because.as_deref());
    because.is_none_or(|because| {
        turn.understood
            .facts
            .keys()
            .all(|stated| stated.as_str() != because)
    })
}

/// A fact that a fix tells stands there as the fix that was tried.
fn is_told(pack: &Pack, turn: &Turn, id: &FactId, value: &str) -> bool {
    let mut tried = turn
        .understood
        .tried
        .iter()
        .filter_map(|fix| pack.fixes.get(fix.as_str()));
    tried.any(|fix| fix.tells.get(id).is_some_and(|told| told == value))
}

fn is_included(pack: &Pack, turn: &Turn, id: &FixId) -> bool {
    let mut tried = turn
        .understood
        .tried
        .iter()
        .filter_map(|fix| pack.fixes.get(fix.as_str()));
    tried.any(|fix| fix.includes.contains(id))
}

/// Returns a fact as a statement, what it means in brackets.
fn with_meaning(page: &Page<'_>, turn: &Turn, id: &FactId, value: &str) -> String {
    let Page { pack, lang, .. } = *page;
    let stated = statement(pack, id, value, lang);
    let meant = turn.understood.facts.iter().filter(|(other, _)| {
        turn.facts
            .get(*other)
            .and_then(|known| known.because.as_deref())
            == Some(id.as_str())
    });
    let meant: Vec<_> = meant
        .map(|(other, value)| statement(pack, other, value, lang))
        .filter(|meant| *meant != stated)
        .collect();
    if meant.is_empty() {
        return stated;
    }
    let meant = meant.join(page.say(AND));
    page.fill(MEANS, &[("stated", &stated), ("meant", &meant)])
}

/// Returns the numbers of the words that no fact holds.
fn codes(page: &Page<'_>, turn: &Turn) -> Vec<String> {
    const ALONE: Word = Word {
        en: "number {code}",
        ja: "番号{code}",
    };
    let known = |code: &String| turn.understood.facts.values().any(|value| value == code);
    let codes = turn.understood.codes.iter().filter(|code| !known(code));
    codes
        .map(|code| page.fill(ALONE, &[("code", code)]))
        .collect()
}
