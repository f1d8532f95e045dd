//! The lines that go on with a one-shot, statelessly.

use crate::knowledge::FixId;
use crate::render::words::words;
use crate::render::{Page, choices, one_line};
use crate::session::{Move, Turn};
use crate::system::Platform;

use super::{Request, quote};

words! {
    GO_ON: "To go on, type:", "続けるには、次のように入力します:";
}

/// Adds the lines to type next.
pub(super) fn go_on(page: &mut Page<'_>, answer: &Turn, request: &Request) {
    let lines = match &answer.next {
        _ if answer.contradiction => return,
        Move::Ask(fact) => answers(page, answer, fact.as_str(), request),
        Move::AskProblem(_) => answers(page, answer, "problem", request),
        Move::Try { fix, .. } => after_fix(page, fix, request),
        Move::Refer(_) | Move::Unknown { .. } | Move::Done => return,
    };
    page.line(page.say(GO_ON));
    for line in lines {
        page.typed("  ", &line);
    }
}

/// Returns the line of the first answer; the others differ in its last word, which stand beside it.
fn answers(page: &Page<'_>, answer: &Turn, fact: &str, request: &Request) -> Vec<String> {
    let values: Vec<_> = choices(page, &answer.next)
        .into_iter()
        .map(|choice| choice.value)
        .collect();
    let (first, others) = match values.split_first() {
        Some((first, others)) => (first.as_str(), others.join("|")),
        None => ("NUMBER", "none|unsure".to_owned()),
    };
    let line = again(request, &format!("--answer {fact}={first}"));
    vec![format!("{line}   (={others})")]
}

fn after_fix(page: &Page<'_>, fix: &FixId, request: &Request) -> Vec<String> {
    let mut lines = Vec::new();
    if page.platform == Platform::current() {
        lines.push(format!("naosu fix {fix}"));
    }
    lines.push(again(request, &format!("--tried {fix}")));
    lines
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
