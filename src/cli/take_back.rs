//! Changes taken back on this machine, from the command line and from the conversation.

use std::io::{self, Write};

use crate::act::show::{
    TerminalScreen, all_back, cut_off, no_undo_json, not_all_back, nothing_to_undo, stopped_by,
    undo_json, undo_text,
};
use crate::act::{Granted, Rights, TakenBack, UndoHands, UndoPlan, take_back};
use crate::journal::Journal;
use crate::knowledge::Lang;
use crate::render::{Colors, Paper};
use crate::system::RealSystem;

use super::admin::admin;
use super::past::SharedJournal;
use super::terminal::stderr_width;
use super::{Context, Exit, Failure, carry_out};

/// Returns what programs may be run. Whether the knowledge was trusted is for the journal to say.
pub(super) fn rights(exec: bool) -> Rights {
    Rights {
        admin: admin(),
        trusted: true,
        exec,
    }
}

/// What a plan to take changes back is shown on.
pub(super) struct Bench<'a> {
    /// Whether it is shown as JSON.
    pub(super) json: bool,
    pub(super) paper: Paper<'a>,
}

impl Bench<'_> {
    /// Shows a plan.
    pub(super) fn show(&self, plan: &UndoPlan, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            writeln!(out, "{}", undo_json(plan, lang))
        } else {
            out.write_all(undo_text(self.paper, plan, lang).as_bytes())
        }
    }

    /// Shows that there is nothing to take back in any session.
    pub(super) fn show_nothing(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            writeln!(out, "{}", no_undo_json())
        } else {
            out.write_all(nothing_to_undo(self.paper, lang).as_bytes())
        }
    }

    /// Asks for consent to a plan that was shown, and takes the changes back.
    pub(super) fn take_back(
        &self,
        plan: UndoPlan,
        journal: &mut Journal,
        lang: Lang,
        granted: Granted,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        if plan.steps().next().is_none() {
            return Ok(());
        }
        let uncolored = Paper {
            colors: Colors { on: false },
            ..self.paper
        };
        let shown = undo_text(uncolored, &plan, lang);
        let session = plan.session.to_string();
        let mut screen = TerminalScreen::new(uncolored, lang, out);
        let mut hands = UndoHands {
            system: &mut RealSystem,
            journal,
            screen: &mut screen,
            granted,
        };
        let taken = take_back(plan, &shown, &mut hands);
        match taken.map_err(|error| carry_out::failure(&error, lang))? {
            TakenBack::Refused(refusal) => Err(carry_out::refusal(refusal, lang)),
            TakenBack::Tried { failures } if failures.is_empty() => {
                if !self.json {
                    out.write_all(all_back(self.paper, lang).as_bytes())?;
                }
                Ok(())
            }
            TakenBack::Tried { failures } => {
                let (why, hint) = not_all_back(&session, lang);
                let lines = failures.iter().map(|error| stopped_by(error, lang) + "\n");
                Err(Failure::new(Exit::Fix, why)
                    .detail(lines.collect::<String>())
                    .hint(hint))
            }
        }
    }
}

/// Takes back what the conversation has changed.
pub(super) fn in_conversation(
    context: &Context,
    journal: &SharedJournal,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let taken = of_this_session(context, journal, lang, out);
    match taken {
        Err(failure) => {
            out.flush()?;
            failure.report(&mut io::stderr(), false, stderr_width());
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn of_this_session(
    context: &Context,
    journal: &SharedJournal,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let bench = Bench {
        json: false,
        paper: context.paper(),
    };
    let mut journal = journal.borrow_mut();
    let Some(journal) = journal.as_mut() else {
        return Err(carry_out::failure(&crate::act::ActError::NoJournal, lang));
    };
    let changes = journal.changes()?;
    let plan = UndoPlan::new(journal.id().clone(), &changes, rights(context.exec));
    bench.show(&plan, lang, out)?;
    bench.take_back(plan, journal, lang, Granted::default(), out)
}

/// Says, in a session that is gone on with, of which steps it is not known whether they were done.
pub(super) fn tell_cut_off(
    context: &Context,
    journal: &SharedJournal,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if let Some(journal) = journal.borrow().as_ref() {
        let text = cut_off(context.paper(), &journal.changes()?, lang);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}
