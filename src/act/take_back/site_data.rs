//! What sites had left in browsers, put back.

use std::time::Instant;

use crate::act::show::restored_line;
use crate::act::site_data::{open_browsers, restore_all};
use crate::act::{ActError, Question, Reply, UndoMove};
use crate::journal::{KeptSiteData, Record, Undone};
use crate::knowledge::Lang;
use crate::system::Ending;

use super::UndoHands;

impl UndoHands<'_> {
    /// Puts everything back, store by store, once the browsers are closed.
    pub(super) fn restore_site_data(
        &mut self,
        change: usize,
        undo: &UndoMove,
        kept: &KeptSiteData,
    ) -> Result<(), ActError> {
        let step = undo.step.number;
        let undone = Undone {
            change,
            undo: undo.place,
            done: false,
            how: None,
            millis: 0,
            output: String::new(),
        };
        let browsers = self.still_open(kept)?;
        if !browsers.is_empty() {
            self.record(&Record::Undone(undone))?;
            return Err(ActError::StillOpen { step, browsers });
        }
        let began = Instant::now();
        let treated = restore_all(kept, self.system.platform());
        let done = treated.iter().all(|treated| treated.result.is_ok());
        let lines = treated
            .iter()
            .map(|treated| restored_line(treated, Lang::En));
        self.record(&Record::Undone(Undone {
            done,
            how: Some(Ending::Exited {
                code: i32::from(!done),
            }),
            millis: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
            output: lines.collect::<Vec<_>>().join("\n"),
            ..undone
        }))?;
        self.screen.restored(&treated)?;
        if done {
            return Ok(());
        }
        Err(ActError::NotRestored { step })
    }

    /// Asks once to close the browsers that are open; returns those that still are.
    fn still_open(&mut self, kept: &KeptSiteData) -> Result<Vec<String>, ActError> {
        let browsers = open_browsers(&kept.stores, self.system.platform());
        if browsers.is_empty() {
            return Ok(browsers);
        }
        let answer = self.screen.ask(&Question::Close(&browsers))?;
        let agreed = answer.is_some_and(|typed| Reply::read(&typed) != Some(Reply::No));
        Ok(if agreed {
            open_browsers(&kept.stores, self.system.platform())
        } else {
            browsers
        })
    }
}
