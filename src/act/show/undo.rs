//! What takes a session's changes back, in words: the plan, and what came of it.

use crate::act::{Reversal, UndoMove, UndoPlan};
use crate::journal::{Change, Hand, Progress};
use crate::knowledge::Lang;
use crate::render::words::{Word, words};
use crate::render::{Page, Paper, command_text, one_line};

use super::plan::{AS_ADMIN, add_no_way_back, add_step, lacks_admin, needs_admin};

words! {
    UNDO_OF: "What session {session} changed, the last change first", "セッション {session} で行った変更(新しい順)";
    STEP_OF: "{title}, step {step}: ", "{title}、手順{step}: ";
    DONE_BY_YOU: "{title}, step {step}, which you did yourself: ", "{title}、手順{step}(自分で行った操作): ";
    OUTCOME_UNKNOWN: "It is not known whether this was done: it was begun, and its end is not on record.", "実行の途中で記録が途切れているため、行われたかどうか分かりません。";
    FAILED: "This did not go well, and may have changed something all the same.", "失敗しましたが、何かが変わった可能性があります。";
    AGAIN: "An undo was cut off here: this may have been done already.", "前回の取り消しがここで途切れたため、すでに行われた可能性があります。";
    NO_WAY_BACK_KNOWN: "There is no undo for this.", "元に戻す操作はありません。";
    NOTHING: "Nothing to undo.", "元に戻すものはありません。";
    NOTHING_LEFT: "Nothing of session {session} is left to undo.", "セッション {session} に、これから元に戻すものはありません。";
    ALL_BACK: "Everything that could be taken back was taken back.", "元に戻せるものはすべて元に戻しました。";
    NOT_ALL: "not everything was taken back", "一部は元に戻せませんでした";
    TRY_AGAIN: "`naosu undo {session}` tries again what is left", "`naosu undo {session}` で、残りをもう一度試せます";
    CUT_OFF: "{title}, step {step}: it is not known whether it was done. It is not done again by itself; naosu undo takes it back.", "{title}の手順{step}は、行われたかどうか分かりません。自動ではやり直しません。naosu undo で元に戻せます。";
    CUT_OFF_FOR_GOOD: "{title}, step {step}: it is not known whether it was done. It is not done again by itself.", "{title}の手順{step}は、行われたかどうか分かりません。自動ではやり直しません。";
}

/// Returns a plan to take changes back, as text.
pub(crate) fn undo_text(paper: Paper<'_>, plan: &UndoPlan, lang: Lang) -> String {
    let mut page = paper.page(lang);
    if plan.steps().next().is_none() {
        let text = page.fill(NOTHING_LEFT, &[("session", plan.session.as_str())]);
        page.line(&text);
    }
    if plan.reversals.is_empty() {
        return page.finish();
    }
    let head = page.fill(UNDO_OF, &[("session", plan.session.as_str())]);
    let head = page.colors.strong(&head);
    page.line(&head);
    if plan.needs_admin() {
        page.hang("  ", page.say(needs_admin(plan.steps())));
    }
    if lacks_admin(plan.steps()) {
        let lead = format!("  {}", page.say(AS_ADMIN));
        page.typed(&lead, &format!("naosu undo {}", plan.session));
    }
    for reversal in &plan.reversals {
        add_reversal(&mut page, reversal);
    }
    page.finish()
}

/// Returns that there is nothing to take back in any session.
pub(crate) fn nothing_to_undo(paper: Paper<'_>, lang: Lang) -> String {
    told(paper, NOTHING, lang)
}

/// Returns that all that could be taken back was.
pub(crate) fn all_back(paper: Paper<'_>, lang: Lang) -> String {
    told(paper, ALL_BACK, lang)
}

/// Returns that something was not taken back, and what to do about it.
pub(crate) fn not_all_back(session: &str, lang: Lang) -> (&'static str, String) {
    (
        NOT_ALL.get(lang),
        TRY_AGAIN.fill(lang, &[("session", session)]),
    )
}

/// Returns one line for each step of which it is not known whether it was done.
pub(crate) fn cut_off(paper: Paper<'_>, changes: &[Change], lang: Lang) -> String {
    let mut page = paper.page(lang);
    let unknown = changes.iter().filter(|change| {
        change.progress == Progress::Unknown && (change.is_left() || change.taken_back.is_empty())
    });
    for change in unknown {
        let word = if change.is_left() {
            CUT_OFF
        } else {
            CUT_OFF_FOR_GOOD
        };
        let step = change.started.step.to_string();
        let title = title(change, lang);
        let text = page.fill(word, &[("title", &title), ("step", &step)]);
        page.line(&text);
    }
    page.finish()
}

fn told(paper: Paper<'_>, word: Word, lang: Lang) -> String {
    let mut page = paper.page(lang);
    page.line(page.say(word));
    page.finish()
}

fn add_reversal(page: &mut Page<'_>, reversal: &Reversal) {
    let Reversal { change, moves } = reversal;
    let word = match change.started.hand {
        Hand::Naosu => STEP_OF,
        Hand::Person => DONE_BY_YOU,
    };
    let (title, step) = (title(change, page.lang), change.started.step.to_string());
    let lead = page.fill(word, &[("title", &title), ("step", &step)]);
    match &change.started.told {
        Some(told) => page.brief(&lead, &one_line(told.get(page.lang))),
        None => page.typed(&lead, &command_text(&change.started.argv, change.platform)),
    }
    match change.progress {
        Progress::Unknown => page.hang("  ", page.say(OUTCOME_UNKNOWN)),
        Progress::Ended(ending) if !ending.is_success() => page.hang("  ", page.say(FAILED)),
        Progress::Ended(_) | Progress::NotStarted => {}
    }
    for UndoMove { again, step, .. } in moves {
        add_step(page, step);
        if *again {
            page.hang("     ", page.say(AGAIN));
        }
    }
    match &change.started.irreversible {
        Some(why) => add_no_way_back(page, why, "     "),
        None if change.started.undo.is_empty() => page.hang("     ", page.say(NO_WAY_BACK_KNOWN)),
        None => {}
    }
}

/// Returns what the fix of a step is called.
fn title(change: &Change, lang: Lang) -> String {
    match change.title.get(lang) {
        "" => change.started.fix.to_string(),
        title => one_line(title),
    }
}
