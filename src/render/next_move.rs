use crate::knowledge::{Fact, FactId, FixId, ProblemId, Values};
use crate::session::{Move, Turn};

use super::naming::{problem_title, question, statement, value};
use super::steps::{costs, steps};
use super::words::words;
use super::{Page, fix_title};

words! {
    NEXT: "Next: ", "次の一手: ";
    QUESTION: "Question: ", "質問: ";
    HOW_TO_TELL: "How to tell: ", "確かめ方: ";
    WHICH: "Which of these is it?", "どれに当てはまりますか?";
    NONE_OF_THESE: "none of these", "どれでもない";
    UNSURE: "don't know", "わからない";
    TYPE_NUMBER: "Type the number, or “none”, or “don't know”.", "番号を入力してください。なければ「なし」、不明なら「わからない」で結構です。";
    HAND_OVER: "Hand it over: ", "引き継ぎ先: ";
    EXHAUSTED: "Everything that I know of was tried or passed over. A report (naosu report, or /report) says what, for whoever helps next.", "知っている対処はすべて試したか、飛ばしました。次に相談する相手のために、報告書(naosu report または /report)に内容をまとめられます。";
    UNKNOWN: "I don't know this one.", "この問題は分かりません。";
    NEAREST: "The nearest topics:", "近い話題:";
    SEARCH: "Look things up with naosu search, or say it in other words.", "naosu search で調べるか、別の言葉で説明してみてください。";
    DONE: "The problem is gone. Glad to hear it!", "解決しました。よかったです!";
    CONTRADICTION: "What I was told cannot all be true together. Which of these should be taken back?", "これまでの情報が互いに矛盾しています。どれを取り消しますか?";
}

/// One answer that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The value as it stands in the knowledge; `unsure` where the person cannot tell.
    pub(crate) value: String,
    /// How it is worded.
    pub(crate) text: String,
}

/// Returns what the pending question offers, in order; nothing where the move is no question or asks for a number.
pub(crate) fn choices(page: &Page<'_>, next: &Move) -> Vec<Choice> {
    match next {
        Move::Ask(id) => of_fact(page, id),
        Move::AskProblem(problems) => of_problems(page, problems),
        _ => Vec::new(),
    }
}

fn of_fact(page: &Page<'_>, id: &FactId) -> Vec<Choice> {
    let Some(fact) = page.pack.facts.get(id.as_str()) else {
        return Vec::new();
    };
    if asks_for_number(fact) {
        return Vec::new();
    }
    let values = fact.values.list().iter().map(|known| Choice {
        value: known.id.clone(),
        text: value(page.pack, id, &known.id, page.lang).to_owned(),
    });
    let unsure = Choice {
        value: "unsure".to_owned(),
        text: page.say(UNSURE).to_owned(),
    };
    values.chain([unsure]).collect()
}

fn of_problems(page: &Page<'_>, problems: &[ProblemId]) -> Vec<Choice> {
    let named = problems.iter().map(|id| Choice {
        value: id.to_string(),
        text: problem_title(page.pack, id, page.lang).to_owned(),
    });
    let none = Choice {
        value: "none".to_owned(),
        text: page.say(NONE_OF_THESE).to_owned(),
    };
    named.chain([none]).collect()
}

fn asks_for_number(fact: &Fact) -> bool {
    matches!(fact.values, Values::Code(_))
}

/// Adds the next move with all that is needed to make it.
pub(super) fn next_move(page: &mut Page<'_>, turn: &Turn, with_help: bool) {
    if turn.contradiction {
        return contradiction(page, turn);
    }
    match &turn.next {
        Move::Ask(id) => ask(page, turn, id, with_help),
        Move::AskProblem(_) => {
            let label = page.say(QUESTION);
            let which = page.colors.strong(page.say(WHICH));
            page.labelled(label, &which);
            offer(page, turn);
        }
        Move::Try { fix, .. } => {
            fix_move(page, turn, page.say(NEXT), fix);
        }
        Move::Refer(fix) => fix_move(page, turn, page.say(HAND_OVER), fix),
        Move::Unknown { .. } if !turn.problems.is_empty() => page.line(page.say(EXHAUSTED)),
        Move::Unknown { nearest } => unknown(page, nearest),
        Move::Done => {
            let text = page.colors.good(page.say(DONE));
            page.line(&text);
        }
    }
}

fn ask(page: &mut Page<'_>, turn: &Turn, id: &FactId, with_help: bool) {
    let label = page.say(QUESTION);
    let text = page.colors.strong(question(page.pack, id, page.lang));
    page.labelled(label, &text);
    let fact = page.pack.facts.get(id.as_str());
    if fact.is_some_and(asks_for_number) {
        page.hang("  ", page.say(TYPE_NUMBER));
    }
    offer(page, turn);
    if with_help {
        how_to_tell(page, id);
    }
}

fn offer(page: &mut Page<'_>, turn: &Turn) {
    let texts: Vec<_> = choices(page, &turn.next)
        .into_iter()
        .map(|choice| choice.text)
        .collect();
    if !texts.is_empty() {
        page.choices(&texts);
    }
}

/// Adds how the person can find out about a fact; returns whether the knowledge says so.
pub(crate) fn how_to_tell(page: &mut Page<'_>, id: &FactId) -> bool {
    let fact = page.pack.facts.get(id.as_str());
    let Some(help) = fact.and_then(|fact| fact.help.as_ref()) else {
        return false;
    };
    let label = page.say(HOW_TO_TELL);
    page.labelled(label, help.get(page.lang));
    true
}

fn fix_move(page: &mut Page<'_>, turn: &Turn, label: &str, id: &FixId) {
    let title = page.colors.strong(fix_title(page.pack, id, page.lang));
    let Some(fix) = page.pack.fixes.get(id.as_str()) else {
        return page.labelled(label, &title);
    };
    let costs = page.colors.quiet(&costs(page, fix));
    page.labelled(label, &format!("{title} {costs}"));
    let known = turn
        .facts
        .iter()
        .map(|(id, known)| (id.clone(), known.value.clone()))
        .collect();
    steps(page, fix, &known);
}

fn unknown(page: &mut Page<'_>, nearest: &[ProblemId]) {
    let text = page.colors.strong(page.say(UNKNOWN));
    page.line(&text);
    if !nearest.is_empty() {
        page.line(page.say(NEAREST));
    }
    for id in nearest {
        let title = problem_title(page.pack, id, page.lang);
        let id = page.colors.quiet(&format!("({id})"));
        page.hang("  - ", &format!("{title} {id}"));
    }
    page.line(page.say(SEARCH));
}

fn contradiction(page: &mut Page<'_>, turn: &Turn) {
    let text = page.colors.bad(page.say(CONTRADICTION));
    page.line(&text);
    for (id, known) in turn
        .facts
        .iter()
        .filter(|(_, known)| known.because.is_none())
    {
        let text = statement(page.pack, id, &known.value, page.lang);
        page.hang("  - ", &text);
    }
}
