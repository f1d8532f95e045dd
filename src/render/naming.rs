//! What the entries of a pack are called to a person.

use crate::knowledge::{CauseId, CheckId, FactId, FixId, Lang, Pack, ProblemId, Values};

use super::words::words;

words! {
    YES: "yes", "はい";
    NO: "no", "いいえ";
    NONE: "none", "なし";
    OTHER: "another", "その他";
    UNNAMED: "something that is not on my list", "ここに載っていない原因";
    NUMBER: "error number {value}", "エラー番号{value}";
    NO_NUMBER: "no error number", "エラー番号なし";
    OTHER_NUMBER: "an error number that I don't know", "知らないエラー番号";
}

/// Returns a problem's title.
pub(crate) fn problem_title<'a>(pack: &'a Pack, id: &'a ProblemId, lang: Lang) -> &'a str {
    let problem = pack.problems.get(id.as_str());
    problem.map_or(id.as_str(), |problem| problem.title.get(lang))
}

/// Returns a cause's title; of what nobody wrote down, that it is so.
pub(crate) fn cause_title<'a>(pack: &'a Pack, id: Option<&'a CauseId>, lang: Lang) -> &'a str {
    let Some(id) = id else {
        return UNNAMED.get(lang);
    };
    let cause = pack.causes.get(id.as_str());
    cause.map_or(id.as_str(), |cause| cause.title.get(lang))
}

/// Returns a fix's title.
pub(crate) fn fix_title<'a>(pack: &'a Pack, id: &'a FixId, lang: Lang) -> &'a str {
    let fix = pack.fixes.get(id.as_str());
    fix.map_or(id.as_str(), |fix| fix.title.get(lang))
}

/// Returns what a check looks at; its id where nothing is written.
pub(crate) fn check_title<'a>(pack: &'a Pack, id: &'a CheckId, lang: Lang) -> &'a str {
    let title = pack.checks.get(id.as_str());
    let title = title.and_then(|check| check.title.as_ref());
    title.map_or(id.as_str(), |title| title.get(lang))
}

/// Returns the question that asks for a fact.
pub(crate) fn question<'a>(pack: &'a Pack, id: &'a FactId, lang: Lang) -> &'a str {
    let fact = pack.facts.get(id.as_str());
    let ask = fact.and_then(|fact| fact.ask.as_ref());
    ask.map_or(id.as_str(), |ask| ask.get(lang))
}

/// Returns the wording of a fact's value as an answer to its question.
pub(crate) fn value<'a>(pack: &'a Pack, fact: &FactId, id: &'a str, lang: Lang) -> &'a str {
    match (value_title(pack, fact, id, lang), id) {
        (_, "yes") => YES.get(lang),
        (_, "no") => NO.get(lang),
        (Some(title), _) => title,
        (None, "none") => NONE.get(lang),
        (None, "other") => OTHER.get(lang),
        (None, _) => id,
    }
}

fn value_title<'a>(pack: &'a Pack, fact: &FactId, id: &str, lang: Lang) -> Option<&'a str> {
    let values = pack.facts.get(fact.as_str())?.values.list();
    let value = values.iter().find(|value| value.id == id)?;
    value.title.as_ref().map(|title| title.get(lang))
}

/// Returns a fact with its value as a statement: as the knowledge words it, otherwise the question with its answer.
pub(crate) fn statement(pack: &Pack, id: &FactId, known: &str, lang: Lang) -> String {
    if let Some(title) = value_title(pack, id, known, lang) {
        return title.to_owned();
    }
    let fact = pack.facts.get(id.as_str());
    match fact {
        Some(fact) if matches!(fact.values, Values::Code(_)) => match known {
            "none" => NO_NUMBER.get(lang).to_owned(),
            "other" => OTHER_NUMBER.get(lang).to_owned(),
            number => NUMBER.fill(lang, &[("value", number)]),
        },
        Some(fact) if fact.ask.is_some() => {
            let question = without_remarks(question(pack, id, lang));
            format!("{question} — {}", value(pack, id, known, lang))
        }
        _ => {
            let title = seen_by(pack, id, lang).unwrap_or(id.as_str());
            format!("{title}: {}", value(pack, id, known, lang))
        }
    }
}

/// Returns what the check looks at that sees the fact.
fn seen_by<'p>(pack: &'p Pack, id: &FactId, lang: Lang) -> Option<&'p str> {
    let mut checks = pack.checks.iter();
    let check = checks.find(|check| check.observes().contains(id))?;
    Some(check.title.as_ref()?.get(lang))
}

/// Returns the title of whatever entry bears this id; the id itself where none does.
pub(super) fn any_title<'a>(pack: &'a Pack, id: &'a str, lang: Lang) -> &'a str {
    let fact = pack.facts.get(id).and_then(|fact| fact.ask.as_ref());
    let fix = pack.fixes.get(id).map(|fix| &fix.title);
    let because = pack.rules.get(id).and_then(|rule| rule.because.as_ref());
    fact.or(fix).or(because).map_or(id, |title| title.get(lang))
}

/// Returns a question without what stands in brackets: it helps to answer, and is in the way of the answer.
fn without_remarks(question: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(question.len());
    for character in question.chars() {
        match character {
            '(' | '\u{ff08}' => depth += 1,
            ')' | '\u{ff09}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    kept.trim().replace(" ?", "?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_leaves_the_remarks_of_its_question_out() {
        assert_eq!(without_remarks("Is it dark (very)?"), "Is it dark?");
        assert_eq!(
            without_remarks("暗いですか?\u{ff08}とても\u{ff09}"),
            "暗いですか?"
        );
    }
}
