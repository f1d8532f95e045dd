use crate::render::facts::outcome_word;
use crate::render::naming::{cause_title, fix_title};
use crate::render::number;
use crate::render::words::words;

use super::line::time;
use super::{JOIN, Writer};

words! {
    PROBLEM: "The problem: {problem}. Error code: {code}.", "症状: {problem}。エラーコード: {code}。";
    NO_CODE: "none", "なし";
    WHEN: "First told on {time}.", "最初の報告: {time}。";
    RAY: " Ray ID: {ray}.", "Ray ID: {ray}。";
    ON: "It is on: {device}.", "端末: {device}。";
    TRIED: "Tried: {tried}.", "試したこと: {tried}。";
    NOTHING_TRIED: "Nothing was tried yet.", "まだ何も試していません。";
    ONE_TRIED: "{fix} ({outcome})", "{fix}({outcome})";
    MORE: "and {n} more", "ほか{n}件";
    FIXED: "The problem is gone.", "問題は解決しました。";
    PERHAPS: "It may be: {cause} ({share}).", "考えられる原因: {cause}({share})。";
}

/// How many fixes are read out.
const MOST_TRIED: usize = 3;
/// So many letters of a Ray ID are read out in one breath.
const BREATH: usize = 4;

impl Writer<'_> {
    /// Returns the write-up in at most five lines, to be read out on the telephone.
    pub(super) fn summary(&self) -> Vec<String> {
        let lines = [
            Some(self.problem_and_code()),
            self.when_and_ray(),
            Some(self.device_and_system()),
            Some(self.most_tried()),
            self.verdict(),
        ];
        lines.into_iter().flatten().collect()
    }

    fn problem_and_code(&self) -> String {
        let none = || NO_CODE.get(self.lang).to_owned();
        let slots = [
            ("problem", self.problem()),
            ("code", self.codes().unwrap_or_else(none)),
        ];
        PROBLEM.fill(
            self.lang,
            &slots.each_ref().map(|(name, text)| (*name, text.as_str())),
        )
    }

    fn when_and_ray(&self) -> Option<String> {
        let began = self.material.times.first();
        let mut line = began.map_or_else(String::new, |began| {
            WHEN.fill(self.lang, &[("time", &time(began))])
        });
        if let Some(ray) = self.rays().first() {
            line += &RAY.fill(self.lang, &[("ray", &spelt(ray))]);
        }
        Some(line.trim().to_owned()).filter(|line| !line.is_empty())
    }

    fn device_and_system(&self) -> String {
        let system = self.material.system.map(ToOwned::to_owned);
        let parts = [Some(self.device().to_owned()), system, self.browsers()];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        ON.fill(self.lang, &[("device", &parts.join(JOIN.get(self.lang)))])
    }

    fn most_tried(&self) -> String {
        let pack = &self.session.base().pack;
        let tried = &self.state.tried;
        if tried.is_empty() {
            return NOTHING_TRIED.get(self.lang).to_owned();
        }
        let named = tried.iter().take(MOST_TRIED).map(|(fix, outcome)| {
            let slots = [
                ("fix", fix_title(pack, fix, self.lang)),
                ("outcome", outcome_word(*outcome).get(self.lang)),
            ];
            ONE_TRIED.fill(self.lang, &slots)
        });
        let mut parts: Vec<_> = named.collect();
        if tried.len() > MOST_TRIED {
            let n = (tried.len() - MOST_TRIED).to_string();
            parts.push(MORE.fill(self.lang, &[("n", &n)]));
        }
        let tried = parts.join(JOIN.get(self.lang));
        TRIED.fill(self.lang, &[("tried", &tried)])
    }

    fn verdict(&self) -> Option<String> {
        if self.state.fixed {
            return Some(FIXED.get(self.lang).to_owned());
        }
        let (cause, p) = self.turn.causes.first()?;
        let pack = &self.session.base().pack;
        let slots = [
            ("cause", cause_title(pack, cause.as_ref(), self.lang)),
            ("share", &number::share(*p, self.lang)),
        ];
        Some(PERHAPS.fill(self.lang, &slots))
    }
}

/// Returns an id in groups, as it is read out.
fn spelt(id: &str) -> String {
    let letters: Vec<_> = id.chars().collect();
    let groups = letters.chunks(BREATH).map(|group| group.iter().collect());
    groups.collect::<Vec<String>>().join(" ")
}
