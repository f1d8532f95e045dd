//! What the program says of itself.

use crate::render::Page;
use crate::render::words::words;

words! {
    INVITE: "Say in a sentence what is wrong, with the error number if there is one.", "何が起きているかを一文で教えてください。エラー番号があれば、それも添えてください。";
    GREETING: "Say in your own words what is wrong; /help tells what else can be typed.", "困っていることをそのまま入力してください。使い方は /help で確認できます。";
    HELLO: "Hello! Say in a sentence what is wrong, with the error number if there is one.", "こんにちは。何が起きているかを一文で教えてください。エラー番号があれば、それも添えてください。";
    HELLO_AGAIN: "Hello! Answer, or ask “why?”, “how do I tell?” or /help.", "こんにちは。質問に答えるか、「なぜ?」「どうやって?」や /help を入力してください。";
    WELCOME: "You're welcome.", "どういたしまして。";
    HELP: "Any sentence is fine: what is wrong, what you have tried, “I don't know”, “why?”, “it works now”. Numbers pick choices. Commands:", "どんな文でも構いません。症状、試したこと、「わからない」「なぜ」「直った」など。番号で選択肢を選べます。コマンド:";
    HELP_WHY: "why this move", "この提案の理由";
    HELP_WHY_NOT: "why not this fix, cause or question, and what would change it", "その対処・原因・質問を選ばない理由と、何が変われば選ぶか";
    HELP_WHAT_IF: "what would follow from that; nothing is kept", "そうだった場合の見通し(保存しません)";
    HELP_HOW: "how to find out, and the reasons step by step; /up goes back", "確かめ方と、理由を一段ずつ(/up で戻る)";
    HELP_BACK: "take the last step back", "直前の入力を取り消す";
    HELP_SKIP: "pass this move over", "この提案を飛ばす";
    HELP_FACTS: "what is known so far", "これまでに分かっていること";
    HELP_CHANGE: "correct a fact, by its number in /facts", "/facts の番号で、聞き違いを訂正する";
    HELP_LIST: "the problems that I know", "対応している症状の一覧";
    HELP_PLAN: "what would be tried, in order", "試す順番";
    HELP_SOURCES: "where that is written down, and when it was reviewed", "出典と、内容を確認した日付";
    HELP_REPORT: "the write-up for support", "サポート向けの報告書";
    HELP_UNDO: "take back what was changed on this machine", "この端末に加えた変更を元に戻す";
    HELP_RESET: "start over", "最初からやり直す";
    HELP_LANG: "change the language", "言語を切り替える";
    HELP_HELP: "this list", "この一覧";
    HELP_QUIT: "end the conversation", "終了する";
}

/// Each command with what it does.
const COMMANDS: [(&str, crate::render::words::Word); 17] = [
    ("/why", HELP_WHY),
    ("/whynot ID", HELP_WHY_NOT),
    ("/whatif F=V", HELP_WHAT_IF),
    ("/how [N]", HELP_HOW),
    ("/back", HELP_BACK),
    ("/skip", HELP_SKIP),
    ("/facts", HELP_FACTS),
    ("/change N", HELP_CHANGE),
    ("/plan", HELP_PLAN),
    ("/sources", HELP_SOURCES),
    ("/report", HELP_REPORT),
    ("/undo", HELP_UNDO),
    ("/list", HELP_LIST),
    ("/reset", HELP_RESET),
    ("/lang en|ja", HELP_LANG),
    ("/help", HELP_HELP),
    ("/quit", HELP_QUIT),
];
/// The columns that the commands take in the list.
const COMMAND_WIDTH: usize = 13;

/// Adds the greeting of a conversation.
pub(super) fn greet(page: &mut Page<'_>) {
    let title = page.colors.strong(page.pack.title.get(page.lang));
    page.line(&format!("naosu — {title}"));
    page.line(page.say(GREETING));
}

/// Adds what can be typed.
pub(super) fn help(page: &mut Page<'_>) {
    page.line(page.say(HELP));
    for (command, what) in COMMANDS {
        let padded = format!("{command:COMMAND_WIDTH$}");
        let lead = format!("  {}", page.colors.typed(&padded));
        page.hang(&lead, page.say(what));
    }
}

/// Adds an answer to a greeting; `began` tells whether something is pending.
pub(super) fn hello(page: &mut Page<'_>, began: bool) {
    page.line(page.say(if began { HELLO_AGAIN } else { HELLO }));
}

/// Adds an answer to thanks.
pub(super) fn welcome(page: &mut Page<'_>) {
    page.line(page.say(WELCOME));
}

/// Adds an invitation to say what is wrong.
pub(super) fn invite(page: &mut Page<'_>) {
    page.line(page.say(INVITE));
}

/// Adds what a word of the trade means.
pub(super) fn explain_term(page: &mut Page<'_>, id: &str) {
    if let Some(term) = page.pack.terms.get(id) {
        let title = page.colors.strong(term.title.get(page.lang));
        page.line(&format!("{title}: {}", term.explain.get(page.lang)));
    }
}
