//! The course of a fix in words: its questions, its steps as they begin and end, and what came of it.

use crate::act::{ActError, Carried, Demand, PlannedStep, Question, Refusal, What};
use crate::knowledge::{FixId, Lang};
use crate::render::{Page, command_text};
use crate::session::Outcome;
use crate::system::{Ending, Finish, Platform};

use crate::render::words::words;

words! {
    CONSENT: "Do this? (yN) ", "実行しますか? (yN) ";
    TYPE_ID: "Something is lost or may go wrong. To agree, type {fix}: ", "失われるもの、またはリスクがあります。同意する場合は {fix} と入力してください: ";
    DONE: "Press Enter when it is done (n: could not): ", "終わったら Enter を押してください(できなかった場合は n): ";
    WORKING: "Is it working now? (y/n, ? = can't tell) ", "直りましたか? (y/n、分からないときは ?) ";
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
    DECLINED: "not done; nothing was changed", "実行しませんでした。何も変更していません";
    NO_TERMINAL: "not done: there is no terminal to agree at; nothing was changed", "同意を確認できる端末がないため、実行しませんでした。何も変更していません";
    LOSS: "not done: `--yes` does not cover what this loses or risks; nothing was changed", "--yes だけでは失われるものやリスクに同意したことになりません。実行しませんでした。何も変更していません";
    GONE: "Good. The problem is gone.", "解決してよかったです。";
    STILL_THERE: "Then it was something else. To go on, type:", "原因は別にあるようです。続けるには、次のように入力します:";
    UNSURE: "When you know whether it helped, type:", "直ったかどうか分かったら、次のように入力します:";
    YOUR_WORDS: "what is wrong", "困っていること";
    RESTART: "Restart the device now. Afterwards type: naosu resume", "ここで再起動してください。再起動後に naosu resume と入力してください。";
}

/// Returns the prompt of a question.
pub(super) fn prompt(question: &Question<'_>, lang: Lang) -> String {
    match question {
        Question::Consent => CONSENT.get(lang).to_owned(),
        Question::TypeId(fix) => TYPE_ID.fill(lang, &[("fix", fix.as_str())]),
        Question::Done => DONE.get(lang).to_owned(),
        Question::Working => WORKING.get(lang).to_owned(),
    }
}

/// Returns a step in one line: its command as one would type it, its address, or what the person does.
pub(super) fn step_text(step: &PlannedStep, platform: Platform, lang: Lang) -> String {
    match &step.what {
        What::Run(command) | What::Type(command, _) => command_text(&command.argv, platform),
        What::Open(address) | What::Visit(address) => address.clone(),
        What::Tell { text, .. } => text.get(lang).to_owned(),
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

/// Returns why nothing was done, and what to do about it.
pub(crate) fn refused(refusal: Refusal, lang: Lang) -> (String, Option<&'static str>) {
    match refusal {
        Refusal::Declined => (DECLINED.get(lang).to_owned(), None),
        Refusal::NoTerminal(demand) => (
            NO_TERMINAL.get(lang).to_owned(),
            Some(match demand {
                Demand::Id => "agree beforehand with `--yes --accept-loss`",
                Demand::Yes | Demand::Nothing => "agree beforehand with `--yes`",
            }),
        ),
        Refusal::LossNotAccepted => (
            LOSS.get(lang).to_owned(),
            Some("agree to it with `--yes --accept-loss`"),
        ),
    }
}

/// Returns what to do about a fix that was not carried out to its end.
pub(crate) fn what_next(error: &ActError) -> Option<String> {
    match error {
        ActError::OtherPlatform { .. } => Some("show it with `--dry-run`".to_owned()),
        ActError::NoJournal => Some(
            "leave `--no-journal` out, or set `NAOSU_STATE_DIR` to a folder that can be written"
                .to_owned(),
        ),
        ActError::Journal(error) => Some(error.hint().to_owned()),
        ActError::Failed { .. } | ActError::NotRun { .. } => {
            Some("the steps after it were not taken; the journal says what was".to_owned())
        }
        ActError::LeftToPerson { .. } => {
            Some("run naosu in a terminal, or as administrator".to_owned())
        }
        ActError::NotDone { .. } | ActError::Interrupted { .. } | ActError::Screen(_) => None,
    }
}

/// Adds what to do now that a fix was carried out.
pub(crate) fn came_of_it(page: &mut Page<'_>, fix: &FixId, carried: Carried) {
    let outcome = match carried {
        Carried::Tried(outcome) => outcome,
        Carried::AfterRestart => return page.line(page.say(RESTART)),
        Carried::Refused(_) => return,
    };
    page.line(page.say(match outcome {
        Outcome::Fixed => return page.line(page.say(GONE)),
        Outcome::NotFixed => STILL_THERE,
        Outcome::Unsure | Outcome::CouldNot | Outcome::Refused => UNSURE,
    }));
    let words = page.say(YOUR_WORDS);
    page.typed("  ", &format!("naosu \"{words}\" --tried {fix}"));
}
