use crate::infer::Planner;
use crate::knowledge::{CauseId, FactId};
use crate::session::options::options;
use crate::session::{Event, Move, Session};

use super::{after, believed};

/// What the answers to the pending question would tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospects {
    /// What each answer would lead to, in the order in which they are offered; impossible ones are left out.
    pub answers: Vec<Prospect>,
    /// What asking is expected to save, in minutes with all charges: the cost of the best plan without the question,
    /// less that of the plan with it.
    pub saves: f64,
}

/// What one answer would lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospect {
    /// The fact asked.
    pub fact: FactId,
    /// The answer.
    pub value: String,
    /// P(this answer), among those who can tell.
    pub p: f64,
    /// The cause that would then lead, with its probability; the inner `None` is what nobody wrote down.
    pub leading: Option<(Option<CauseId>, f64)>,
    /// The move that would come next.
    pub next: Move,
}

impl Session<'_> {
    /// Returns what the answers to the pending question would tell; `None` where no fact is asked, or it was asked again
    /// because of a correction alone.
    #[must_use]
    pub fn prospects(&self) -> Option<Prospects> {
        let turn = self.turn();
        let Move::Ask(id) = &turn.next else {
            return None;
        };
        let base = self.base();
        let position = base.pack.facts.position(id.as_str())?;
        let rows = &base.tables.facts[position];
        let state = self.state();
        let belief = believed(base, &state).filter(|_| rows.is_evidence())?;
        let mut answers = Vec::new();
        for (value, entry) in base.pack.facts[position].values.list().iter().enumerate() {
            let mut weights = belief.by_hypothesis().to_vec();
            rows.weigh(value, &mut weights);
            let p: f64 = weights.iter().sum();
            if p <= 0.0 {
                continue;
            }
            let answered = Event::Answered {
                fact: id.clone(),
                value: Some(entry.id.clone()),
            };
            let then = after(self, answered).turn();
            answers.push(Prospect {
                fact: id.clone(),
                value: entry.id.clone(),
                p,
                leading: then.causes.first().cloned(),
                next: then.next,
            });
        }
        let mut rest = options(base, self.around(), &state, &belief);
        rest.questions.retain(|question| question.fact != position);
        let without = Planner::new(&base.tables, &rest)
            .within(self.around().limits)
            .plan(&belief)
            .expected;
        Some(Prospects {
            answers,
            saves: without.total - turn.outlook.cost,
        })
    }

    /// Returns how many questions come before the first fix if each answer is the most probable one, five at
    /// most; `None` where the next move is no question.
    #[must_use]
    pub fn n_questions(&self) -> Option<usize> {
        let mut session = self.clone();
        let mut n_questions = 0;
        while n_questions < MOST_QUESTIONS
            && let Some(event) = session.most_probable_answer()
        {
            n_questions += 1;
            session.push(event);
        }
        (n_questions > 0).then_some(n_questions)
    }

    fn most_probable_answer(&self) -> Option<Event> {
        let turn = self.turn();
        let base = self.base();
        match turn.next {
            Move::AskProblem(offered) => Some(Event::Chose {
                problem: offered.into_iter().next(),
            }),
            Move::Ask(fact) => {
                let position = base.pack.facts.position(fact.as_str())?;
                let belief = believed(base, &self.state())?;
                let p = |value: usize| {
                    let mut weights = belief.by_hypothesis().to_vec();
                    base.tables.facts[position].weigh(value, &mut weights);
                    weights.iter().sum::<f64>()
                };
                let values = base.pack.facts[position].values.list();
                let ranked = values
                    .iter()
                    .enumerate()
                    .map(|(idx, value)| (p(idx), value));
                let best = ranked.reduce(|best, next| if next.0 > best.0 { next } else { best });
                best.map(|(_, value)| Event::Answered {
                    fact,
                    value: Some(value.id.clone()),
                })
            }
            _ => None,
        }
    }
}

/// Nobody plans for more questions than this.
const MOST_QUESTIONS: usize = 5;
