use crate::chat::Offer;
use crate::render::choices;

use super::Repl;
use super::command::Command;

impl Repl<'_, '_> {
    /// Returns what can be typed next: commands, answers, ids.
    pub(super) fn offer(&self) -> Offer {
        let turn = self.session.turn();
        let page = self.paper.page(turn.lang);
        let answers = choices(&page, &turn.next).into_iter();
        let mut lines: Vec<_> = Command::NAMES.iter().map(|&name| name.to_owned()).collect();
        if self.began() {
            lines.extend(answers.map(|choice| choice.text));
        }
        let facts = page.pack.facts.iter().map(|fact| fact.id.to_string());
        let fixes = page.pack.fixes.iter().map(|fix| fix.id.to_string());
        let causes = page.pack.causes.iter().map(|cause| cause.id.to_string());
        Offer {
            lines,
            words: facts.chain(fixes).chain(causes).collect(),
        }
    }
}
