use crate::knowledge::FactId;
use crate::render::facts::outcome_word;
use crate::render::naming::{any_title, fix_title, problem_title, question, statement};
use crate::render::words::words;
use crate::session::Event;

use super::Writer;
use super::line::Line;

words! {
    SAID: "Said: “{text}”", "説明:「{text}」";
    ANSWERED: "Answered: {fact}", "回答: {fact}";
    NOT_SURE: "{question} — not known", "{question} — 不明";
    CHOSE: "The problem is: {problem}", "症状の選択: {problem}";
    NONE_OF_THEM: "none of those offered", "該当なし";
    OBSERVED: "A check saw: {fact}", "確認の結果: {fact}";
    TRIED: "Tried: {fix} — {outcome}", "試した: {fix} — {outcome}";
    SKIPPED: "Passed over: {id}", "飛ばした: {id}";
    RECONSIDERED: "Taken back: {fact}", "訂正のため取り消し: {fact}";
    FIXED: "The problem is gone.", "問題は解決しました。";
    TAKEN_BACK: "The last step was taken back.", "直前の手順を取り消しました。";
    STARTED_OVER: "Started over.", "最初からやり直しました。";
}

impl Writer<'_> {
    /// Returns everything that happened, in order, with its time where that is known.
    pub(super) fn happened(&self) -> Vec<Line> {
        let events = self.session.events().iter().enumerate();
        events
            .flat_map(|(event_idx, event)| {
                let at = self.material.times.get(event_idx).copied();
                let texts = self.event(event).into_iter();
                texts.map(move |text| Line::new(text).at(at))
            })
            .collect()
    }

    /// Returns a fact with its value as a statement, without what is private.
    pub(super) fn statement(&self, fact: &FactId, value: &str) -> String {
        let pack = &self.session.base().pack;
        let value = self.veil.value(pack, fact, value);
        statement(pack, fact, value, self.lang)
    }

    fn event(&self, event: &Event) -> Vec<String> {
        let (lang, pack) = (self.lang, &self.session.base().pack);
        let line = match event {
            Event::Said { text } => SAID.fill(lang, &[("text", &self.veil.text(text))]),
            Event::Answered { fact, value } => {
                let fact = value.as_ref().map_or_else(
                    || NOT_SURE.fill(lang, &[("question", question(pack, fact, lang))]),
                    |value| self.statement(fact, value),
                );
                ANSWERED.fill(lang, &[("fact", &fact)])
            }
            Event::Chose { problem } => {
                let title = problem.as_ref().map_or(NONE_OF_THEM.get(lang), |problem| {
                    problem_title(pack, problem, lang)
                });
                CHOSE.fill(lang, &[("problem", title)])
            }
            Event::Observed { facts, .. } => {
                let seen = facts.iter().map(|(fact, value)| {
                    OBSERVED.fill(lang, &[("fact", &self.statement(fact, value))])
                });
                return seen.collect();
            }
            Event::Tried { fix, outcome, .. } => {
                let slots = [
                    ("fix", fix_title(pack, fix, lang)),
                    ("outcome", outcome_word(*outcome).get(lang)),
                ];
                TRIED.fill(lang, &slots)
            }
            Event::Skipped { id } => SKIPPED.fill(lang, &[("id", any_title(pack, id, lang))]),
            Event::Reconsidered { fact } => {
                let title = any_title(pack, fact.as_str(), lang);
                RECONSIDERED.fill(lang, &[("fact", title)])
            }
            Event::Fixed => FIXED.get(lang).to_owned(),
            Event::Back => TAKEN_BACK.get(lang).to_owned(),
            Event::Reset => STARTED_OVER.get(lang).to_owned(),
            Event::Speak { .. } => return Vec::new(),
        };
        vec![line]
    }
}
