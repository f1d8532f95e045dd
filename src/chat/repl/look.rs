//! Seeing for itself: checks run in the background, and those that the plan wants.

use std::io;
use std::time::Duration;

use jiff::SignedDuration;

use crate::chat::eyes::{Eyes, Looked};
use crate::chat::observed::{observed_here, worth_telling};
use crate::knowledge::Check;
use crate::probe::show::{hosts, unanswered};
use crate::render::words::words;
use crate::render::{Page, Sighting};
use crate::session::{Event, Move, Reach, Turn};

use super::{Flow, Repl};

words! {
    CALLED_OFF: "The look was called off. Nothing is lost.", "確認を中断しました。入力内容は残っています。";
    MAY_I: "May I look over the network? I would only read, and speak to: {hosts}. I ask once a session.", "通信して確認してもよいですか? 読み取るだけです。通信先: {hosts}。お尋ねするのは1回だけです。";
    YES: "yes, look", "はい、確認する";
    NO: "no, not over the network", "いいえ、通信しない";
    NO_NETWORK: "Then without the network.", "では、通信せずに進めます。";
}

/// What was seen is taken for what is so for this long.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// What is over when every check is: no check takes longer than a minute.
const TO_THE_END: Duration = Duration::from_secs(3600);

impl Repl<'_, '_> {
    /// Looks at what can be looked at without asking, takes in what was seen and returns it.
    ///
    /// # Errors
    ///
    /// When writing or recording fails.
    pub(super) fn look(&mut self) -> io::Result<Vec<Sighting>> {
        let mut sightings = Vec::new();
        let Some(mut eyes) = self.eyes.take() else {
            return Ok(sightings);
        };
        let looked = self.look_with(&mut eyes, &mut sightings);
        self.eyes = Some(eyes);
        looked.map(|()| sightings)
    }

    fn look_with(&mut self, eyes: &mut Eyes<'_>, sightings: &mut Vec<Sighting>) -> io::Result<()> {
        loop {
            let turn = self.session.turn();
            if !self.began() || !is_worth_a_look(&turn) {
                return Ok(());
            }
            let wanted = self.wanted(&turn, eyes.agreed);
            let over_network = wanted == Some(Reach::Network);
            let agreed = over_network || eyes.agreed && self.is_outdated_over_network();
            eyes.begin(self.due(agreed));
            let patience = wanted.map_or(eyes.patience, |_| TO_THE_END);
            let looked = eyes.wait(patience, turn.lang);
            if looked.called_off {
                self.show_word(CALLED_OFF)?;
            }
            if looked.reports.is_empty() && looked.lost.is_empty() {
                return Ok(());
            }
            self.show(|page| {
                if let Some(text) = unanswered(page, &looked.reports) {
                    page.line(&text);
                }
            })?;
            self.take_in(looked, sightings)?;
            if eyes.is_busy() {
                return Ok(());
            }
        }
    }

    /// Returns how far the check looks that is the next move, where it can be run without asking.
    fn wanted(&self, turn: &Turn, agreed: bool) -> Option<Reach> {
        let check = self.pending_check(&turn.next)?;
        if check.uses_network() {
            agreed.then_some(Reach::Network)
        } else {
            Some(Reach::Machine)
        }
    }

    fn pending_check(&self, next: &Move) -> Option<&Check> {
        match next {
            Move::Check(id) => self.session.base().pack.checks.get(id.as_str()),
            _ => None,
        }
    }

    /// Returns the checks that have not been run, or not for so long that all may have changed.
    fn due(&self, over_network: bool) -> Vec<Check> {
        let state = self.session.state();
        let is_due = |check: &&Check| {
            self.session.sight().takes_in(check)
                && (over_network || !check.uses_network())
                && (!state.ran.contains(&check.id) || self.is_outdated(check))
                && !state.passed.contains(check.id.as_str())
        };
        let checks = self.session.base().pack.checks.iter();
        checks.filter(is_due).cloned().collect()
    }

    /// Returns whether a check was run here, and last so long ago that all may have changed: a conversation that is taken up
    /// again can be days old.
    fn is_outdated(&self, check: &Check) -> bool {
        let mut events = self.session.events().iter().rev();
        let last = events.find_map(|event| match event {
            Event::Observed {
                checks,
                at: Some(at),
                ..
            } if checks.contains(&check.id) => Some(*at),
            _ => None,
        });
        let now = (self.now)();
        last.is_some_and(|at| now.duration_since(at) > FRESH)
    }

    fn is_outdated_over_network(&self) -> bool {
        let mut checks = self.session.base().pack.checks.iter();
        checks.any(|check| check.uses_network() && self.is_outdated(check))
    }

    /// Takes in what was seen, and adds what of it is worth telling.
    fn take_in(&mut self, looked: Looked, sightings: &mut Vec<Sighting>) -> io::Result<()> {
        let base = self.session.base();
        let before = self.session.state();
        let event = observed_here(&base.pack, &looked.reports, looked.lost, (self.now)());
        let news = worth_telling(&self.session, &before, &event);
        sightings.extend(news);
        self.keep(event)
    }

    /// Returns whether the next move waits for the person's consent to the network.
    pub(super) fn asks_for_network(&self, next: &Move) -> bool {
        let is_open = self.eyes.as_ref().is_some_and(|eyes| !eyes.agreed);
        let check = self.pending_check(next).filter(|_| is_open);
        check.is_some_and(Check::uses_network)
    }

    /// Adds the question for consent, naming every host.
    pub(super) fn ask_for_network(&self, page: &mut Page<'_>) {
        let due = self.due(true);
        let hosts = hosts(&due.iter().collect::<Vec<_>>());
        let text = page.fill(MAY_I, &[("hosts", &hosts)]);
        page.line(&text);
        page.choices(&[YES, NO].map(|word| page.say(word).to_owned()));
    }

    /// Takes the answer to it, for the rest of the session.
    pub(super) fn consent(&mut self, agreed: bool) -> io::Result<Flow> {
        if let Some(eyes) = &mut self.eyes {
            eyes.agreed = agreed;
        }
        if !agreed {
            let mut sight = self.session.sight();
            sight.reach = sight.reach.min(Reach::Machine);
            self.session.see(sight);
            self.show_word(NO_NETWORK)?;
        }
        self.show_turn()
    }
}

/// Where nothing known fits, or all is well again, there is nothing to look for.
fn is_worth_a_look(turn: &Turn) -> bool {
    !matches!(turn.next, Move::Unknown { .. } | Move::Done) && !turn.contradiction
}
