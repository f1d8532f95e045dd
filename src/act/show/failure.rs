//! What stopped a fix, and what to do about it, in words.

use crate::act::ActError;
use crate::journal::JournalError;
use crate::knowledge::Lang;
use crate::render::words::{Word, words};
use crate::system::{Ending, RunError};

words! {
    OTHER_PLATFORM: "a plan for {wanted} is shown, never run on {here}", "{wanted} 用の手順は表示だけです。{here} では実行しません";
    NO_JOURNAL: "nothing is run without a journal", "記録を残せないため、何も実行しません";
    FAILED: "step {step}: `{program}` failed", "手順{step}: `{program}` が失敗しました";
    BACKUP_FAILED: "step {step}: the copy could not be kept, `{program}` failed", "手順{step}: 控えを取れませんでした。`{program}` が失敗しました";
    TOO_LONG: "step {step}: `{program}` was stopped, its time was up", "手順{step}: 制限時間を過ぎたため `{program}` を止めました";
    MISSING: "step {step}: there is no program `{program}` on this machine", "手順{step}: この端末に `{program}` というプログラムがありません";
    NOT_STARTED: "step {step}: cannot run `{program}`: {source}", "手順{step}: `{program}` を実行できません: {source}";
    NOT_ELEVATED: "step {step}: the rights of an administrator were not given", "手順{step}: 管理者の権限を得られませんでした";
    NOT_DONE: "step {step} was not done", "手順{step}が終わりませんでした";
    LEFT: "step {step} is left to be done by hand", "手順{step}は自分で行う必要があります";
    INTERRUPTED: "interrupted in step {step}", "手順{step}で中断しました";
    STILL_OPEN: "step {step}: {browsers} is still open", "手順{step}: {browsers} がまだ使用中です";
    CLOSE_IT: "close it completely, then begin again", "完全に閉じてから、もう一度実行してください";
    NOT_RESTORED: "step {step}: not everything could be put back", "手順{step}: 一部を元に戻せませんでした";
    SCREEN: "cannot write to the terminal: {source}", "ターミナルに書き込めません: {source}";
    CANNOT_WRITE: "cannot write `{path}`: {source}", "`{path}` に書き込めません: {source}";
    CANNOT_READ: "cannot read `{path}`: {source}", "`{path}` を読み込めません: {source}";
    BUSY: "session `{id}` is in use by another naosu", "セッション `{id}` は別の naosu が使用中です";
    SHOW_IT: "show it with `--dry-run`", "`--dry-run` で表示できます";
    KEEP_A_JOURNAL: "leave `--no-journal` out, or set `NAOSU_STATE_DIR` to a folder that can be written", "`--no-journal` を外すか、`NAOSU_STATE_DIR` に書き込めるフォルダーを指定してください";
    SET_STATE_DIR: "set `NAOSU_STATE_DIR` to a folder that can be written", "`NAOSU_STATE_DIR` に書き込めるフォルダーを指定してください";
    END_THE_OTHER: "end the other one first, or wait for a program that it started", "先にもう一方を終了するか、それが起動したプログラムが終わるまで待ってください";
    NOT_TAKEN: "the steps after it were not taken; the journal says what was", "その後の手順は実行していません。実行した内容は記録に残っています";
    BY_HAND: "run naosu in a terminal, or as administrator", "ターミナルで、または管理者として naosu を実行してください";
}

/// Returns what stopped a fix.
pub(crate) fn stopped_by(error: &ActError, lang: Lang) -> String {
    match error {
        ActError::OtherPlatform { wanted, here } => OTHER_PLATFORM.fill(
            lang,
            &[("wanted", &wanted.to_string()), ("here", &here.to_string())],
        ),
        ActError::NoJournal => NO_JOURNAL.get(lang).to_owned(),
        ActError::Journal(error) => of_journal(error, lang),
        ActError::Failed {
            step,
            program,
            backup,
            finish,
        } => {
            let word = match finish.ending {
                _ if *backup => BACKUP_FAILED,
                Ending::TimedOut => TOO_LONG,
                _ => FAILED,
            };
            let step = step.to_string();
            word.fill(lang, &[("step", &step), ("program", program)])
        }
        ActError::NotRun { step, source } => not_run(*step, source, lang),
        ActError::NotElevated { step } => at(NOT_ELEVATED, *step, lang),
        ActError::NotDone { step } => at(NOT_DONE, *step, lang),
        ActError::LeftToPerson { step } => at(LEFT, *step, lang),
        ActError::StillOpen { step, browsers } => {
            let (step, browsers) = (step.to_string(), browsers.join(", "));
            STILL_OPEN.fill(lang, &[("step", &step), ("browsers", &browsers)])
        }
        ActError::NotRestored { step } => at(NOT_RESTORED, *step, lang),
        ActError::Interrupted { step } => at(INTERRUPTED, *step, lang),
        ActError::Screen(source) => SCREEN.fill(lang, &[("source", &source.to_string())]),
    }
}

/// Returns what to do about a fix that was not carried out to its end.
pub(crate) fn what_next(error: &ActError, lang: Lang) -> Option<&'static str> {
    Some(match error {
        ActError::OtherPlatform { .. } => SHOW_IT.get(lang),
        ActError::NoJournal => KEEP_A_JOURNAL.get(lang),
        ActError::Journal(error) => match error {
            JournalError::NoHome | JournalError::Write { .. } | JournalError::Read { .. } => {
                SET_STATE_DIR.get(lang)
            }
            JournalError::Busy { .. } => END_THE_OTHER.get(lang),
            other => other.hint(),
        },
        ActError::Failed { .. } | ActError::NotRun { .. } | ActError::NotElevated { .. } => {
            NOT_TAKEN.get(lang)
        }
        ActError::LeftToPerson { .. } => BY_HAND.get(lang),
        ActError::StillOpen { .. } => CLOSE_IT.get(lang),
        ActError::NotDone { .. }
        | ActError::NotRestored { .. }
        | ActError::Interrupted { .. }
        | ActError::Screen(_) => {
            return None;
        }
    })
}

fn at(word: Word, step: usize, lang: Lang) -> String {
    word.fill(lang, &[("step", &step.to_string())])
}

fn not_run(step: usize, error: &RunError, lang: Lang) -> String {
    let step = step.to_string();
    match error {
        RunError::Missing { program } => {
            MISSING.fill(lang, &[("step", &step), ("program", program)])
        }
        RunError::Refused { program, source } => {
            let source = source.to_string();
            let slots = [("step", &*step), ("program", program), ("source", &source)];
            NOT_STARTED.fill(lang, &slots)
        }
    }
}

/// Returns what is wrong with the journal. What cannot happen to one that is being written has no words of its own.
fn of_journal(error: &JournalError, lang: Lang) -> String {
    let (word, path, source) = match error {
        JournalError::NoHome => return NO_JOURNAL.get(lang).to_owned(),
        JournalError::Busy { id } => return BUSY.fill(lang, &[("id", id.as_str())]),
        JournalError::Write { path, source } => (CANNOT_WRITE, path, source),
        JournalError::Read { path, source } => (CANNOT_READ, path, source),
        other => return other.to_string(),
    };
    let (path, source) = (path.display().to_string(), source.to_string());
    word.fill(lang, &[("path", &path), ("source", &source)])
}
