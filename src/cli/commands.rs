//! One small file a subcommand.

mod chat;
mod check;
mod fix;
mod guide;
mod kb;
mod report;
mod search;
mod sessions;
mod status;
mod undo;

use std::io::Write;

use crate::chat::{Given, Request};
use crate::system::Platform;

use super::arguments::{Arguments, Command};
use super::{Context, Exit, Failure, past, take_back};

/// Does what the arguments ask for.
pub(crate) fn dispatch(
    arguments: Arguments,
    given: Vec<Given>,
    options: Vec<String>,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    if let Some(Command::Kb(command)) = &arguments.command {
        return kb::run(&arguments.options, command, out);
    }
    if let Some(Command::Undo(undo)) = &arguments.command {
        return undo::run(&arguments.options, undo, out);
    }
    let context = Context::new(&arguments.options)?;
    match arguments.command {
        None => match arguments.given.words {
            Some(words) if !words.trim().is_empty() => {
                let request = Request {
                    words,
                    given,
                    options,
                    json: context.json,
                    could_look: context.looks && context.platform == Platform::current(),
                };
                chat::answer(&context, &request, out)
            }
            Some(_) => Err(Failure::new(Exit::Usage, "there are no words to answer")
                .hint("say what is wrong: naosu \"…\"")),
            None => chat::talk(&context, context.session(), &past::begin(&context), out),
        },
        Some(Command::Chat) => chat::run(&context, out),
        Some(Command::Fix(options)) => fix::run(&context, &options, out),
        Some(Command::Check { ids }) => check::run(&context, &ids, out),
        Some(Command::Status { all }) => status::run(&context, all, out),
        Some(Command::Guide { problem }) => guide::run(&context, problem.as_deref(), out),
        Some(Command::Search(options)) => search::run(&context, &options, out),
        Some(Command::Resume { session }) => {
            let (session, journal) = past::open(&context, session.as_deref())?;
            take_back::tell_cut_off(&context, &journal, session.turn().lang, out)?;
            chat::talk(&context, session, &journal, out)
        }
        Some(Command::Sessions) => sessions::run(&context, out),
        Some(Command::Report(options)) => report::run(&context, &options, out),
        Some(Command::Kb(command)) => kb::run(&arguments.options, &command, out),
        Some(Command::Undo(undo)) => undo::run(&arguments.options, &undo, out),
    }
}
