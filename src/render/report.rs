//! The write-up for support: what went wrong, what was seen and tried, and when; in Markdown or as JSON.
//!
//! Private parts are masked where they are put in, and the finished text is searched once more for every name by which this
//! machine and its person are known.

mod debug;
mod happened;
mod json;
mod line;
mod markdown;
mod material;
mod message;
mod seen;
mod steps;
mod summary;
mod tried;
mod veil;

use crate::knowledge::{FactId, Lang, Values};
use crate::session::{Session, Source, State, Turn};

use super::naming::{cause_title, problem_title};
use super::words::{Word, words};
use super::{number, why};

use line::Line;
use veil::Veil;

pub(crate) use material::{Material, StepEnd, StepTaken};

words! {
    TITLE: "Problem report: {problem}", "不具合の報告: {problem}";
    UNNAMED: "a problem that naosu does not know", "naosuが知らない問題";
    CODES: "Error code", "エラーコード";
    NO_CODE: "none seen", "表示なし";
    RAY: "Ray ID (for support only)", "Ray ID(サポートにだけ伝えてください)";
    BEGAN: "First told", "最初の報告";
    PLATFORM: "Device", "端末";
    SYSTEM: "System", "OS";
    BROWSERS: "Browsers", "ブラウザ";
    SESSION: "Session", "セッション";
    VERSION: "Written by", "作成";
    KNOWLEDGE: "knowledge {id} {version} ({hash})", "知識 {id} {version}({hash})";
    PRIVATE: "Private parts", "個人情報";
    MASKED: "masked, such as <ip> and <user>", "<ip> や <user> のように伏せてあります";
    SHOWN: "shown, because you asked for it: send it to nobody but support", "指定により表示しています。サポート以外には送らないでください";
    JOIN: ", ", "、";
    HAPPENED: "What happened, in order", "経過(時系列)";
    TRIES: "What was tried", "試したこと";
    NOTHING_TRIED: "Nothing yet.", "まだありません。";
    STEPS: "What naosu did on this machine", "naosuがこの端末で行ったこと";
    NETWORK: "Network set-up, as the checks saw it", "ネットワークの状況(確認結果)";
    NOTHING_SEEN: "No check saw anything of it.", "確認していません。";
    SITUATION: "The situation", "環境と状況";
    NOTHING_KNOWN: "Nothing is known.", "不明です。";
    CAUSES: "What it may be", "考えられる原因";
    DEBUG: "For those who maintain the knowledge", "知識を保守する人向け";
}

/// How many causes the write-up names.
const MOST_CAUSES: usize = 3;
/// So many digits of the knowledge's hash tell it from every other.
const HASH_DIGITS: usize = 12;

/// A write-up, before it is laid out.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    lang: Lang,
    veil: Veil,
    title: String,
    /// At most five lines, to be read out.
    summary: Vec<String>,
    /// What stands above the sections: key, label and what is known of it.
    heading: Vec<(&'static str, Word, String)>,
    sections: Vec<Section>,
    /// A letter to whoever can help, with blanks.
    message: String,
}

/// A list below a heading.
#[derive(Clone, Debug)]
struct Section {
    key: &'static str,
    title: Word,
    lines: Vec<Line>,
    /// What stands there where the list is empty; without it the section is left out then.
    nothing: Option<Word>,
}

impl Report {
    /// Returns the write-up of a session.
    pub(crate) fn new(material: &Material<'_>) -> Self {
        let writer = Writer::new(material);
        let title = TITLE.fill(writer.lang, &[("problem", &writer.problem())]);
        Self {
            lang: writer.lang,
            summary: writer.summary(),
            heading: writer.heading(),
            sections: writer.sections(),
            message: writer.message(),
            title,
            veil: writer.veil,
        }
    }
}

/// What the parts of a write-up are made with.
struct Writer<'a> {
    material: &'a Material<'a>,
    session: &'a Session<'a>,
    lang: Lang,
    state: State,
    turn: Turn,
    veil: Veil,
}

impl<'a> Writer<'a> {
    fn new(material: &'a Material<'a>) -> Self {
        let session = material.session;
        let turn = session.turn();
        Self {
            material,
            session,
            lang: material.lang.unwrap_or(turn.lang),
            state: session.state(),
            veil: Veil::new(material),
            turn,
        }
    }

    fn problem(&self) -> String {
        let pack = &self.session.base().pack;
        let first = self.turn.problems.first();
        let title = first.map_or(UNNAMED.get(self.lang), |(problem, _)| {
            problem_title(pack, problem, self.lang)
        });
        title.to_owned()
    }

    fn heading(&self) -> Vec<(&'static str, Word, String)> {
        let lang = self.lang;
        let base = self.session.base();
        let hash: String = base.hash.chars().take(HASH_DIGITS).collect();
        let slots = [
            ("id", base.pack.id.as_str()),
            ("version", &base.pack.version),
            ("hash", &hash),
        ];
        let knowledge = KNOWLEDGE.fill(lang, &slots);
        let codes = self.codes();
        let known = |text: String| Some(text).filter(|text| !text.is_empty());
        let rows = [
            (
                "code",
                CODES,
                Some(codes.unwrap_or_else(|| NO_CODE.get(lang).to_owned())),
            ),
            ("ray-id", RAY, known(self.rays().join(", "))),
            ("began", BEGAN, self.material.times.first().map(line::time)),
            ("device", PLATFORM, Some(self.device().to_owned())),
            (
                "system",
                SYSTEM,
                self.material.system.map(ToOwned::to_owned),
            ),
            ("browsers", BROWSERS, self.browsers()),
            ("session", SESSION, self.material.id.map(ToOwned::to_owned)),
            (
                "written-by",
                VERSION,
                Some(format!("naosu {}, {knowledge}", env!("CARGO_PKG_VERSION"))),
            ),
            (
                "private-parts",
                PRIVATE,
                Some(self.veil.choose(MASKED, SHOWN).get(lang).to_owned()),
            ),
        ];
        let rows = rows.into_iter();
        rows.filter_map(|(key, label, text)| Some((key, label, text?)))
            .collect()
    }

    fn device(&self) -> &'static str {
        self.session.setting().platform.title()
    }

    /// Returns the numbers that facts of that kind hold.
    fn codes(&self) -> Option<String> {
        let codes = self.state.facts.iter();
        let codes: Vec<_> = codes
            .filter(|(id, known)| self.is_code(id) && known.value != "none")
            .map(|(_, known)| known.value.as_str())
            .collect();
        (!codes.is_empty()).then(|| codes.join(", "))
    }

    fn is_code(&self, id: &FactId) -> bool {
        let fact = self.session.base().pack.facts.get(id.as_str());
        fact.is_some_and(|fact| matches!(fact.values, Values::Code(_)))
    }

    fn sections(&self) -> Vec<Section> {
        let section = |key, title, lines, nothing| Section {
            key,
            title,
            lines,
            nothing,
        };
        vec![
            section("happened", HAPPENED, self.happened(), None),
            section("tried", TRIES, self.tried(), Some(NOTHING_TRIED)),
            section("done", STEPS, self.steps(), None),
            section("network", NETWORK, self.network(), Some(NOTHING_SEEN)),
            section(
                "situation",
                SITUATION,
                self.situation(),
                Some(NOTHING_KNOWN),
            ),
            section("causes", CAUSES, self.causes(), None),
            section("debug", DEBUG, self.debug(), None),
        ]
    }

    /// Returns what is known, but for what only checks saw.
    fn situation(&self) -> Vec<Line> {
        let known = self.state.facts.iter();
        let known = known.filter(|(_, known)| known.from != Source::Check);
        known
            .map(|(id, known)| {
                let from = why::source(known.from).get(self.lang);
                let statement = self.statement(id, &known.value);
                Line::new(format!("{statement} ({from})")).of(id.as_str(), &known.value)
            })
            .collect()
    }

    fn causes(&self) -> Vec<Line> {
        let pack = &self.session.base().pack;
        let causes = self.turn.causes.iter().take(MOST_CAUSES);
        causes
            .map(|(cause, p)| {
                let title = cause_title(pack, cause.as_ref(), self.lang);
                let line = Line::new(format!("{title}: {}", number::share(*p, self.lang)));
                let id = cause.as_ref().map_or("other", |cause| cause.as_str());
                line.of(id, &format!("{p:.4}"))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
