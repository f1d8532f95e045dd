use std::cell::OnceCell;

use crate::base::Base;
use crate::infer::Limits;
use crate::knowledge::{FixId, Lang};
use crate::system::Platform;

use super::explain::suspects;
use super::fold::fold;
use super::hear::hear;
use super::moves::{Around, turn};
use super::options::could_tell;
use super::{Act, Event, Move, Outcome, Sight, State, Turn};

/// What a session starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The trouble's device.
    pub platform: Platform,
    /// The language that was asked for; otherwise the words decide.
    pub lang: Option<Lang>,
    /// The language of the machine, for words that are in none.
    pub locale: Lang,
}

/// A session: its events over a base, and everything that follows from them.
#[derive(Clone)]
pub struct Session<'a> {
    base: &'a Base,
    setting: Setting,
    sight: Sight,
    limits: Limits,
    events: Vec<Event>,
    /// What follows from the events, worked out once until there is another.
    state: OnceCell<State>,
    turn: OnceCell<Turn>,
}

/// What was heard in one line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// What the person did by saying it.
    pub act: Act,
    /// How many events it became.
    pub n_events: usize,
    /// The glossary's entry that was asked for.
    pub term: Option<String>,
    /// The language to answer in, also where no event came of it.
    pub lang: Lang,
}

impl<'a> Session<'a> {
    /// Returns a session in which nothing has happened.
    #[must_use]
    pub fn new(base: &'a Base, setting: Setting) -> Self {
        Self {
            base,
            setting,
            sight: Sight::default(),
            limits: Limits::DEFAULT,
            events: Vec::new(),
            state: OnceCell::new(),
            turn: OnceCell::new(),
        }
    }

    /// Returns the session with other limits of the search for its next move.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Returns the session with checks that can be run: each is a move.
    #[must_use]
    pub fn seeing(mut self, sight: Sight) -> Self {
        self.see(sight);
        self
    }

    /// Changes which checks can be run from here on.
    pub fn see(&mut self, sight: Sight) {
        self.sight = sight;
        self.turn.take();
    }

    /// Returns which checks can be run.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// Returns whether a check in sight could tell evidence that is not known.
    #[must_use]
    pub fn could_tell(&self, sight: Sight) -> bool {
        let around = Around {
            sight,
            ..self.around()
        };
        could_tell(self.base, around, self.folded())
    }

    /// Returns the knowledge that the session goes by.
    #[must_use]
    pub fn base(&self) -> &'a Base {
        self.base
    }

    /// Returns what the session started from.
    #[must_use]
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// Returns everything that happened, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Takes in an event.
    pub fn push(&mut self, event: Event) {
        self.events.push(event);
        self.state.take();
        self.turn.take();
    }

    /// Takes in what came of a fix; it counts as done with help where it is the pending move.
    pub fn tried(&mut self, fix: FixId, outcome: Outcome) {
        let next = self.turn().next;
        let pending = match &next {
            Move::Try { fix: pending, .. } | Move::Refer(pending) => *pending == fix,
            _ => false,
        };
        let event = next.tried(outcome).filter(|_| pending);
        self.push(event.unwrap_or(Event::Tried {
            fix,
            with: Vec::new(),
            outcome,
            helped: false,
        }));
    }

    /// Takes in a line of words: an answer to the pending move where it is one, a description otherwise.
    ///
    /// Acts that change nothing (why, facts, plan, report, help, quit) leave no event; the caller carries them out.
    pub fn say(&mut self, text: &str) -> Heard {
        let (heard, events) = hear(self, text);
        for event in events {
            self.push(event);
        }
        heard
    }

    /// Returns what the events amount to.
    #[must_use]
    pub fn state(&self) -> State {
        self.folded().clone()
    }

    /// Returns what follows from everything so far.
    #[must_use]
    pub fn turn(&self) -> Turn {
        let number = self.events.len().max(1);
        self.turn
            .get_or_init(|| {
                let mut turn = turn(self.base, self.around(), self.folded(), number);
                if turn.contradiction {
                    turn.suspects = suspects(self);
                }
                turn
            })
            .clone()
    }

    /// Returns what a turn depends on beside the knowledge and the events.
    pub(super) fn around(&self) -> Around {
        Around {
            setting: self.setting,
            sight: self.sight,
            limits: self.limits,
        }
    }

    fn folded(&self) -> &State {
        self.state
            .get_or_init(|| fold(self.base, self.setting, &self.events))
    }
}
