use crate::session::{Move, Turn};

use super::Page;
use super::naming::{cause_title, fix_title, problem_title};
use super::number;
use super::words::words;

words! {
    PROBLEM: "Problem: ", "症状: ";
    CAUSE: "Cause: ", "原因: ";
    LIKELY: "{title}, {likely}", "{title}({likely})";
    OUTLOOK: "From here: {minutes} of your time", "この先の目安: 作業{minutes}";
    QUESTIONS: "From here: about {n} questions, {minutes} of your time", "この先の目安: 質問{n}つほど、作業{minutes}";
    ONE_QUESTION: "From here: about 1 question, {minutes} of your time", "この先の目安: 質問1つほど、作業{minutes}";
    AND_WAITING: "{outlook}, and {waiting} of waiting", "{outlook}、待ち時間{waiting}";
    WORKS: "Works meanwhile: {fixes}", "その間に使える方法: {fixes}";
    JOIN: ", ", "、";
}

/// Adds what it probably is: the problem, and the leading cause with an honest number.
pub(super) fn brief(page: &mut Page<'_>, turn: &Turn) {
    let Page { pack, lang, .. } = *page;
    if let Some((problem, p)) = turn.problems.first() {
        let title = problem_title(pack, problem, lang);
        let title = page.colors.strong(title);
        let text = if *p >= SURE {
            title
        } else {
            likely(page, &title, *p)
        };
        let label = page.say(PROBLEM);
        page.labelled(label, &text);
    }
    if let Some((cause, p)) = turn.causes.first() {
        let title = cause_title(pack, cause.as_ref(), lang);
        let text = likely(page, title, *p);
        let label = page.say(CAUSE);
        page.labelled(label, &text);
    }
}

/// Above this, a number beside the problem would only distract.
const SURE: f64 = 0.9;

fn likely(page: &Page<'_>, title: &str, p: f64) -> String {
    let likely = number::likely(p, page.lang);
    page.fill(LIKELY, &[("title", title), ("likely", &likely)])
}

/// Adds how much is to be expected from here on.
pub(super) fn outlook(page: &mut Page<'_>, turn: &Turn) {
    if !matches!(
        turn.next,
        Move::Ask(_) | Move::AskProblem(_) | Move::Check(_) | Move::Try { .. }
    ) {
        return;
    }
    let minutes = number::time(turn.outlook.minutes, page.lang);
    let (word, n_questions) = match turn.outlook.n_questions {
        None => (OUTLOOK, 0),
        Some(1) => (ONE_QUESTION, 1),
        Some(n_questions) => (QUESTIONS, n_questions),
    };
    let slots = [("minutes", &*minutes), ("n", &n_questions.to_string())];
    let mut text = page.fill(word, &slots);
    if turn.outlook.waiting >= 1.0 {
        let waiting = number::time(turn.outlook.waiting, page.lang);
        text = page.fill(AND_WAITING, &[("outlook", &text), ("waiting", &waiting)]);
    }
    let text = page.colors.quiet(&text);
    page.line(&text);
}

/// Adds the workarounds that are known to work.
pub(super) fn works(page: &mut Page<'_>, turn: &Turn) {
    if turn.works.is_empty() {
        return;
    }
    let titles: Vec<_> = turn
        .works
        .iter()
        .map(|fix| fix_title(page.pack, fix, page.lang))
        .collect();
    let text = page.fill(WORKS, &[("fixes", &titles.join(page.say(JOIN)))]);
    page.line(&text);
}
