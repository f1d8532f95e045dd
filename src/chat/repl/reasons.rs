use std::io;

use crate::render::{how_to_tell, n_reasons, no_such_reason, proof};
use crate::session::{Move, Turn};

use super::{Flow, Repl};

impl Repl<'_, '_> {
    /// Shows the reasons: from the beginning, with how to find out what is asked; with a number, those of that reason.
    pub(super) fn walk(&mut self, number: Option<usize>, turn: &Turn) -> io::Result<Flow> {
        let Some(number) = number else {
            self.walked.clear();
            if let Move::Ask(fact) = &turn.next {
                self.show(|page| {
                    how_to_tell(page, fact);
                })?;
            }
            return self.show_reasons();
        };
        let root = self.session.proof();
        let most = root.map_or(0, |root| n_reasons(&root, &self.walked));
        if !(1..=most).contains(&number) {
            return self.show(|page| no_such_reason(page, number, most));
        }
        self.walked.push(number);
        self.show_reasons()
    }

    /// Shows the reason gone down to with those below it.
    pub(super) fn show_reasons(&mut self) -> io::Result<Flow> {
        let root = self.session.proof().filter(|_| self.began());
        let walked = self.walked.clone();
        self.show(|page| proof(page, root.as_ref(), &walked))
    }
}
