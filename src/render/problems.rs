use super::Page;
use super::words::words;

words! {
    KNOWN: "What I can help with:", "お手伝いできる症状:";
    SAY_IT: "Say in your own words which it is, or what you see.", "当てはまるものや、画面の様子をそのまま入力してください。";
}

/// Adds every problem that the knowledge holds, by its title.
pub(crate) fn problems(page: &mut Page<'_>) {
    page.line(page.say(KNOWN));
    for problem in &page.pack.problems {
        page.hang("  - ", problem.title.get(page.lang));
    }
    page.line(page.say(SAY_IT));
}
