//! The write-up for support: plain Markdown, in the order of time.

use std::fmt::Write;

use crate::knowledge::{Lang, Pack, Values};
use crate::session::{Event, Session, State, Turn};
use crate::text::private::mask;

use super::facts::outcome_word;
use super::naming::{cause_title, fix_title, problem_title, statement};
use super::words::words;
use super::{number, one_line, why};

words! {
    TITLE: "Problem report: {problem}", "不具合の報告: {problem}";
    UNNAMED: "a problem that naosu does not know", "naosuが知らない問題";
    CODES: "Error code", "エラーコード";
    NO_CODE: "none seen", "表示なし";
    PLATFORM: "Device", "端末";
    VERSION: "Written by", "作成";
    KNOWLEDGE: "knowledge {id} {version} ({hash})", "知識 {id} {version}({hash})";
    HAPPENED: "What happened, in order", "経過(時系列)";
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
    TRIES: "What was tried", "試したこと";
    NOTHING_TRIED: "Nothing yet.", "まだありません。";
    SITUATION: "The situation", "環境と状況";
    NOTHING_KNOWN: "Nothing is known.", "不明です。";
    CAUSES: "What it may be", "考えられる原因";
}

/// How many causes the write-up names.
const MOST_CAUSES: usize = 3;
/// So many digits of the knowledge's hash tell it from every other.
const HASH_DIGITS: usize = 12;

/// Returns the write-up of a session.
pub(crate) fn report(session: &Session<'_>, state: &State, turn: &Turn) -> String {
    let writer = Writer {
        pack: &session.base().pack,
        lang: turn.lang,
    };
    let mut sections = vec![writer.heading(session, state, turn)];
    sections.push(section(
        HAPPENED.get(turn.lang),
        &writer.events(session),
        "",
    ));
    let tried: Vec<_> = state
        .tried
        .iter()
        .map(|(fix, outcome)| {
            let title = fix_title(writer.pack, fix, turn.lang);
            format!("{title} — {}", outcome_word(*outcome).get(turn.lang))
        })
        .collect();
    sections.push(section(
        TRIES.get(turn.lang),
        &tried,
        NOTHING_TRIED.get(turn.lang),
    ));
    let situation = writer.situation(state);
    let nothing = NOTHING_KNOWN.get(turn.lang);
    sections.push(section(SITUATION.get(turn.lang), &situation, nothing));
    let causes = writer.causes(turn);
    if !causes.is_empty() {
        sections.push(section(CAUSES.get(turn.lang), &causes, ""));
    }
    sections.join("\n")
}

struct Writer<'a> {
    pack: &'a Pack,
    lang: Lang,
}

impl Writer<'_> {
    fn heading(&self, session: &Session<'_>, state: &State, turn: &Turn) -> String {
        let lang = self.lang;
        let problem = turn
            .problems
            .first()
            .map_or(UNNAMED.get(lang), |(problem, _)| {
                problem_title(self.pack, problem, lang)
            });
        let base = session.base();
        let hash: String = base.hash.chars().take(HASH_DIGITS).collect();
        let slots = [
            ("id", base.pack.id.as_str()),
            ("version", &base.pack.version),
            ("hash", &hash),
        ];
        let knowledge = KNOWLEDGE.fill(lang, &slots);
        let mut text = format!(
            "# {}\n\n",
            TITLE.fill(lang, &[("problem", &escaped(problem))])
        );
        let rows = [
            (CODES, self.codes(state)),
            (PLATFORM, session.setting().platform.title().to_owned()),
            (
                VERSION,
                format!("naosu {}, {knowledge}", env!("CARGO_PKG_VERSION")),
            ),
        ];
        for (name, value) in rows {
            let written = writeln!(text, "- {}: {value}", name.get(lang));
            debug_assert!(written.is_ok(), "a string takes any text");
        }
        text
    }

    /// Returns the numbers that facts of that kind hold.
    fn codes(&self, state: &State) -> String {
        let is_code = |id: &str| {
            let fact = self.pack.facts.get(id);
            fact.is_some_and(|fact| matches!(fact.values, Values::Code(_)))
        };
        let codes: Vec<_> = state
            .facts
            .iter()
            .filter(|(id, known)| is_code(id.as_str()) && known.value != "none")
            .map(|(_, known)| known.value.as_str())
            .collect();
        if codes.is_empty() {
            NO_CODE.get(self.lang).to_owned()
        } else {
            codes.join(", ")
        }
    }

    fn events(&self, session: &Session<'_>) -> Vec<String> {
        session
            .events()
            .iter()
            .flat_map(|event| self.event(event))
            .collect()
    }

    fn event(&self, event: &Event) -> Vec<String> {
        let lang = self.lang;
        let line = match event {
            Event::Said { text } => SAID.fill(lang, &[("text", &mask(text))]),
            Event::Answered { fact, value } => {
                let fact = value.as_ref().map_or_else(
                    || {
                        let question = super::question(self.pack, fact, lang);
                        NOT_SURE.fill(lang, &[("question", question)])
                    },
                    |value| statement(self.pack, fact, value, lang),
                );
                ANSWERED.fill(lang, &[("fact", &fact)])
            }
            Event::Chose { problem } => {
                let title = problem.as_ref().map_or(NONE_OF_THEM.get(lang), |problem| {
                    problem_title(self.pack, problem, lang)
                });
                CHOSE.fill(lang, &[("problem", title)])
            }
            Event::Observed { facts, .. } => {
                let seen = facts.iter().map(|(fact, value)| {
                    let fact = statement(self.pack, fact, value, lang);
                    OBSERVED.fill(lang, &[("fact", &fact)])
                });
                return seen.collect();
            }
            Event::Tried { fix, outcome, .. } => {
                let slots = [
                    ("fix", fix_title(self.pack, fix, lang)),
                    ("outcome", outcome_word(*outcome).get(lang)),
                ];
                TRIED.fill(lang, &slots)
            }
            Event::Skipped { id } => {
                let title = super::naming::any_title(self.pack, id, lang);
                SKIPPED.fill(lang, &[("id", title)])
            }
            Event::Reconsidered { fact } => {
                let title = super::naming::any_title(self.pack, fact.as_str(), lang);
                RECONSIDERED.fill(lang, &[("fact", title)])
            }
            Event::Fixed => FIXED.get(lang).to_owned(),
            Event::Back => TAKEN_BACK.get(lang).to_owned(),
            Event::Reset => STARTED_OVER.get(lang).to_owned(),
            Event::Speak { .. } => return Vec::new(),
        };
        vec![line]
    }

    fn situation(&self, state: &State) -> Vec<String> {
        state
            .facts
            .iter()
            .map(|(id, known)| {
                let from = why::source(known.from).get(self.lang);
                let fact = statement(self.pack, id, &known.value, self.lang);
                format!("{fact} ({from})")
            })
            .collect()
    }

    fn causes(&self, turn: &Turn) -> Vec<String> {
        turn.causes
            .iter()
            .take(MOST_CAUSES)
            .map(|(cause, p)| {
                let title = cause_title(self.pack, cause.as_ref(), self.lang);
                format!("{title}: {}", number::share(*p, self.lang))
            })
            .collect()
    }
}

/// Returns a heading and a list below it; `nothing` where the list is empty.
fn section(title: &str, entries: &[String], nothing: &str) -> String {
    let mut text = format!("## {title}\n\n");
    if entries.is_empty() {
        text.push_str(nothing);
        text.push('\n');
    }
    for entry in entries {
        let written = writeln!(text, "- {}", escaped(entry));
        debug_assert!(written.is_ok(), "a string takes any text");
    }
    text
}

/// Returns text on one line, with the marks that Markdown would take for its own made plain.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if "\\`*_[]<>#|".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_one_plain_line() {
        assert_eq!(escaped("a\n# b *c* <d>"), r"a \# b \*c\* \<d\>");
    }
}
