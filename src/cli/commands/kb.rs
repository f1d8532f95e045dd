use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::arguments::{EvalOptions, KbCommand};
use crate::cli::{Context, Exit, Failure, Options, knowledge};
use crate::maintain::eval::{Evaluation, Row, parse, report};
use crate::maintain::{check, test};
use crate::system::{Harmless, Platform};

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
        KbCommand::Eval(eval) => run_eval(options, eval, out),
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

fn run_eval(options: &Options, eval: &EvalOptions, out: &mut dyn Write) -> Result<Exit, Failure> {
    let rows = rows(&eval.files)?;
    let context = Context::new(options)?;
    // Figures are to be the same on every machine.
    let platform = options.platform.unwrap_or(Platform::Windows);
    let evaluation = Evaluation::new(&context.base, platform, &rows);
    out.write_all(report(&evaluation, eval.totals, context.width).as_bytes())?;
    Ok(Exit::Ok)
}

/// Returns the labelled texts of the files.
///
/// # Errors
///
/// [`Failure`] with every line that is none.
fn rows(files: &[PathBuf]) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let mut bad = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(file).map_err(|error| {
            Failure::new(Exit::Usage, format!("cannot read `{name}`: {error}"))
                .hint("give a file of labelled texts, one JSON object a line")
        })?;
        match parse(&name, &text) {
            Ok(found) => rows.extend(found),
            Err(found) => bad.extend(found),
        }
    }
    if !bad.is_empty() {
        let lines: Vec<String> = bad.iter().map(|bad| format!("{bad}\n")).collect();
        return Err(Failure::new(Exit::Usage, "the labelled texts are invalid")
            .detail(Harmless::text(&lines.concat()))
            .hint("each line is one JSON object with id, lang, text, problem, codes, facts and wording"));
    }
    if rows.is_empty() {
        return Err(
            Failure::new(Exit::Usage, "there are no labelled texts to measure by")
                .hint("give a file of labelled texts, one JSON object a line"),
        );
    }
    Ok(rows)
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
