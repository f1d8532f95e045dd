use std::collections::BTreeMap;

use crate::base::Base;
use crate::infer::Limits;
use crate::knowledge::{CauseId, Lang};
use crate::session::{Event, Move, Outcome, Session, Setting};
use crate::system::Platform;

use super::course::Course;
use super::person::Person;

/// The sessions about a problem as a tree: each move is worked out once, however many people come to it.
pub(super) struct Policy<'a> {
    beginning: Session<'a>,
    problem: usize,
    nodes: Vec<Node>,
}

/// Where a session stands.
struct Node {
    next: Next,
    /// The most probable cause, by position; `None` where it is what nobody wrote down.
    leading: Option<usize>,
    /// The workarounds that are known to work, by position; they are not proposed any more.
    works: Vec<usize>,
    after: BTreeMap<Seen, usize>,
}

/// The next move, by position in the pack.
#[derive(Clone)]
enum Next {
    Ask(usize),
    /// Fixes that are done together.
    Try(Vec<usize>),
    HandOver,
}

/// What comes of a move that does not end the session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Answer(Option<usize>),
    /// A fix that does not apply, by position.
    PassedOver(usize),
    NotFixed,
    /// A workaround that was thought to work, by position.
    WorksNot(usize),
}

impl<'a> Policy<'a> {
    /// Returns the policy of naosu within limits, for a problem that is known from the beginning.
    pub(super) fn new(base: &'a Base, problem: usize, platform: Platform, limits: Limits) -> Self {
        let setting = Setting {
            platform,
            lang: None,
            locale: Lang::En,
        };
        let mut beginning = Session::new(base, setting).within(limits);
        beginning.push(Event::Chose {
            problem: Some(base.pack.problems[problem].id.clone()),
        });
        let nodes = vec![Node::of(&beginning)];
        Self {
            beginning,
            problem,
            nodes,
        }
    }

    /// Returns how it goes for a person.
    pub(super) fn play(&mut self, person: &Person) -> Course {
        let base = self.beginning.base();
        let mut course = Course::default();
        let mut path = Vec::new();
        let mut at = 0;
        loop {
            let node = &self.nodes[at];
            course.leading = node.leading;
            let seen = match &node.next {
                &Next::Ask(fact) => {
                    course.ask(base.pack.facts[fact].takes);
                    Seen::Answer(person.answer(fact))
                }
                Next::Try(fixes) => {
                    let entry = |fix: &usize| &base.pack.fixes[*fix];
                    let mut open = fixes.iter();
                    let closed = open.find(|fix| person.applies(entry(fix)) == Some(false));
                    if let Some(&closed) = closed {
                        course.pass_over();
                        Seen::PassedOver(closed)
                    } else {
                        course.carry_out(base, fixes.iter().map(entry));
                        if fixes.iter().any(|fix| person.is_cured_by(*fix)) {
                            course.fixed = true;
                            return course;
                        }
                        Seen::NotFixed
                    }
                }
                Next::HandOver => {
                    let Some(&workaround) = node.works.first() else {
                        course.hand_over(base, self.problem, person);
                        return course;
                    };
                    course.carry_out(base, [&base.pack.fixes[workaround]]);
                    if person.is_cured_by(workaround) {
                        course.fixed = true;
                        return course;
                    }
                    Seen::WorksNot(workaround)
                }
            };
            path.push((node.next.clone(), seen));
            at = match node.after.get(&seen) {
                Some(&after) => after,
                None => self.grow(at, seen, &path),
            };
        }
    }

    /// Works out the move after a path that nobody has gone.
    fn grow(&mut self, at: usize, seen: Seen, path: &[(Next, Seen)]) -> usize {
        let mut session = self.beginning.clone();
        let base = session.base();
        for event in path.iter().filter_map(|step| event(base, step)) {
            session.push(event);
        }
        let after = self.nodes.len();
        self.nodes.push(Node::of(&session));
        self.nodes[at].after.insert(seen, after);
        after
    }
}

impl Node {
    fn of(session: &Session) -> Self {
        let pack = &session.base().pack;
        let turn = session.turn();
        let next = match turn.next {
            Move::Ask(fact) => pack.facts.position(fact.as_str()).map(Next::Ask),
            Move::Try { fix, with, .. } => {
                let fixes = [fix].into_iter().chain(with);
                let fixes = fixes.filter_map(|id| pack.fixes.position(id.as_str()));
                Some(Next::Try(fixes.collect()))
            }
            // The problem is known, so none of the others says more than that naosu knows no further.
            Move::Refer(_)
            | Move::AskProblem(_)
            | Move::Check(_)
            | Move::Unknown { .. }
            | Move::Done => None,
        };
        let works = turn.works.iter();
        let works = works.filter_map(|fix| pack.fixes.position(fix.as_str()));
        let leading = turn.causes.first().and_then(|(cause, _)| cause.as_ref());
        let position = |cause: &CauseId| pack.causes.position(cause.as_str());
        Self {
            next: next.unwrap_or(Next::HandOver),
            leading: leading.and_then(position),
            works: works.collect(),
            after: BTreeMap::new(),
        }
    }
}

fn event(base: &Base, (next, seen): &(Next, Seen)) -> Option<Event> {
    let pack = &base.pack;
    match (next, seen) {
        (Next::Ask(fact), Seen::Answer(value)) => {
            let fact = &pack.facts[*fact];
            Some(Event::Answered {
                fact: fact.id.clone(),
                value: value.map(|value| fact.values.list()[value].id.clone()),
            })
        }
        (Next::Try(fixes), Seen::NotFixed) => {
            let mut ids = fixes.iter().map(|fix| pack.fixes[*fix].id.clone());
            Some(Event::Tried {
                fix: ids.next()?,
                with: ids.collect(),
                outcome: Outcome::NotFixed,
                helped: true,
            })
        }
        (Next::HandOver, Seen::WorksNot(fix)) => Some(Event::Tried {
            fix: pack.fixes[*fix].id.clone(),
            with: Vec::new(),
            outcome: Outcome::NotFixed,
            helped: false,
        }),
        (Next::Try(_), Seen::PassedOver(fix)) => Some(Event::Skipped {
            id: pack.fixes[*fix].id.to_string(),
        }),
        _ => None,
    }
}
