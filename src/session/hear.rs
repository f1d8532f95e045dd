//! Words to events: what a line means at the point where the session stands.

use crate::knowledge::{Lang, PROBLEM};
use crate::text::{ActFound, Kind, Reading, normalise, tokens};

use super::answer::{answer, answer_beside};
use super::correction::{corrects, taken_back};
use super::scope::read;
use super::{Act, Event, Heard, Move, Outcome, Session};

/// Returns what was heard and the events that it becomes.
pub(super) fn hear(session: &Session, text: &str) -> (Heard, Vec<Event>) {
    let text = text.trim();
    let hearing = Hearing {
        session,
        text,
        reading: read(session.base(), text),
        next: pending(session),
    };
    let (act, events) = hearing.act();
    (
        Heard {
            act,
            n_events: events.len(),
            term: hearing.term(),
            lang: hearing.lang(),
        },
        events,
    )
}

/// Returns the move that the person has seen; before the first words none was shown, whatever they look like, nor is one
/// where all that is known contradicts itself.
fn pending(session: &Session) -> Move {
    if session.state().n_events == 0 {
        return nothing();
    }
    let turn = session.turn();
    match turn.next {
        Move::Unknown { .. } if turn.contradiction => nothing(),
        next => next,
    }
}

fn nothing() -> Move {
    Move::Unknown {
        nearest: Vec::new(),
    }
}

/// Success that is told beside other things takes this many words.
const LEAST_SUCCESS: usize = 3;

struct Hearing<'a> {
    session: &'a Session<'a>,
    text: &'a str,
    reading: Reading,
    next: Move,
}

impl Hearing<'_> {
    fn act(&self) -> (Act, Vec<Event>) {
        if self.text.is_empty() {
            return (Act::Describe, Vec::new());
        }
        if let Some(number) = self.number_to_change() {
            return (Act::Change, self.change(number).into_iter().collect());
        }
        let denied = taken_back(self.session, self.text, &self.reading);
        if !denied.is_empty() {
            return (Act::Describe, self.said_with(denied));
        }
        if let Some(event) = answer(self.session, self.text, &self.reading, &self.next) {
            return (Act::Answer, vec![event]);
        }
        if let Some(act) = self.whole_act()
            && let Some(events) = self.steer(act)
        {
            return (act, events);
        }
        if self.term().is_some() {
            return (Act::How, Vec::new());
        }
        if corrects(self.session, &self.reading) {
            return (Act::Describe, self.said_with(None));
        }
        match answer_beside(self.session, &self.reading, &self.next) {
            Some(answered) => {
                let said = self.said_with(None).into_iter();
                (Act::Answer, std::iter::once(answered).chain(said).collect())
            }
            None => (Act::Describe, self.said_with(None)),
        }
    }

    /// Returns the words as said, what goes with them, and what they tell of a fix.
    fn said_with(&self, events: impl IntoIterator<Item = Event>) -> Vec<Event> {
        let said = Event::Said {
            text: self.text.to_owned(),
        };
        let all = std::iter::once(said).chain(events);
        all.chain(self.outcome_beside()).collect()
    }

    /// Returns the number of the fact that the person wants changed.
    fn number_to_change(&self) -> Option<usize> {
        let acts = &self.reading.acts;
        let asks = |found: &ActFound| found.whole && found.act == Act::Change;
        acts.iter().any(asks).then_some(())?;
        let words = tokens(self.text);
        let number = words.iter().find(|word| word.kind == Kind::Number)?;
        number.text.parse().ok()
    }

    fn change(&self, number: usize) -> Option<Event> {
        let position = number.checked_sub(1)?;
        let state = self.session.state();
        let (fact, _) = state.changeable().nth(position)?;
        Some(Event::Reconsidered { fact: fact.clone() })
    }

    /// Returns the language of the words, unless another was asked for.
    fn lang(&self) -> Lang {
        let spoken = self.text.chars().any(char::is_alphabetic);
        match self.session.setting().lang {
            Some(lang) => lang,
            None if !spoken => self.session.state().lang,
            None if self.reading.japanese => Lang::Ja,
            None => Lang::En,
        }
    }

    /// Returns the act that is all the text says.
    fn whole_act(&self) -> Option<Act> {
        self.reading
            .acts
            .iter()
            .filter(|found| found.whole && !self.states_something())
            .map(|found| found.act)
            .max_by_key(|act| weight(*act))
    }

    fn states_something(&self) -> bool {
        !(self.reading.facts.is_empty()
            && self.reading.tried.is_empty()
            && self.reading.codes.is_empty())
    }

    /// Returns the events of an act that is no description; `None` where the words are better kept as said.
    fn steer(&self, act: Act) -> Option<Vec<Event>> {
        let events = match act {
            Act::Back => vec![Event::Back],
            Act::Reset => vec![Event::Reset],
            Act::Skip => self.skipped().into_iter().collect(),
            Act::English => vec![Event::Speak { lang: Lang::En }],
            Act::Japanese => vec![Event::Speak { lang: Lang::Ja }],
            Act::Fixed => vec![self.next.tried(Outcome::Fixed).unwrap_or(Event::Fixed)],
            // Where no fix is proposed, it says that the problem is there, or there again.
            Act::NotFixed => vec![self.next.tried(Outcome::NotFixed)?],
            // Whoever cannot try what a question takes cannot answer it.
            Act::Cannot if matches!(self.next, Move::Ask(_)) => self.unsure().into_iter().collect(),
            Act::Cannot => self.next.tried(Outcome::CouldNot).into_iter().collect(),
            Act::Unsure => self.unsure().into_iter().collect(),
            Act::Describe | Act::Answer => return None,
            Act::Yes
            | Act::No
            | Act::Why
            | Act::How
            | Act::Facts
            | Act::Plan
            | Act::Sources
            | Act::Report
            | Act::Help
            | Act::Quit
            | Act::List
            | Act::Change
            | Act::Correct
            | Act::Hello
            | Act::Thanks
            | Act::Acknowledge
            | Act::Done => Vec::new(),
        };
        Some(events)
    }

    /// What came of a fix may be said beside a description: of the fix named there, or of the one proposed.
    fn outcome_beside(&self) -> Option<Event> {
        let said = |act: Act| self.reading.acts.iter().find(|found| found.act == act);
        let named = self
            .reading
            .tried
            .last()
            .map(|&fix| &self.session.base().pack.fixes[fix].id);
        if said(Act::NotFixed).is_some() {
            // A fix that is named counts as tried in vain by the words themselves.
            return if named.is_some() {
                None
            } else {
                self.next.tried(Outcome::NotFixed)
            };
        }
        // Less than this, such as "it works", may go on with "on my other one".
        said(Act::Fixed).filter(|found| found.length >= LEAST_SUCCESS && found.closing)?;
        // Who only begins to tell has a problem.
        if named.is_none() && self.session.state().n_events == 0 {
            return None;
        }
        Some(match named {
            Some(fix) => Event::Tried {
                fix: fix.clone(),
                with: Vec::new(),
                outcome: Outcome::Fixed,
                helped: false,
            },
            None => self.next.tried(Outcome::Fixed).unwrap_or(Event::Fixed),
        })
    }

    fn skipped(&self) -> Option<Event> {
        let id = match &self.next {
            Move::Ask(fact) => fact.to_string(),
            Move::AskProblem(_) => PROBLEM.to_owned(),
            Move::Try { fix, .. } | Move::Refer(fix) => fix.to_string(),
            Move::Check(check) => check.to_string(),
            Move::Unknown { .. } | Move::Done => return None,
        };
        Some(Event::Skipped { id })
    }

    fn unsure(&self) -> Option<Event> {
        match &self.next {
            Move::Ask(fact) => Some(Event::Answered {
                fact: fact.clone(),
                value: None,
            }),
            _ => self.next.tried(Outcome::Unsure),
        }
    }

    /// Returns the glossary's entry that a question such as "what is a …?" asks for.
    fn term(&self) -> Option<String> {
        let mut acts = self.reading.acts.iter();
        let asks = acts.any(|found| found.act == Act::How && found.most)
            || self.text.ends_with(['?', '？']);
        let describes = !self.reading.problems.is_empty() || self.reading.elsewhere.n_places > 0;
        let typed = normalise(self.text);
        let terms = &self.session.base().pack.terms;
        let named = terms.iter().filter_map(|term| {
            let titles = term.title.iter().map(|(_, title)| normalise(title));
            let longest = titles
                .filter(|title| typed.contains(title))
                .map(|title| title.len());
            Some((longest.max()?, term))
        });
        let named = named
            .max_by_key(|(length, _)| *length)
            .map(|(_, term)| term);
        named
            .filter(|_| {
                asks && !describes && !self.states_something() && tokens(self.text).len() <= 12
            })
            .map(|term| term.id.to_string())
    }
}

/// Of several acts in one line the one that says most: thanks and greetings count least.
fn weight(act: Act) -> u8 {
    match act {
        Act::Hello | Act::Thanks | Act::Acknowledge | Act::Correct => 0,
        Act::Yes | Act::No => 1,
        _ => 2,
    }
}
