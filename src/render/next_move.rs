use crate::knowledge::{Fact, FactId, FixId, ProblemId, Values};
use crate::session::{Move, Turn};

use super::naming::{check_title, problem_title, question, statement, value};
use super::steps::{costs, steps};
use super::why::source;
use super::words::words;
use super::{Page, fix_title};

words! {
    NEXT: "Next: ", "次の一手: ";
    TOGETHER: "Together with it: ", "いっしょに: ";
    ONE_RESTART: "Do all of this before one restart, then see whether it helped.", "ここまでをまとめて行い、再起動は最後に1回だけにして、直ったか確かめてください。";
    QUESTION: "Question: ", "質問: ";
    LOOK: "Next, a look: ", "次の確認: ";
    HOW_TO_TELL: "How to tell: ", "確かめ方: ";
    WHICH: "Which of these is it?", "どれに当てはまりますか?";
    NONE_OF_THESE: "none of these", "どれでもない";
    UNSURE: "don't know", "わからない";
    TYPE_NUMBER: "Type the number, or “none”, or “don't know”.", "番号を入力してください。なければ「なし」、不明なら「わからない」で結構です。";
    HAND_OVER: "Hand it over: ", "引き継ぎ先: ";
    EXHAUSTED: "Everything that I know of was tried or passed over. A report (naosu report, or /report) says what, for whoever helps next.", "知っている対処はすべて試したか、飛ばしました。次に相談する相手のために、報告書(naosu report または /report)に内容をまとめられます。";
    UNKNOWN: "I don't know this one.", "この問題は分かりません。";
    NEAREST: "The nearest topics; a number picks one:", "近い話題です。番号で選べます:";
    SEARCH: "Look things up with naosu search, or say it in other words.", "naosu search で調べるか、別の言葉で説明してみてください。";
    SHOWS: "{title} ({shown})", "{title}({shown})";
    OR: " or ", "または";
    MORE: "{shown} …", "{shown}など";
    DONE: "The problem is gone. Glad to hear it!", "解決しました。よかったです!";
    KNOWN_FROM: "{fact} ({from})", "{fact}({from})";
    CONTRADICTION: "What I was told cannot all be true together. Which of these is wrong? Its number takes it back; the first ones are each enough by themselves.", "これまでの情報が互いに矛盾しています。誤っているのはどれですか? 番号を入力すると取り消せます。先に挙げたものは、どれか1つだけで矛盾がなくなります。";
    CONTRADICTION_BETWEEN: "What I was told cannot all be true together; no single one of these is enough to explain it. Which is wrong? Its number takes it back.", "これまでの情報が互いに矛盾しています。1つだけでは矛盾がなくなりません。誤っているものの番号を入力すると取り消せます。";
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
        Move::Unknown { nearest } if !nearest.is_empty() => of_problems(page, nearest),
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
        text: set_apart(page, id, problems),
    });
    let none = Choice {
        value: "none".to_owned(),
        text: page.say(NONE_OF_THESE).to_owned(),
    };
    named.chain([none]).collect()
}

/// How many values of a fact stand beside a problem.
const MOST_SHOWN: usize = 3;

/// Returns a problem's title with what sets it apart from the others offered: the first fact that it shows and they do
/// not, unless the title says so.
fn set_apart(page: &Page<'_>, id: &ProblemId, offered: &[ProblemId]) -> String {
    let Page { pack, lang, .. } = *page;
    let title = problem_title(pack, id, lang);
    let facts_of = |id: &ProblemId| pack.problems.get(id.as_str()).map(|problem| &problem.shows);
    let is_own = |fact: &FactId, values: &Vec<String>| {
        let others = offered.iter().filter(|other| *other != id);
        others
            .filter_map(facts_of)
            .all(|shown| shown.get(fact) != Some(values))
    };
    let own =
        facts_of(id).and_then(|shown| shown.iter().find(|(fact, values)| is_own(fact, values)));
    let Some((fact, values)) = own else {
        return title.to_owned();
    };
    // Where nothing need be shown, nothing is told by it.
    let is_there = |value: &&String| *value != "none" && !title.contains(value.as_str());
    let told: Vec<_> = values.iter().filter(is_there).collect();
    if told.is_empty()
        || values
            .iter()
            .any(|value| value != "none" && title.contains(value.as_str()))
    {
        return title.to_owned();
    }
    let first = told.iter().take(MOST_SHOWN);
    let texts: Vec<_> = first
        .map(|value| statement(pack, fact, value, lang))
        .collect();
    let mut shown = texts.join(page.say(OR));
    if told.len() > MOST_SHOWN {
        shown = page.fill(MORE, &[("shown", &shown)]);
    }
    page.fill(SHOWS, &[("title", title), ("shown", &shown)])
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
        Move::Check(check) => {
            let title = page.colors.strong(check_title(page.pack, check, page.lang));
            page.labelled(page.say(LOOK), &title);
        }
        Move::Try { fix, with, .. } => {
            fix_move(page, turn, page.say(NEXT), fix);
            for other in with {
                fix_move(page, turn, page.say(TOGETHER), other);
            }
            if !with.is_empty() {
                page.line(page.say(ONE_RESTART));
            }
        }
        Move::Refer(fix) => fix_move(page, turn, page.say(HAND_OVER), fix),
        Move::Unknown { .. } if !turn.problems.is_empty() => page.line(page.say(EXHAUSTED)),
        Move::Unknown { .. } => unknown(page, turn),
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

fn unknown(page: &mut Page<'_>, turn: &Turn) {
    let text = page.colors.strong(page.say(UNKNOWN));
    page.line(&text);
    let offered = choices(page, &turn.next);
    if !offered.is_empty() {
        page.line(page.say(NEAREST));
    }
    for (number, choice) in (1..).zip(offered) {
        page.item(number, &choice.text);
    }
    page.line(page.say(SEARCH));
}

/// Adds the pending move again, briefly: a question with its choices, of anything else the title.
pub(crate) fn reminder(page: &mut Page<'_>, turn: &Turn) {
    let (label, text) = match &turn.next {
        _ if turn.contradiction => return,
        Move::Ask(id) => (QUESTION, question(page.pack, id, page.lang)),
        Move::AskProblem(_) => (QUESTION, page.say(WHICH)),
        Move::Check(check) => (LOOK, check_title(page.pack, check, page.lang)),
        Move::Try { fix, .. } => (NEXT, fix_title(page.pack, fix, page.lang)),
        Move::Refer(fix) => (HAND_OVER, fix_title(page.pack, fix, page.lang)),
        Move::Unknown { .. } | Move::Done => return,
    };
    let text = page.colors.strong(text);
    page.labelled(page.say(label), &text);
    offer(page, turn);
}

/// Adds what is known, by its numbers, first that of which any one would do to be wrong.
pub(super) fn contradiction(page: &mut Page<'_>, turn: &Turn) {
    let text = page.colors.bad(page.say(if turn.suspects.is_empty() {
        CONTRADICTION_BETWEEN
    } else {
        CONTRADICTION
    }));
    page.line(&text);
    let changeable = turn.facts.iter().filter(|(_, known)| known.is_changeable());
    let (suspects, others): (Vec<_>, Vec<_>) = (1..)
        .zip(changeable)
        .partition(|(_, (id, _))| turn.suspects.contains(id));
    for (number, (id, known)) in suspects.into_iter().chain(others) {
        let text = statement(page.pack, id, &known.value, page.lang);
        let from = page.say(source(known.from));
        let text = page.fill(KNOWN_FROM, &[("fact", &text), ("from", from)]);
        page.item(number, &text);
    }
}

/// Returns a move in a few words; `None` where there is none.
pub(super) fn move_title(page: &Page<'_>, next: &Move) -> Option<String> {
    let title = match next {
        Move::Ask(id) => question(page.pack, id, page.lang),
        Move::AskProblem(_) => page.say(WHICH),
        Move::Check(check) => check_title(page.pack, check, page.lang),
        Move::Try { fix, .. } | Move::Refer(fix) => fix_title(page.pack, fix, page.lang),
        Move::Unknown { .. } => page.say(UNKNOWN),
        Move::Done => return None,
    };
    Some(title.to_owned())
}
