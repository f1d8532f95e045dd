use std::io::Write;
use std::path::Path;

use crate::cli::arguments::KbCommand;
use crate::cli::{Context, Exit, Failure, Options, knowledge};
use crate::maintain::{check, test};

/// Runs `naosu kb …`.
pub(crate) fn run(
    options: &Options,
    command: &KbCommand,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    match command {
        KbCommand::Check { dir } => {
            let (report, sound) =
                check::run(&knowledge::sources(&of_folder(options, dir.as_deref()))?);
            write!(out, "{report}")?;
            Ok(if sound { Exit::Ok } else { Exit::Knowledge })
        }
        KbCommand::Test { dir } => {
            run_tests(&Context::new(&of_folder(options, dir.as_deref()))?, out)
        }
    }
}

fn run_tests(context: &Context, out: &mut dyn Write) -> Result<Exit, Failure> {
    let tally = test(&context.base);
    for failed in &tally.failed {
        writeln!(out, "failed: {failed}")?;
    }
    let n_failed = tally.failed.len();
    writeln!(out, "{} passed, {n_failed} failed", tally.n_passed)?;
    Ok(if n_failed == 0 {
        Exit::Ok
    } else {
        Exit::Nothing
    })
}

/// Returns the options of the folder alone where one is named, and of the knowledge in use otherwise.
fn of_folder(options: &Options, dir: Option<&Path>) -> Options {
    let mut options = options.clone();
    if let Some(dir) = dir {
        options.no_builtin = true;
        options.knowledge = vec![dir.to_owned()];
    }
    options
}
