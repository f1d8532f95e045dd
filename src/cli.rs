//! The command line: arguments in, exit code out.

mod admin;
mod arguments;
mod cache;
mod carry_out;
mod checks;
mod commands;
mod context;
mod exit;
mod failure;
mod given;
mod knowledge;
mod locale;
mod options;
mod past;
mod take_back;
mod terminal;
mod words;
mod write_up;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::system::Interrupt;

use arguments::Arguments;
use words::{Shape, arrange};

pub(crate) use context::Context;
pub(crate) use exit::Exit;
pub(crate) use failure::Failure;
pub(crate) use options::Options;

/// Runs the program and returns its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Where the system refuses a handler, Ctrl-C ends the program as it always does.
    drop(Interrupt::install());
    let mut out = BufWriter::new(io::stdout());
    let ended = answer(args.into_iter().collect(), &mut out);
    // What could not be written before the end cannot be written after it either.
    let ended = ended.and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match ended {
        Ok(exit) => exit.into(),
        Err(failure) => {
            drop(out.flush());
            failure.report(
                &mut io::stderr(),
                terminal::stderr_takes_color(),
                terminal::stderr_width(),
            );
            failure.exit.into()
        }
    }
}

fn answer(args: Vec<OsString>, out: &mut dyn Write) -> Result<Exit, Failure> {
    let command = Arguments::command();
    let args = arrange(args, &shape(&command))?;
    let options = given::options(&args);
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, matches)));
    match parsed {
        Ok((arguments, matches)) => {
            let given = given::in_order(&matches);
            commands::dispatch(arguments, given, options, out)
        }
        Err(error) => refused(&error, out),
    }
}

/// Shows the help or the version where they were asked for; anything else is wrong usage.
fn refused(error: &clap::Error, out: &mut dyn Write) -> Result<Exit, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(out, "{error}")?;
            Ok(Exit::Ok)
        }
        _ => {
            let text = error.to_string();
            let message = text.trim().trim_start_matches("error: ");
            Err(Failure::new(Exit::Usage, message))
        }
    }
}

/// Returns what the definition of the command line says of subcommands and options.
fn shape(command: &clap::Command) -> Shape {
    let subcommands = command.get_subcommands().map(|subcommand| {
        let positionals: Vec<_> = subcommand.get_positionals().collect();
        let any_number = positionals.iter().any(|arg| {
            arg.get_num_args()
                .is_some_and(|count| count.max_values() > 1)
        });
        let most = if subcommand.has_subcommands() || any_number {
            None
        } else {
            Some(positionals.len())
        };
        (subcommand.get_name().to_owned(), most)
    });
    let options = command
        .get_arguments()
        .filter(|arg| arg.get_action().takes_values());
    Shape {
        subcommands: subcommands.collect(),
        with_value: options
            .filter_map(|arg| arg.get_long().map(|name| format!("--{name}")))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn subcommands_know_how_many_arguments_they_take() {
        let mut command = Arguments::command();
        command.build();
        let shape = shape(&command);
        let most = |name: &str| {
            let mut subcommands = shape.subcommands.iter();
            subcommands.find(|(known, _)| known == name).unwrap().1
        };
        assert_eq!(most("fix"), Some(1));
        assert_eq!(most("sessions"), Some(0));
        assert_eq!(most("search"), None);
        assert_eq!(most("kb"), None);
        assert!(shape.with_value.contains(&"--lang".to_owned()));
        assert!(!shape.with_value.contains(&"--json".to_owned()));
    }
}
