mod clerk;
mod command;
mod editor;
mod look;
mod menu;
mod offer;
mod picks;
mod plain;
mod reasons;
mod try_fix;

pub(crate) use clerk::Clerk;
pub(crate) use editor::Editor;
pub(crate) use try_fix::{Carried, Hands, UndoHands};

use std::io::{self, Write};

use jiff::Timestamp;

use crate::act::show::nothing_to_undo;
use crate::knowledge::Lang;
use crate::render::words::words;
use crate::render::{
    Page, Paper, facts, one_line, plan, problems, reminder, sightings, sources, turn, why,
};
use crate::session::{Act, Event, Heard, Move, Session, Turn, Understood, lone_number};

use super::input::{pending_fix, skipped};
use super::talk::{explain_term, greet, hello, help, invite, welcome};
use super::{Ending, Eyes, Line, LineSource, Recorder};
use command::Command;
use menu::menu;
use reasons::is_unjudged;

words! {
    INTERRUPTED: "Nothing is lost. Ctrl-D or /quit ends the conversation.", "入力内容は残っています。終了は Ctrl-D か /quit です。";
    BYE: "Goodbye. `naosu resume` goes on from here.", "終了します。続きは naosu resume で再開できます。";
    GLAD: "If it comes back, just start naosu again.", "また起きたら、いつでも naosu を起動してください。";
    GARBLED: "That was no text (not UTF-8). Please type it again.", "文字として読めませんでした(UTF-8ではありません)。もう一度入力してください。";
    NO_COMMAND: "There is no command {command}. /help lists them.", "{command} というコマンドはありません。/help で一覧を表示します。";
    DID_YOU_MEAN: "There is no command {command}. Did you mean {nearest}?", "{command} というコマンドはありません。{nearest} でしょうか?";
    NO_SUCH_FACT: "There is no fact with that number. /facts lists them.", "その番号の項目はありません。/facts で一覧を表示します。";
    DID_IT_HELP: "Once it is done: did it help? Say “it works now” or “still broken”, or pick a number.", "行った後、直りましたか? 「直った」「まだだめ」と入力するか、番号で選んでください。";
    NOTHING_TO_SKIP: "There is nothing to pass over.", "飛ばすものがありません。";
    NOT_UNDERSTOOD: "Sorry, I could not tell what that answers. Say it in a sentence, or /help.", "すみません、何への返事か分かりませんでした。文で書くか、/help をご覧ください。";
    HANDED_OVER: "/report writes it up for them.", "/report で報告書を作成できます。";
    AFTER_RESTART: "After the restart, type: naosu resume", "再起動後に naosu resume と入力してください。";
    NOT_DONE: "Not done; nothing was changed.", "実行していません。何も変更していません。";
}

/// The conversation: lines in, turns out, until the problem is gone or the person has enough.
pub(crate) struct Repl<'a, 'r> {
    /// What pages are made of.
    pub(crate) paper: Paper<'a>,
    /// The session that it goes on with.
    pub(crate) session: Session<'a>,
    /// Keeps what happens.
    pub(crate) recorder: &'r mut dyn Recorder,
    /// Carries fixes out; without it they are only shown.
    pub(crate) hands: Option<Box<Hands<'r>>>,
    /// Takes back what the session changed; without it nothing was.
    pub(crate) undo: Option<Box<UndoHands<'r>>>,
    /// Writes the session up with what the journal and this machine tell; without it the session alone tells.
    pub(crate) clerk: Option<Box<Clerk<'r>>>,
    /// Looks at this machine; without them nobody does.
    pub(crate) eyes: Option<Eyes<'r>>,
    /// Tells the time, for the age of what was seen.
    pub(crate) now: fn() -> Timestamp,
    /// Whether the knowledge may run programs.
    pub(crate) may_run: bool,
    /// The reasons gone down to, each by its number from 1.
    pub(crate) walked: Vec<usize>,
    /// Where everything is shown.
    pub(crate) out: &'r mut dyn Write,
}

/// Whether the conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    On,
    Over,
}

impl Repl<'_, '_> {
    /// Talks until there is no more to say.
    ///
    /// # Errors
    ///
    /// When reading, writing or recording fails.
    pub(crate) fn run(mut self, lines: &mut dyn LineSource) -> io::Result<Ending> {
        self.show(greet)?;
        if self.began() {
            self.show_turn()?;
        }
        loop {
            self.out.flush()?;
            let flow = match lines.next_line("> ", &self.offer())? {
                Line::Text(text) => self.take(&text)?,
                Line::Garbled => self.show_word(GARBLED)?,
                Line::Interrupted => self.show_word(INTERRUPTED)?,
                Line::End => self.quit()?,
            };
            if flow == Flow::Over {
                self.out.flush()?;
                return Ok(Ending::Well);
            }
        }
    }

    fn take(&mut self, text: &str) -> io::Result<Flow> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Flow::On);
        }
        if text.starts_with(['/', '\u{ff0f}']) {
            return match Command::parse(text) {
                Some(command) => self.command(command),
                None => self.no_command(text),
            };
        }
        if let Some(pick) = self.picked(text) {
            return self.pick(pick);
        }
        if let Some(command) = Command::through_reasons(text) {
            return self.command(command);
        }
        if self.began()
            && let Some(asked) = plain::asked(text)
        {
            return self.explained(&asked);
        }
        if let Some(number @ (1 | 2)) = lone_number(text)
            && self.asks_for_network(&self.session.turn().next)
        {
            return self.consent(number == 1);
        }
        if let Some(number) = lone_number(text)
            && self.session.turn().contradiction
        {
            return self.command(Command::Change(Some(number)));
        }
        let n_before = self.session.events().len();
        let before = self.session.turn();
        let heard = self.session.say(text);
        self.record(n_before)?;
        self.respond(&heard, &before)
    }

    /// Answers what was heard: shows the new turn where something happened, does what was asked for otherwise.
    fn respond(&mut self, heard: &Heard, before: &Turn) -> io::Result<Flow> {
        if let Some(term) = &heard.term {
            return self.show(|page| explain_term(page, term));
        }
        if heard.n_events > 0 {
            if !self.began() {
                return self.show(invite);
            }
            let turn = self.session.turn();
            let changed = turn.problems != before.problems || turn.next != before.next;
            let said_nothing = turn.understood.is_empty() && heard.act == Act::Describe;
            if said_nothing && !changed && self.session.state().n_events > 1 {
                self.show_word(NOT_UNDERSTOOD)?;
            }
            return self.show_turn();
        }
        match (Command::of(heard.act), heard.act) {
            (Some(command), _) => self.command(command),
            (None, Act::Yes | Act::No) if self.asks_for_network(&before.next) => {
                self.consent(heard.act == Act::Yes)
            }
            (None, Act::Hello) => {
                let began = self.began();
                self.show_in(heard.lang, |page| hello(page, began))?;
                self.remind()
            }
            (None, Act::Thanks) => {
                self.show_in(heard.lang, welcome)?;
                self.remind()
            }
            (None, Act::Change) => self.show_word(NO_SUCH_FACT),
            (None, Act::Acknowledge | Act::Done | Act::Yes | Act::No | Act::Unsure)
                if self.has_pending_fix() =>
            {
                self.show_word(DID_IT_HELP)
            }
            (None, _) if !self.began() => self.show_in(heard.lang, invite),
            (None, Act::Acknowledge | Act::Correct) => self.remind(),
            (None, _) => {
                self.show_word(NOT_UNDERSTOOD)?;
                self.remind()
            }
        }
    }

    /// Says that there is no such command, and which one may have been meant.
    fn no_command(&mut self, text: &str) -> io::Result<Flow> {
        let command = one_line(text);
        let nearest = Command::nearest(text);
        self.show(|page| {
            let line = match nearest {
                Some(nearest) => {
                    page.fill(DID_YOU_MEAN, &[("command", &command), ("nearest", nearest)])
                }
                None => page.fill(NO_COMMAND, &[("command", &command)]),
            };
            page.line(&line);
        })
    }

    /// Shows the pending move again, briefly.
    fn remind(&mut self) -> io::Result<Flow> {
        let turn = self.session.turn();
        if !self.began() {
            return Ok(Flow::On);
        }
        self.show(|page| reminder(page, &turn))
    }

    fn command(&mut self, command: Command) -> io::Result<Flow> {
        let turn = self.session.turn();
        match command {
            Command::Why if self.began() => {
                let prospects = self.session.prospects();
                self.show(|page| why(page, &turn, prospects.as_ref()))
            }
            Command::How(_) | Command::Up | Command::Plan | Command::WhyNot(_)
                if self.began() && is_unjudged(&turn) =>
            {
                self.show(|page| why(page, &turn, None))
            }
            Command::Plan if self.began() => {
                let mut turn = turn;
                turn.outlook.n_questions = self.session.n_questions();
                self.show(|page| plan(page, &turn))
            }
            Command::Sources if self.began() => {
                let cited = self.session.sources();
                self.show(|page| sources(page, &cited))
            }
            Command::Why | Command::Plan | Command::Sources => self.show(invite),
            Command::WhatIf(..) | Command::WhyNot(_) if !self.began() => self.show(invite),
            Command::WhyNot(name) => self.why_not(&name),
            Command::WhatIf(fact, value) => self.what_if(&fact, &value, &turn),
            Command::How(number) => self.walk(number, &turn),
            Command::Up => {
                self.walked.pop();
                self.show_reasons()
            }
            Command::Facts | Command::Change(None) => {
                let state = self.session.state();
                let now = (self.now)();
                self.show(|page| facts(page, &state, now))
            }
            Command::Change(Some(number)) => {
                let state = self.session.state();
                let fact = number
                    .checked_sub(1)
                    .and_then(|position| state.changeable().nth(position));
                match fact {
                    Some((fact, _)) => self.push(Event::Reconsidered { fact: fact.clone() }),
                    None => self.show_word(NO_SUCH_FACT),
                }
            }
            Command::List => self.show(problems),
            Command::Report => self.report(),
            Command::Undo => {
                if let Some(undo) = &mut self.undo {
                    undo(turn.lang, self.out)?;
                } else {
                    let text = nothing_to_undo(self.paper, turn.lang);
                    self.out.write_all(text.as_bytes())?;
                }
                Ok(Flow::On)
            }
            Command::Help => self.show(help),
            Command::Quit => self.quit(),
            Command::Back => self.push(Event::Back),
            Command::Reset => self.push(Event::Reset),
            Command::Speak(lang) => self.push(Event::Speak { lang }),
            Command::Skip => match skipped(&turn.next).ok().filter(|_| self.began()) {
                Some(event) => self.push(event),
                None => self.show_word(NOTHING_TO_SKIP),
            },
        }
    }

    fn keep(&mut self, event: Event) -> io::Result<()> {
        self.recorder.record(&event)?;
        self.session.push(event);
        Ok(())
    }

    fn push(&mut self, event: Event) -> io::Result<Flow> {
        self.keep(event)?;
        if self.began() {
            self.show_turn()
        } else {
            self.show(invite)
        }
    }

    fn record(&mut self, n_before: usize) -> io::Result<()> {
        for event in &self.session.events()[n_before..] {
            self.recorder.record(event)?;
        }
        Ok(())
    }

    fn has_pending_fix(&self) -> bool {
        self.began() && pending_fix(&self.session.turn().next).is_some()
    }

    /// Returns whether anything is known that a turn could be about.
    fn began(&self) -> bool {
        let state = self.session.state();
        state.n_events > 0
    }

    fn show_turn(&mut self) -> io::Result<Flow> {
        let mut understood = self.session.turn().understood;
        match self.session.events().last() {
            // What was asked for and given just now needs no echo.
            Some(Event::Answered { fact, .. }) => {
                understood.facts.remove(fact);
            }
            // Nothing was said since: what was seen was shown when it was seen.
            Some(Event::Observed { .. }) => understood = Understood::default(),
            _ => {}
        }
        let seen = self.look()?;
        let mut next = self.session.turn();
        self.walked.clear();
        next.outlook.n_questions = self.session.n_questions();
        next.understood = understood;
        let can_do = self.can_do(&next.next);
        let asks_for_network = self.asks_for_network(&next.next);
        let mut page = self.paper.page(next.lang);
        if asks_for_network {
            self.ask_for_network(&mut page);
        }
        let consent = page.finish();
        self.show(|page| {
            sightings(page, &seen);
            turn(page, &next, false);
            match &next.next {
                _ if next.contradiction => {}
                Move::Try { .. } => {
                    let texts = menu(&next.next, can_do).into_iter();
                    let texts: Vec<_> = texts.map(|pick| pick.text(page).to_owned()).collect();
                    page.choices(&texts);
                }
                Move::Refer(_) => page.line(page.say(HANDED_OVER)),
                Move::Done => page.line(page.say(GLAD)),
                _ => {}
            }
        })?;
        self.out.write_all(consent.as_bytes())?;
        Ok(match next.next {
            Move::Done => Flow::Over,
            _ => Flow::On,
        })
    }

    fn quit(&mut self) -> io::Result<Flow> {
        self.show_word(BYE)?;
        Ok(Flow::Over)
    }

    fn show_word(&mut self, word: crate::render::words::Word) -> io::Result<Flow> {
        self.show(|page| page.line(page.say(word)))
    }

    fn show(&mut self, write: impl FnOnce(&mut Page<'_>)) -> io::Result<Flow> {
        self.show_in(self.session.turn().lang, write)
    }

    fn show_in(&mut self, lang: Lang, write: impl FnOnce(&mut Page<'_>)) -> io::Result<Flow> {
        let mut page = self.paper.page(lang);
        write(&mut page);
        self.out.write_all(page.finish().as_bytes())?;
        Ok(Flow::On)
    }
}

#[cfg(test)]
mod tests;
