//! Words to an answer: what a line says to the question that is pending, if it answers it.

use crate::knowledge::{Fact, PROBLEM, ProblemId, Text, Values};
use crate::text::{Kind, Reading, normalise, tokens};

use super::{Act, Event, Move, Session};

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
        Move::AskProblem(offered) => line.to_choice(offered),
        _ => None,
    }
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
        if let Some(number) = self.lone_number() {
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
        let by_yes_or_no = values.len() == 2 && values[0].id == "yes" && values[1].id == "no";
        if let Some(first) = self.polarity().filter(|_| by_yes_or_no) {
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
        let position = self.named(names)?;
        Some(answered(Some(values[position].id.clone())))
    }

    /// Returns the error number of a line that says hardly more, or that there is none.
    fn code(&self, fact: &Fact) -> Option<String> {
        if self.polarity() == Some(false) && !self.states_something() {
            return Some("none".to_owned());
        }
        let words = tokens(self.text);
        let number = words.iter().find(|token| token.kind == Kind::Number)?;
        let known = fact.values.position(&number.text).is_some();
        if words.len() > 3 || !(known || (3..=5).contains(&number.text.len())) {
            return None;
        }
        Some(if known {
            number.text.clone()
        } else {
            "other".to_owned()
        })
    }

    fn to_choice(&self, offered: &[ProblemId]) -> Option<Event> {
        let chose = |problem: Option<&ProblemId>| Event::Chose {
            problem: problem.cloned(),
        };
        if let Some(number) = self.lone_number() {
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
        if whole(Act::Unsure) {
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
        let position = self.named(names)?;
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
        let speaks = acts.iter().any(|found| found.whole || found.leading);
        let last = acts.iter().rev().find_map(|found| match found.act {
            Act::Yes => Some(true),
            Act::No => Some(false),
            _ => None,
        });
        last.filter(|_| speaks && !acts.iter().any(|found| found.act == Act::Unsure))
    }

    /// Returns whether the line says that the person cannot tell.
    fn is_unsure(&self) -> bool {
        self.reading
            .acts
            .iter()
            .any(|found| found.act == Act::Unsure && (found.most || found.leading))
    }

    /// Returns the one choice a name of which begins with the line.
    fn named(&self, choices: impl Iterator<Item = Vec<String>>) -> Option<usize> {
        let typed = normalise(self.text);
        if tokens(self.text).is_empty() {
            return None;
        }
        let mut fitting = choices
            .enumerate()
            .filter(|(_, names)| names.iter().any(|name| normalise(name).starts_with(&typed)));
        let (position, _) = fitting.next()?;
        fitting.next().is_none().then_some(position)
    }

    fn lone_number(&self) -> Option<usize> {
        match tokens(self.text).as_slice() {
            [token] if token.kind == Kind::Number => token.text.parse().ok(),
            _ => None,
        }
    }
}
