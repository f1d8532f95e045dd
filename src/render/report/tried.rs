use jiff::Timestamp;

use crate::knowledge::FixId;
use crate::render::facts::outcome_word;
use crate::render::naming::fix_title;
use crate::session::{Event, Outcome};

use super::Writer;
use super::line::{Line, time};

impl Writer<'_> {
    /// Returns every fix that was tried and what came of it, with its time where it was tried here.
    pub(super) fn tried(&self) -> Vec<Line> {
        let pack = &self.session.base().pack;
        let tried = self.state.tried.iter();
        tried
            .map(|(fix, outcome)| {
                let title = fix_title(pack, fix, self.lang);
                let at = self.tried_at(fix).map(|at| format!(" ({})", time(&at)));
                let outcome_word = outcome_word(*outcome).get(self.lang);
                let text = format!("{title} — {outcome_word}{}", at.unwrap_or_default());
                Line::new(text).of(fix.as_str(), outcome_id(*outcome))
            })
            .collect()
    }

    /// Returns when a fix was last tried.
    fn tried_at(&self, tried: &FixId) -> Option<Timestamp> {
        let mut events = self.session.events().iter().zip(self.material.times).rev();
        events.find_map(|(event, at)| match event {
            Event::Tried { fix, with, .. } if fix == tried || with.contains(tried) => Some(*at),
            _ => None,
        })
    }
}

/// Returns an outcome's name in the protocol.
fn outcome_id(outcome: Outcome) -> &'static str {
    let known = Outcome::ALL.iter().find(|(_, known)| *known == outcome);
    known.map_or("", |(id, _)| *id)
}
