use std::io;

use crate::render::words::words;
use crate::render::{explanation, how_to_tell, n_reasons, no_such_reason, proof, what_if};
use crate::session::{Move, Turn};

use super::plain::Asked;
use super::{Flow, Repl};

words! {
    SUPPOSES_NOTHING: "I could not tell what that supposes. Say it otherwise, or type /whatif FACT=VALUE; /facts names what is known.", "何を仮定するのか読み取れませんでした。言い換えるか、/whatif 項目=値 と入力してください。";
    WHICH_ONE: "Say which: /whynot ID, with the id or title of a fix, a cause or a fact.", "対象を指定してください: /whynot ID(対処・原因・項目のIDか題名)";
    WHICH_FACT: "Say what to suppose: /whatif FACT=VALUE.", "仮定を指定してください: /whatif 項目=値";
}

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

    /// Shows why something is not the next move, or not believed.
    pub(super) fn why_not(&mut self, name: &str) -> io::Result<Flow> {
        if name.is_empty() {
            return self.show_word(WHICH_ONE);
        }
        let why_not = self.session.why_not(name);
        self.show(|page| explanation(page, name, &why_not))
    }

    /// Shows what would follow if a fact had a value.
    pub(super) fn what_if(&mut self, fact: &str, value: &str, turn: &Turn) -> io::Result<Flow> {
        if fact.is_empty() {
            return self.show_word(WHICH_FACT);
        }
        let supposed = self.session.what_if(fact, value);
        self.show(|page| what_if(page, turn, fact, &supposed))
    }

    /// Answers a question in plain words about what is not the next move, or not so.
    pub(super) fn explained(&mut self, asked: &Asked<'_>) -> io::Result<Flow> {
        match *asked {
            Asked::WhyNot(name) => {
                let why_not = self.session.why_not_like(name);
                self.show(|page| explanation(page, name, &why_not))
            }
            Asked::WhatIf(words) => match self.session.suppose(words) {
                Some(supposed) => {
                    let turn = self.session.turn();
                    self.show(|page| what_if(page, &turn, words, &supposed))
                }
                None => self.show_word(SUPPOSES_NOTHING),
            },
        }
    }
}
