//! The step that removes what sites have left in browsers.

use std::time::Instant;

use crate::act::show::{cleared_line, told};
use crate::act::site_data::{SiteData, Treated, copies, open_browsers};
use crate::act::{ActError, PlannedStep, Question, Reply};
use crate::journal::{Ended, Part, Record, Started};
use crate::knowledge::Lang;
use crate::system::Ending;

use super::Runner;

impl<'a> Runner<'a> {
    /// Removes what the sites have left, store by store; what is left alone is left to the person.
    pub(super) fn clear_site_data(
        &mut self,
        step: &'a PlannedStep,
        data: &SiteData,
    ) -> Result<(), ActError> {
        let Some(backups) = self
            .approved
            .plan()
            .backups
            .as_deref()
            .filter(|_| data.acts())
        else {
            return self.leave_to_person(step).map(drop);
        };
        self.wait_until_closed(step, data)?;
        let copies = copies(backups, step.number);
        self.create_backup_folder()?;
        self.record(&Record::Started(Started {
            told: Some(told(&data.sites)),
            ..self.started(step)
        }))?;
        let journal = self.journal.as_mut().ok_or(ActError::NoJournal)?;
        journal.create_backup_folder(&copies)?;
        self.screen.backup(Some(&copies))?;
        let began = Instant::now();
        let treated = data.clear(&copies, self.system.platform());
        if treated.iter().any(has_changed) {
            self.ran.insert(0, step);
        }
        let is_left = treated.iter().any(|treated| treated.result.is_err());
        self.record(&Record::Ended(ended(step, &treated, began)))?;
        self.screen.cleared(&treated, data)?;
        if !(is_left || data.is_hindered()) || self.wait_for_person(step)? {
            return Ok(());
        }
        Err(ActError::LeftToPerson { step: step.number })
    }

    /// Asks once to close the browsers that are open.
    fn wait_until_closed(&mut self, step: &PlannedStep, data: &SiteData) -> Result<(), ActError> {
        let stores = data.wanted();
        let mut browsers = open_browsers(&stores, self.system.platform());
        if browsers.is_empty() {
            return Ok(());
        }
        let answer = self.screen.ask(&Question::Close(&browsers))?;
        if answer.is_some_and(|typed| Reply::read(&typed) != Some(Reply::No)) {
            browsers = open_browsers(&stores, self.system.platform());
        }
        if browsers.is_empty() {
            return Ok(());
        }
        Err(ActError::StillOpen {
            step: step.number,
            browsers,
        })
    }
}

fn has_changed(treated: &Treated) -> bool {
    matches!(treated.result, Ok(1..))
}

/// Returns how it ended: as a program that fails where a store was left alone, not at all where nothing was changed.
fn ended(step: &PlannedStep, treated: &[Treated], began: Instant) -> Ended {
    let lines: Vec<_> = treated
        .iter()
        .map(|treated| cleared_line(treated, Lang::En))
        .collect();
    let is_left = treated.iter().any(|treated| treated.result.is_err());
    let code = i32::from(is_left);
    let has_begun = !is_left || treated.iter().any(has_changed);
    Ended {
        step: step.number,
        part: Part::Run,
        how: has_begun.then_some(Ending::Exited { code }),
        millis: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        output: lines.join("\n"),
    }
}

#[cfg(test)]
mod tests;
