use std::fmt::Display;

use crate::session::{Event, Evidence, Move};

use super::Writer;
use super::line::Line;

impl Writer<'_> {
    /// Returns what those who maintain the knowledge go by: ids, probabilities, factors, costs and the events as they are kept;
    /// nothing unless it was asked for. It reads the same in every language.
    pub(super) fn debug(&self) -> Vec<Line> {
        if !self.material.debug {
            return Vec::new();
        }
        let base = self.session.base();
        let outlook = &self.turn.outlook;
        let mut lines = vec![
            Line::new(format!("knowledge {}", base.hash)),
            Line::new(format!(
                "outlook: {:.2} minutes, {:.2} of waiting, cost {:.2}",
                outlook.minutes, outlook.waiting, outlook.cost
            )),
            Line::new(format!("next: {}", self.next())),
        ];
        let problems = self.turn.problems.iter();
        lines.extend(problems.map(|(problem, p)| scored("problem", problem, *p)));
        let causes = self.turn.causes.iter();
        lines.extend(causes.map(|(cause, p)| match cause {
            Some(cause) => scored("cause", cause, *p),
            None => scored("cause", &"other", *p),
        }));
        lines.extend(self.turn.why.iter().map(|reason| {
            let evidence = match &reason.evidence {
                Evidence::Fact(fact, value) => format!("{fact} = {value}"),
                Evidence::Tried(fix) => format!("tried {fix}"),
            };
            let (cause, factor) = (&reason.cause, reason.factor);
            Line::new(format!("why: {evidence}: {cause} × {factor:.4}"))
        }));
        lines.extend(self.turn.plan.iter().map(|planned| {
            let (fix, p, minutes) = (&planned.fix, planned.p, planned.minutes);
            let waiting = planned.waiting;
            Line::new(format!(
                "plan: {fix}: {p:.4}, {minutes:.2} minutes, {waiting:.2} of waiting"
            ))
        }));
        lines.extend(self.state.facts.iter().map(|(fact, known)| {
            let value = self.veil.value(&base.pack, fact, &known.value);
            let because = known.because.as_deref().unwrap_or("-");
            Line::new(format!(
                "fact: {fact} = {value}, {:?}, {because}",
                known.from
            ))
        }));
        lines.extend(
            self.state
                .ran
                .iter()
                .map(|check| Line::new(format!("ran: {check}"))),
        );
        lines.extend(self.events());
        lines
    }

    /// Returns the next move by its kind and id.
    fn next(&self) -> String {
        match &self.turn.next {
            Move::Ask(fact) => format!("ask {fact}"),
            Move::Check(check) => format!("check {check}"),
            Move::AskProblem(problems) => format!("ask which of {} problems", problems.len()),
            Move::Try { fix, p, .. } => format!("try {fix}: {p:.4}"),
            Move::Refer(fix) => format!("refer {fix}"),
            Move::Unknown { .. } => "unknown".to_owned(),
            Move::Done => "done".to_owned(),
        }
    }

    /// Returns the events as the journal keeps them, but for what is private, with their times.
    fn events(&self) -> Vec<Line> {
        let pack = &self.session.base().pack;
        let events = self.session.events().iter().enumerate();
        let lines = events.map(|(event_idx, event)| {
            let mut event = event.clone();
            match &mut event {
                Event::Said { text } => *text = self.veil.text(text),
                Event::Observed { facts, .. } => {
                    for (fact, value) in facts.iter_mut() {
                        *value = self.veil.value(pack, fact, value).to_owned();
                    }
                }
                _ => {}
            }
            let json = serde_json::to_string(&event).unwrap_or_default();
            Line::new(json).at(self.material.times.get(event_idx).copied())
        });
        lines.collect()
    }
}

fn scored(kind: &str, id: &dyn Display, p: f64) -> Line {
    Line::new(format!("{kind}: {id}: {p:.4}"))
}
