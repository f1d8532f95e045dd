//! Words to an answer: what a line says to the question that is pending, if it answers it.

use crate::knowledge::{Fact, PROBLEM, ProblemId, Text, Values};
use crate::text::{Kind, Reading, normalise, tokens, words};

use super::{Act, Event, Move, Session, lone_number};

/// Returns the answer that a line gives to the pending question; `None` where it gives none, or states the fact itself.
pub(super) fn answer(
    session: &Session,
    text: &str,
    reading: &Reading,
    next: &Move,
) -> Option<Event> {
    let line = Line {
        session,
        text,
        reading,
    };
    match next {
        Move::Ask(id) => line.to_fact(session.base().pack.facts.get(id.as_str())?),
        Move::AskProblem(offered) => line.to_choice(offered, true),
        Move::Unknown { nearest } if !nearest.is_empty() => line.to_choice(nearest, false),
        _ => None,
    }
}

/// Returns the answer that a line begins with before it states other things, such as "no, and …"; `None` where it
/// states the fact itself.
pub(super) fn answer_beside(session: &Session, reading: &Reading, next: &Move) -> Option<Event> {
    let Move::Ask(id) = next else {
        return None;
    };
    let line = Line {
        session,
        text: "",
        reading,
    };
    let fact = session.base().pack.facts.get(id.as_str())?;
    let begins = reading.acts.first().filter(|found| found.leading)?;
    let values = fact.values.list();
    let value = match begins.act {
        Act::Unsure => None,
        Act::Yes | Act::No if fact.values.are_yes_or_no() => {
            Some(values[usize::from(begins.act == Act::No)].id.clone())
        }
        _ => return None,
    };
    (line.states_something() && !line.states(fact)).then(|| Event::Answered {
        fact: fact.id.clone(),
        value,
    })
}

struct Line<'a> {
    session: &'a Session<'a>,
    text: &'a str,
    reading: &'a Reading,
}

impl Line<'_> {
    fn to_fact(&self, fact: &Fact) -> Option<Event> {
        let answered = |value: Option<String>| Event::Answered {
            fact: fact.id.clone(),
            value,
        };
        if let Values::Code(_) = fact.values {
            return self.code(fact).map(|value| answered(Some(value)));
        }
        let values = fact.values.list();
        if let Some(number) = lone_number(self.text) {
            let position = number.checked_sub(1)?;
            let picked = values.get(position).map(|value| value.id.clone());
            return (position <= values.len()).then(|| answered(picked));
        }
        if self.states(fact) {
            return None;
        }
        if self.is_unsure() && !self.states_something() {
            return Some(answered(None));
        }
        let polarity = self.polarity().or_else(|| self.echo(fact));
        if let Some(first) = polarity.filter(|_| fact.values.are_yes_or_no()) {
            let said = values[usize::from(!first)].id.clone();
            // A yes or no beside other statements is kept with them.
            return (!self.states_something()).then(|| answered(Some(said)));
        }
        let names = values.iter().map(|value| {
            let titles = value
                .title
                .iter()
                .flat_map(Text::iter)
                .map(|(_, wording)| wording.to_owned());
            std::iter::once(value.id.clone()).chain(titles).collect()
        });
        let names: Vec<Vec<String>> = names.collect();
        let position = self.named(&names).or_else(|| {
            let is_free = !fact.values.are_yes_or_no() && !self.states_something();
            self.mentioned(&names).filter(|_| is_free)
        })?;
        Some(answered(Some(values[position].id.clone())))
    }

    /// Returns the error number of a line that says hardly more, or that there is none.
    fn code(&self, fact: &Fact) -> Option<String> {
        if self.polarity() == Some(false) && !self.states_something() {
            return Some("none".to_owned());
        }
        let tokens = tokens(self.text);
        let number = tokens.iter().find(|token| token.kind == Kind::Number)?;
        let known = fact.values.position(&number.text).is_some();
        if tokens.len() > 3 || !(known || (3..=5).contains(&number.text.len())) {
            return None;
        }
        Some(if known {
            number.text.clone()
        } else {
            "other".to_owned()
        })
    }

    /// Returns which of the problems it is; that it cannot be told is an answer only where it was asked.
    fn to_choice(&self, offered: &[ProblemId], is_asked: bool) -> Option<Event> {
        let chose = |problem: Option<&ProblemId>| Event::Chose {
            problem: problem.cloned(),
        };
        if let Some(number) = lone_number(self.text) {
            let position = number.checked_sub(1)?;
            return (position <= offered.len()).then(|| chose(offered.get(position)));
        }
        let whole = |act: Act| {
            self.reading
                .acts
                .iter()
                .any(|found| found.whole && found.act == act)
        };
        if whole(Act::No) {
            return Some(chose(None));
        }
        if is_asked && whole(Act::Unsure) {
            return Some(Event::Skipped {
                id: PROBLEM.to_owned(),
            });
        }
        let problems = &self.session.base().pack.problems;
        let names = offered.iter().map(|id| {
            let titles = problems
                .get(id.as_str())
                .into_iter()
                .flat_map(|problem| problem.title.iter());
            let titles = titles.map(|(_, title)| title.to_owned());
            std::iter::once(id.to_string()).chain(titles).collect()
        });
        let names: Vec<Vec<String>> = names.collect();
        let position = self.named(&names)?;
        Some(chose(Some(&offered[position])))
    }

    fn states(&self, fact: &Fact) -> bool {
        let position = self.session.base().pack.facts.position(fact.id.as_str());
        position.is_some_and(|position| self.reading.facts.contains_key(&position))
    }

    fn states_something(&self) -> bool {
        !(self.reading.facts.is_empty()
            && self.reading.tried.is_empty()
            && self.reading.codes.is_empty())
    }

    /// Returns whether the line says yes or no, by its beginning or as a whole. Of several the last counts: what is
    /// said first may be a filler.
    fn polarity(&self) -> Option<bool> {
        let acts = &self.reading.acts;
        // A line that begins as a correction says something else first.
        let speaks = acts
            .iter()
            .any(|found| found.whole || found.leading && found.act != Act::Correct);
        let last = acts.iter().rev().find_map(|found| match found.act {
            Act::Yes => Some(true),
            Act::No => Some(false),
            // In Japanese the same word denies that something can be done.
            Act::Cannot if self.reading.japanese => Some(false),
            _ => None,
        });
        last.filter(|_| speaks && !acts.iter().any(|found| found.act == Act::Unsure))
    }

    /// Returns whether the line says the question's own verb again, or denies it, as one answers in Japanese.
    fn echo(&self, fact: &Fact) -> Option<bool> {
        let typed = words(self.text).concat();
        let typed = typed.trim_end_matches(['よ', 'ね']);
        let asked: String = fact
            .ask
            .as_ref()?
            .iter()
            .map(|(_, ask)| words(ask).concat())
            .collect();
        let is_asked = |verb: &str| asked.contains(&format!("{verb}か"));
        if typed.ends_with("ます") && is_asked(typed) {
            return Some(true);
        }
        let stem = typed.strip_suffix("ません")?;
        is_asked(&format!("{stem}ます")).then_some(false)
    }

    /// Returns whether the line says that the person cannot tell.
    fn is_unsure(&self) -> bool {
        self.reading
            .acts
            .iter()
            .any(|found| found.act == Act::Unsure && (found.most || found.leading))
    }

    /// Returns the one choice a name of which is the line, or begins with it.
    fn named(&self, choices: &[Vec<String>]) -> Option<usize> {
        let typed = normalise(self.text);
        if tokens(self.text).is_empty() {
            return None;
        }
        let is_named = |names: &[String]| names.iter().any(|name| normalise(name) == typed);
        let begins =
            |names: &[String]| names.iter().any(|name| normalise(name).starts_with(&typed));
        only(choices, is_named).or_else(|| only(choices, begins))
    }

    /// Returns the one choice a name of which stands in a short line, not denied.
    fn mentioned(&self, choices: &[Vec<String>]) -> Option<usize> {
        let line = words(self.text);
        // A choice may be named only to be denied.
        if self.reading.denies || line.len() > MOST_WORDS {
            return None;
        }
        only(choices, |names| {
            names
                .iter()
                .map(|name| words(name))
                .any(|name| !name.is_empty() && line.windows(name.len()).any(|part| part == name))
        })
    }
}

/// A choice that is named in a longer line may be named for something else.
const MOST_WORDS: usize = 12;

/// Returns the position of the only choice that fits.
fn only(choices: &[Vec<String>], fits: impl Fn(&[String]) -> bool) -> Option<usize> {
    let mut fitting = (0..choices.len()).filter(|&position| fits(&choices[position]));
    let position = fitting.next()?;
    fitting.next().is_none().then_some(position)
}
