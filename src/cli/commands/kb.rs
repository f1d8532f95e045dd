use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::arguments::{EvalOptions, KbCommand, SimulateOptions};
use crate::cli::{Context, Exit, Failure, Options, knowledge};
use crate::knowledge::{Pack, Written, nearest};
use crate::maintain::check::{self, Checked};
use crate::maintain::eval::{
    Evaluation, LeftOut, Row, Settings, json, left_out_json, left_out_report, parse, report,
};
use crate::maintain::simulate::{self, Answers, Simulation};
use crate::maintain::stats::{self, Stats};
use crate::maintain::{Filter, test};
use crate::render::Colors;
use crate::system::{Harmless, Platform};

/// Runs `naosu kb …`.
pub(crate) fn run(
    options: &Options,
    command: &KbCommand,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    match command {
        KbCommand::Check { dir, deny_warnings } => {
            let checked = check::run(&knowledge::sources(&of_folder(options, dir.as_deref()))?);
            out.write_all(checked.report.as_bytes())?;
            Ok(match checked {
                Checked {
                    is_sound: false, ..
                } => Exit::Knowledge,
                Checked {
                    n_warnings: 1.., ..
                } if *deny_warnings => Exit::Nothing,
                Checked { .. } => Exit::Ok,
            })
        }
        KbCommand::Test { dir, filter } => {
            let context = Context::whole(&of_folder(options, dir.as_deref()))?;
            run_tests(&context, filter.as_deref(), out)
        }
        KbCommand::Stats { dir } => run_stats(&of_folder(options, dir.as_deref()), out),
        KbCommand::Eval(eval) => run_eval(options, eval, out),
        KbCommand::Simulate(simulate) => run_simulate(options, simulate, out),
    }
}

fn run_tests(
    context: &Context,
    filter: Option<&str>,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let tally = test(&context.base, &Filter::new(filter.unwrap_or_default()));
    if let Some(text) = filter.filter(|_| tally.n_passed == 0 && tally.failed.is_empty()) {
        let failure = Failure::new(Exit::Usage, format!("no test has `{text}` in its name"));
        return Err(
            failure.hint("name a part of a test, or of an entry with samples, such as its id")
        );
    }
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

fn run_stats(options: &Options, out: &mut dyn Write) -> Result<Exit, Failure> {
    let context = Context::whole(options)?;
    let written = Written::read(&knowledge::sources(options)?);
    let stats = Stats::new(&context.base, &written);
    let shown = if context.json {
        format!("{}\n", stats::json(&stats))
    } else {
        stats::report(&stats, context.spoken(), context.width)
    };
    out.write_all(shown.as_bytes())?;
    Ok(Exit::Ok)
}

fn run_eval(options: &Options, eval: &EvalOptions, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut rows = rows(&eval.files)?;
    let context = Context::whole(options)?;
    let settings = Settings {
        by: eval.by,
        // Figures are to be the same on every machine.
        platform: options.platform.unwrap_or(Platform::Windows),
        noise: eval.noise.map(|noise| (noise, eval.seed)),
    };
    settings.disturb(&mut rows);
    let (base, totals) = (&context.base, eval.totals);
    let shown = if eval.leave_one_out {
        let left_out = LeftOut::new(base, settings, &rows).map_err(unusable)?;
        if context.json {
            format!("{}\n", left_out_json(&left_out, totals))
        } else {
            left_out_report(&left_out, totals)
        }
    } else {
        let evaluation = Evaluation::new(base, settings, &rows).map_err(unusable)?;
        if context.json {
            format!("{}\n", json(&evaluation, totals))
        } else {
            report(&evaluation, totals, context.width)
        }
    };
    out.write_all(shown.as_bytes())?;
    Ok(Exit::Ok)
}

fn run_simulate(
    options: &Options,
    simulate: &SimulateOptions,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let context = Context::new(options)?;
    let pack = &context.base.pack;
    let problems = match &simulate.problem {
        Some(id) => vec![position(pack, id)?],
        None => (0..pack.problems.len()).collect(),
    };
    let answers = simulate.answers.as_deref();
    let answers = answers.map(|file| answers_of(pack, file)).transpose()?;
    let settings = simulate::Settings {
        platform: context.platform,
        sessions: usize::try_from(simulate.sessions).unwrap_or(usize::MAX),
        seed: simulate.seed,
        off: simulate.off.clone(),
        unsure: simulate.unsure,
        wrong: simulate.wrong,
    };
    let played = Simulation::new(&context.base, settings, &problems, answers.as_ref());
    if let Some(file) = &simulate.svg {
        fs::write(file, simulate::svg(&played)).map_err(|error| {
            let name = file.display();
            Failure::new(Exit::Machine, format!("cannot write `{name}`: {error}"))
                .hint("name a file in a folder that can be written")
        })?;
    }
    let shown = if context.json {
        format!("{}\n", simulate::json(&played))
    } else {
        let colors = Colors { on: context.color };
        simulate::report(&played, context.width, colors)
    };
    out.write_all(shown.as_bytes())?;
    Ok(Exit::Ok)
}

fn position(pack: &Pack, id: &str) -> Result<usize, Failure> {
    pack.problems.position(id).ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, format!("unknown problem `{id}`"));
        let known = pack.problems.iter().map(|problem| problem.id.as_str());
        failure.hint(match nearest(id, known) {
            Some(near) => format!("did you mean `{near}`? `naosu guide` shows what there is"),
            None => "`naosu guide` shows what there is".to_owned(),
        })
    })
}

/// Returns the answers that stand in a file.
///
/// # Errors
///
/// [`Failure`] when it cannot be read or does not fit the knowledge.
fn answers_of(pack: &Pack, file: &Path) -> Result<Answers, Failure> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::new(Exit::Usage, format!("cannot read `{name}`: {error}"))
            .hint("give a YAML or JSON file with P(answer) by cause and fact")
    })?;
    Answers::parse(pack, &text).map_err(|error| {
        let failure = Failure::new(Exit::Usage, format!("`{name}`: {error}"));
        failure.hint(match error.nearest() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a cause's id, below it a fact's id with P(its first value)".to_owned(),
        })
    })
}

/// The index could not be built or read.
fn unusable(error: impl Display) -> Failure {
    Failure::new(Exit::Machine, error.to_string())
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
