//! The course of a fix in words: its questions, its steps as they begin and end, and what came of it.

use std::path::Path;

use crate::act::{Carried, Demand, PlannedStep, Question, Refusal, What};
use crate::knowledge::Lang;
use crate::render::{Page, command_text};
use crate::session::Outcome;
use crate::system::{Ending, Finish};

use crate::render::words::words;

use super::plan::add_way_back;
use super::site_data;

words! {
    CONSENT: "Do this? (yN) ", "実行しますか? (yN) ";
    TYPE_ID: "Something is lost or may go wrong. To agree, type {fix}: ", "失われるもの、またはリスクがあります。同意する場合は {fix} と入力してください: ";
    DONE: "Press Enter when it is done (n: could not): ", "終わったら Enter を押してください(できなかった場合は n): ";
    CLOSE: "{browsers} is open. Close it completely, then press Enter (n: not now): ", "{browsers} が使用中です。完全に閉じてから Enter を押してください(今は閉じない場合は n): ";
    WORKING: "Is it working now? (y/n, ? = can't tell) ", "直りましたか? (y/n、分からないときは ?) ";
    PASSWORD: "sudo asks for your password now, once for the whole plan:", "ここで sudo がパスワードを確認します(全体で1回だけ):";
    STEP: "step {number} of {count}", "手順 {number}/{count}";
    BACKED_UP: "keeping a copy first in {folder}", "先に {folder} へ控えを取ります";
    BACKED_UP_SOMEWHERE: "keeping a copy first", "先に控えを取ります";
    ENDED: "done ({millis} ms)", "完了({millis} ms)";
    ENDED_CODE: "ended with exit code {code}", "終了コード {code} で終わりました";
    KILLED: "was killed", "強制終了されました";
    TIMED_OUT: "stopped: its time was up", "制限時間を過ぎたため止めました";
    INTERRUPTED: "stopped by Ctrl-C", "Ctrl-C で止めました";
    FORGIVEN: "that is no harm; going on", "問題ありません。続けます";
    NOT_OPENED: "could not be opened; please open it yourself: {address}", "開けませんでした。自分で開いてください: {address}";
    ONLY_PLANNED: "only planned: nothing is run without a journal", "手順を表示しただけです。記録を残さない設定では何も実行しません";
    LEAVE_OUT: "leave `--no-journal` out to have it run", "実行する場合は `--no-journal` を外してください";
    DECLINED: "not done; nothing was changed", "実行しませんでした。何も変更していません";
    NO_TERMINAL: "not done: there is no terminal to agree at; nothing was changed", "同意を確認できるターミナルがないため、実行しませんでした。何も変更していません";
    LOSS: "not done: `--yes` does not cover what this loses or risks; nothing was changed", "--yes だけでは、失われるものやリスクに同意したことになりません。実行しませんでした。何も変更していません";
    NOT_ELEVATED: "not done: the rights of an administrator were not given; nothing was run", "管理者の権限を得られなかったため、実行しませんでした。何も変更していません";
    NOT_GIVEN: "The rights of an administrator were not given.", "管理者の権限を得られませんでした。";
    ASK_AGAIN: "try again, or let somebody who has these rights do it", "もう一度試すか、権限のある人に実行してもらってください";
    GONE: "Good. The problem is gone.", "解決してよかったです。";
    STILL_THERE: "Then it was something else. To go on, type: naosu resume", "原因は別にあるようです。続けるには naosu resume と入力してください。";
    STILL_THERE_UNKEPT: "Then it was something else. Type naosu and say what is wrong.", "原因は別にあるようです。naosu を起動し、困っていることを入力してください。";
    UNSURE: "When you know whether it helped, type: naosu resume", "直ったかどうか分かったら、naosu resume と入力してください。";
    UNSURE_UNKEPT: "If it did not help, type naosu and say what is wrong.", "直らなければ、naosu を起動し、困っていることを入力してください。";
    WAY_BACK: "These commands ran, the last one first; beside each is its way back:", "実行したコマンドと元に戻す方法(新しい順):";
    TAKE_BACK: "To take it all back, type: naosu undo", "元に戻すには naosu undo と入力してください。";
    JOURNAL: "The journal: ", "記録の場所: ";
    AGREE_YES: "agree beforehand with `--yes`", "`--yes` を付けると、あらかじめ同意できます";
    AGREE_LOSS: "agree beforehand with `--yes --accept-loss`", "`--yes --accept-loss` を付けると、あらかじめ同意できます";
    ACCEPT_LOSS: "agree to it with `--yes --accept-loss`", "同意する場合は `--yes --accept-loss` を付けてください";
    RESTART: "Restart the device now. Afterwards type: naosu resume", "ここで再起動してください。再起動後に naosu resume と入力してください。";
}

/// Returns the prompt of a question.
pub(super) fn prompt(question: &Question<'_>, lang: Lang) -> String {
    match question {
        Question::Consent => CONSENT.get(lang).to_owned(),
        Question::TypeId(fix) => TYPE_ID.fill(lang, &[("fix", fix.as_str())]),
        Question::Done => DONE.get(lang).to_owned(),
        Question::Close(browsers) => CLOSE.fill(lang, &[("browsers", &browsers.join(", "))]),
        Question::Working => WORKING.get(lang).to_owned(),
    }
}

/// Adds a step as it begins. Whoever is there has what they do before them in the plan, so it is only called to mind;
/// where nobody is there it stands in full, for whoever reads the log.
pub(super) fn begin(page: &mut Page<'_>, step: &PlannedStep, n_steps: usize, is_attended: bool) {
    let (number, count) = (step.number.to_string(), n_steps.to_string());
    let heading = page.fill(STEP, &[("number", &number), ("count", &count)]);
    let lead = format!("{heading}: ");
    match &step.what {
        What::Run(command) | What::Type(command, _) => {
            page.typed(&lead, &command_text(&command.argv, page.platform));
        }
        What::Open(address) | What::Visit(address) => page.typed(&lead, address),
        What::ClearSiteData(data) => site_data::begin(page, &lead, data, is_attended),
        What::RestoreSiteData(kept) => site_data::begin_restore(page, &lead, kept),
        What::Tell { text, .. } if is_attended => page.brief(&lead, text.get(page.lang)),
        What::Tell { text, link } => {
            page.hang(&lead, text.get(page.lang));
            if let Some(link) = link {
                page.typed("  ", link);
            }
        }
    }
}

/// Returns how a program ended.
pub(super) fn ended(finish: &Finish, lang: Lang) -> String {
    match finish.ending {
        Ending::Exited { code: 0 } => ENDED.fill(
            lang,
            &[("millis", &finish.duration.as_millis().to_string())],
        ),
        Ending::Exited { code } => ENDED_CODE.fill(lang, &[("code", &code.to_string())]),
        Ending::Killed => KILLED.get(lang).to_owned(),
        Ending::TimedOut => TIMED_OUT.get(lang).to_owned(),
        Ending::Interrupted => INTERRUPTED.get(lang).to_owned(),
    }
}

/// Returns that a fix was only planned, since no journal shall be kept, and what to do about it.
pub(crate) fn only_planned(lang: Lang) -> (&'static str, &'static str) {
    (ONLY_PLANNED.get(lang), LEAVE_OUT.get(lang))
}

/// Returns why nothing was done, and what to do about it.
pub(crate) fn refused(refusal: Refusal, lang: Lang) -> (String, Option<&'static str>) {
    match refusal {
        Refusal::Declined => (DECLINED.get(lang).to_owned(), None),
        Refusal::NoTerminal(demand) => (
            NO_TERMINAL.get(lang).to_owned(),
            Some(match demand {
                Demand::Id => AGREE_LOSS.get(lang),
                Demand::Yes | Demand::Nothing => AGREE_YES.get(lang),
            }),
        ),
        Refusal::NotElevated => (NOT_ELEVATED.get(lang).to_owned(), Some(ASK_AGAIN.get(lang))),
        Refusal::LossNotAccepted => (LOSS.get(lang).to_owned(), Some(ACCEPT_LOSS.get(lang))),
    }
}

/// Adds why nothing was done, where the person did not say so.
pub(crate) fn why_refused(page: &mut Page<'_>, refusal: Refusal) {
    if refusal == Refusal::NotElevated {
        page.line(page.say(NOT_GIVEN));
    }
}

/// Adds what to do now that a fix was carried out; `kept` says whether there is a session to go on with.
pub(crate) fn came_of_it(page: &mut Page<'_>, carried: Carried, kept: bool) {
    let outcome = match carried {
        Carried::Tried(outcome) => outcome,
        Carried::AfterRestart => return page.line(page.say(RESTART)),
        Carried::Refused(_) => return,
    };
    page.line(page.say(match outcome {
        Outcome::Fixed => GONE,
        Outcome::NotFixed if kept => STILL_THERE,
        Outcome::NotFixed => STILL_THERE_UNKEPT,
        _ if kept => UNSURE,
        Outcome::Unsure | Outcome::CouldNot | Outcome::Refused => UNSURE_UNKEPT,
    }));
}

/// Adds what takes back the steps that ran, the last one first, and where the journal is.
pub(super) fn way_back(page: &mut Page<'_>, ran: &[&PlannedStep], journal: Option<&Path>) {
    page.line(page.say(WAY_BACK));
    for step in ran {
        if let What::Run(command) = &step.what {
            page.typed("  ", &command_text(&command.argv, page.platform));
        }
        add_way_back(page, step, "    ");
    }
    if ran.iter().any(|step| !step.undo.is_empty()) {
        page.line(page.say(TAKE_BACK));
    }
    if let Some(journal) = journal {
        let lead = page.say(JOURNAL);
        page.typed(lead, &journal.display().to_string());
    }
}
