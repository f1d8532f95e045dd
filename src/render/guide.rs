use crate::knowledge::{FixId, Problem};

use super::words::words;
use super::{Page, fix_body, fix_title};

words! {
    IN_ORDER: "To be done in this order:", "上から順に行ってください:";
    IF_NOTHING: "If nothing helps:", "どれも効かない場合:";
    TOPICS: "What there is to read:", "読める手引き:";
    NO_TOPICS: "There is no checklist in this knowledge.", "この知識には手引きがありません。";
    READ: "naosu guide {id}", "naosu guide {id}";
}

/// Adds a problem's whole checklist, in order, with every step.
pub(crate) fn guide(page: &mut Page<'_>, problem: &Problem) {
    let title = page.colors.strong(problem.title.get(page.lang));
    page.line(&title);
    page.line(page.say(IN_ORDER));
    let mut number = 0;
    for id in &problem.checklist {
        number += 1;
        entry(page, number, id);
    }
    let left: Vec<_> = problem
        .refer
        .iter()
        .filter(|id| !problem.checklist.contains(id))
        .collect();
    if !left.is_empty() {
        page.blank();
        page.line(page.say(IF_NOTHING));
    }
    for id in left {
        number += 1;
        entry(page, number, id);
    }
}

fn entry(page: &mut Page<'_>, number: usize, id: &FixId) {
    page.blank();
    let title = page.colors.strong(fix_title(page.pack, id, page.lang));
    page.hang(&format!("{number}. "), &title);
    if let Some(fix) = page.pack.fixes.get(id.as_str()) {
        fix_body(page, fix);
    }
}

/// Adds the problems that have a checklist.
pub(crate) fn topics(page: &mut Page<'_>) {
    let pack = page.pack;
    let mut with_checklist = pack
        .problems
        .iter()
        .filter(|problem| !problem.checklist.is_empty())
        .peekable();
    if with_checklist.peek().is_none() {
        return page.line(page.say(NO_TOPICS));
    }
    page.line(page.say(TOPICS));
    for problem in with_checklist {
        let command = page.fill(READ, &[("id", problem.id.as_str())]);
        let command = page.colors.typed(&command);
        page.hang(
            "  - ",
            &format!("{}: {command}", problem.title.get(page.lang)),
        );
    }
}
