use crate::render::command_text;
use crate::render::words::words;
use crate::system::{Ending, Platform};

use super::line::Line;
use super::{StepEnd, StepTaken, Writer};

words! {
    STEP: "{title}: {what} — {end}", "{title}: {what} — {end}";
    TOLD: "told: “{text}”", "案内:「{text}」";
    ITSELF: "by naosu itself", "naosu自身が実行";
    NOT_STARTED: "not begun", "開始せず";
    UNKNOWN: "how it ended is not known", "結果は不明";
    WENT_WELL: "done", "完了";
    EXITED: "failed with {code}", "失敗(終了コード{code})";
    KILLED: "killed", "強制終了";
    TIMED_OUT: "stopped, its time was up", "時間切れで中止";
    INTERRUPTED: "interrupted", "中断";
    TOOK: " after {seconds} s", "({seconds}秒)";
    BACK: "; taken back since", "。その後、元に戻しました";
}

impl Writer<'_> {
    /// Returns what was done on this machine, in order, and what came of it.
    pub(super) fn steps(&self) -> Vec<Line> {
        let steps = self.material.steps.iter();
        steps
            .map(|step| {
                let slots = [
                    ("title", step.title.get(self.lang)),
                    ("what", &self.what(step)),
                    ("end", &self.end(step)),
                ];
                Line::new(STEP.fill(self.lang, &slots)).at(Some(step.at))
            })
            .collect()
    }

    fn what(&self, step: &StepTaken) -> String {
        if let Some(told) = &step.told {
            let text = self.veil.text(told.get(self.lang));
            return TOLD.fill(self.lang, &[("text", &text)]);
        }
        if step.argv.is_empty() {
            return ITSELF.get(self.lang).to_owned();
        }
        let argv = step.argv.iter();
        let argv: Vec<_> = argv.map(|argument| self.veil.argument(argument)).collect();
        command_text(&argv, Platform::current())
    }

    fn end(&self, step: &StepTaken) -> String {
        let lang = self.lang;
        let mut text = match step.end {
            StepEnd::NotStarted => NOT_STARTED.get(lang).to_owned(),
            StepEnd::Unknown => UNKNOWN.get(lang).to_owned(),
            StepEnd::Ended(Ending::Exited { code: 0 }) => WENT_WELL.get(lang).to_owned(),
            StepEnd::Ended(Ending::Exited { code }) => {
                EXITED.fill(lang, &[("code", &code.to_string())])
            }
            StepEnd::Ended(Ending::Killed) => KILLED.get(lang).to_owned(),
            StepEnd::Ended(Ending::TimedOut) => TIMED_OUT.get(lang).to_owned(),
            StepEnd::Ended(Ending::Interrupted) => INTERRUPTED.get(lang).to_owned(),
        };
        if let Some(millis) = step.millis {
            let seconds = format!("{}.{}", millis / 1000, millis % 1000 / 100);
            text += &TOOK.fill(lang, &[("seconds", &seconds)]);
        }
        if step.is_back {
            text += BACK.get(lang);
        }
        text
    }
}
