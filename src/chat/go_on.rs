//! The lines that go on with a one-shot, statelessly.

use crate::knowledge::FixId;
use crate::render::words::words;
use crate::render::{Page, choices, one_line};
use crate::session::{Move, Turn};
use crate::system::Platform;

use super::{Request, quote};

words! {
    GO_ON: "To go on, type:", "続けるには、次のように入力します:";
    OR: "(or {others})", "(または {others})";
    NUMBER_OR: "(the number in place of NUMBER, or {others})", "(NUMBER を番号に置き換えます。または {others})";
    COMMA: ", ", "、";
}

/// Adds the lines to type next.
pub(super) fn go_on(page: &mut Page<'_>, answer: &Turn, request: &Request) {
    match &answer.next {
        _ if answer.contradiction => {}
        Move::Ask(fact) => answers(page, answer, fact.as_str(), request),
        Move::AskProblem(_) => answers(page, answer, "problem", request),
        Move::Unknown { nearest } if !nearest.is_empty() => {
            answers(page, answer, "problem", request);
        }
        Move::Try { fix, with, .. } => after_fixes(page, fix, with, request),
        Move::Refer(_) | Move::Check(_) | Move::Unknown { .. } | Move::Done => {}
    }
}

/// Adds the line of the first answer, to be typed or pasted as it stands; below it, by what the others differ.
fn answers(page: &mut Page<'_>, answer: &Turn, fact: &str, request: &Request) {
    let values: Vec<_> = choices(page, &answer.next)
        .into_iter()
        .map(|choice| choice.value)
        .collect();
    let (word, first, others) = match values.split_first() {
        Some((first, others)) => (OR, first.as_str(), others.to_vec()),
        None => (
            NUMBER_OR,
            "NUMBER",
            ["none", "unsure"].map(String::from).to_vec(),
        ),
    };
    page.line(page.say(GO_ON));
    page.typed("  ", &again(request, &format!("--answer {fact}={first}")));
    if !others.is_empty() {
        let others: Vec<_> = others.iter().map(|value| format!("={value}")).collect();
        let others = others.join(page.say(COMMA));
        let text = page.fill(word, &[("others", &others)]);
        page.hang("  ", &text);
    }
}

fn after_fixes(page: &mut Page<'_>, fix: &FixId, with: &[FixId], request: &Request) {
    page.line(page.say(GO_ON));
    let all = || [fix].into_iter().chain(with);
    if page.platform == Platform::current() {
        for fix in all() {
            page.typed("  ", &format!("naosu fix {fix}"));
        }
    }
    let tried: Vec<_> = all().map(|fix| format!("--tried {fix}")).collect();
    page.typed("  ", &again(request, &tried.join(" ")));
}

/// Returns the line that was typed with more behind it; words that a subcommand could be taken for stand behind `--`.
fn again(request: &Request, more: &str) -> String {
    let options: Vec<_> = request
        .options
        .iter()
        .map(|option| quote(&one_line(option)))
        .chain([more.to_owned()])
        .collect();
    let options = options.join(" ");
    let words = quote(&one_line(&request.words));
    if words.starts_with(['"', '\'']) {
        format!("naosu {words} {options}")
    } else {
        format!("naosu {options} -- {words}")
    }
}
