//! Words that take something back: what a line denies of what is known, without saying what is so instead.

use crate::knowledge::{Fact, Text, Values};
use crate::text::{Kind, Reading, Token, tokens, words};

use super::scope::read;
use super::{Act, Event, Known, Session};

/// A longer line that does not begin as a correction tells something else; counted in characters of Japanese, two to a
/// word.
const SHORT: usize = 20;

/// Returns whether a line corrects what was said before, rather than answers: it says so, or states otherwise what is
/// known.
pub(super) fn corrects(session: &Session, reading: &Reading) -> bool {
    let state = session.state();
    let facts = &session.base().pack.facts;
    let otherwise = |(&fact, value): (&usize, &String)| {
        let known = state.facts.get(&facts[fact].id);
        known.is_some_and(|known| known.value != *value)
    };
    says_so(reading) || reading.facts.iter().any(otherwise)
}

/// Returns the events of what a line denies: the other value where there are but two, the fact reconsidered otherwise.
pub(super) fn taken_back(session: &Session, text: &str, reading: &Reading) -> Vec<Event> {
    let begins = says_so(reading)
        || reading
            .acts
            .first()
            .is_some_and(|found| found.leading && found.act == Act::No);
    let Some(stated) = &reading.without_denials else {
        return Vec::new();
    };
    if !begins && length(&tokens(text)) > SHORT {
        return Vec::new();
    }
    let state = session.state();
    let meant = read(session.base(), stated);
    let facts = &session.base().pack.facts;
    let known = state.facts.iter().filter_map(|(id, known)| {
        let position = facts.position(id.as_str())?;
        let said_anew = reading.facts.contains_key(&position);
        (!said_anew && known.because.is_none()).then_some((position, known))
    });
    let denied = known.filter(|(position, known)| {
        meant.facts.get(position) == Some(&known.value)
            || names(&facts[*position], known).any(|name| is_within(&name, stated))
    });
    denied
        .map(|(position, known)| taken_back_event(&facts[position], known))
        .collect()
}

fn says_so(reading: &Reading) -> bool {
    let first = reading.acts.first();
    first.is_some_and(|found| found.act == Act::Correct)
}

/// Returns what the known value of a fact is called, where that says which fact is meant.
fn names<'a>(fact: &'a Fact, known: &Known) -> impl Iterator<Item = String> + 'a {
    let value = match &fact.values {
        Values::Closed(values) if !fact.values.are_yes_or_no() => {
            values.iter().find(|value| value.id == known.value)
        }
        _ => None,
    };
    value.into_iter().flat_map(|value| {
        let titles = value.title.iter().flat_map(Text::iter);
        let titles = titles.map(|(_, title)| title.to_owned());
        titles.chain([value.id.clone()])
    })
}

/// Returns whether a name stands in a line as words of its own.
fn is_within(name: &str, line: &str) -> bool {
    let (name, line) = (words(name), words(line));
    !name.is_empty() && line.windows(name.len()).any(|part| part == name)
}

fn taken_back_event(fact: &Fact, known: &Known) -> Event {
    if fact.values.are_yes_or_no() {
        let mut values = fact.values.list().iter();
        let other = values.find(|value| value.id != known.value);
        return Event::Answered {
            fact: fact.id.clone(),
            value: other.map(|value| value.id.clone()),
        };
    }
    Event::Reconsidered {
        fact: fact.id.clone(),
    }
}

/// Returns how long a line is, in characters of Japanese, two to a word.
fn length(words: &[Token]) -> usize {
    let weight = |word: &Token| match word.kind {
        Kind::Character => 1,
        Kind::Word | Kind::Number => 2,
        Kind::Break => 0,
    };
    words.iter().map(weight).sum()
}
