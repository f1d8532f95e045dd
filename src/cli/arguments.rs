use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, value_parser};

use crate::maintain::eval::{By, Noise};

use super::options::Options;

/// The exit codes and examples that stand below the help.
const AFTER_HELP: &str = "\
Exit codes:
  0    a move was given, or all went well
  1    nothing known fits, or a check or test failed
  2    wrong usage
  3    the knowledge is invalid
  4    a fix failed or was refused
  5    the machine refused: disk, state folder, terminal
  130  interrupted

Examples:
  naosu                                  talk it through
  naosu \"what is wrong, in your words\"   one answer: the cause, the next move and why
  naosu search words                     look something up
  naosu guide                            what can be read from top to bottom
  naosu -- fix                           anything after -- is words";

/// Say what is wrong; get the one next move.
#[derive(Parser, Debug)]
#[command(
    name = "naosu",
    version,
    about = "An offline, AI-free troubleshooter: say what is wrong, get the one next move",
    after_help = AFTER_HELP,
    override_usage = "naosu [OPTIONS] [WORDS]...\n       naosu [OPTIONS] <COMMAND>",
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// The options of every subcommand.
    #[command(flatten)]
    pub(crate) options: Options,
    /// The words and what is known beside them.
    #[command(flatten)]
    pub(crate) given: GivenArgs,
    /// The subcommand; without one, the words are answered or a conversation begins.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// A one-shot's words and what is known beside them.
#[derive(Args, Debug)]
pub(crate) struct GivenArgs {
    /// What is wrong, in your own words, English or Japanese
    #[arg(value_name = "WORDS")]
    pub(crate) words: Option<String>,
    /// The answer to a question, such as the last output proposed; `unsure` where you cannot tell
    #[arg(long, value_name = "FACT=VALUE", requires = "words")]
    pub(crate) answer: Vec<String>,
    /// A fix that was tried: fixed, not-fixed (default), could-not, refused or unsure
    #[arg(long, value_name = "FIX[=OUTCOME]", requires = "words")]
    pub(crate) tried: Vec<String>,
}

/// What can be asked for beside an answer to words.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Talk it through, in a terminal or one JSON object a line
    Chat,
    /// Show one fix and, once you agree, carry it out
    Fix(FixOptions),
    /// See for itself: run the read-only checks and say what they found
    Check {
        /// The checks' ids; without one, all of them
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
    /// Ask how things are at the moment, in one line
    Status {
        /// Show everything that was read, too
        #[arg(long)]
        all: bool,
    },
    /// Read the whole checklist of a problem, in order
    Guide {
        /// The problem's id; without one, what there is to read
        problem: Option<String>,
    },
    /// Search the knowledge
    Search(SearchOptions),
    /// Take back what a session changed on this machine, the newest that can be unless named
    Undo(UndoOptions),
    /// Go on with a session, the latest unless named
    Resume {
        /// The session's id
        session: Option<String>,
    },
    /// List the sessions
    Sessions,
    /// Write a session up for support, the latest unless named
    Report(ReportOptions),
    /// For those who edit the knowledge
    #[command(subcommand)]
    Kb(KbCommand),
}

/// What a fix is to be done with.
#[derive(Args, Debug)]
pub(crate) struct FixOptions {
    /// The fix's id
    pub(crate) id: String,
    /// Show the plan and stop
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Agree to the plan beforehand
    #[arg(long)]
    pub(crate) yes: bool,
    /// Agree beforehand to what the plan loses
    #[arg(long)]
    pub(crate) accept_loss: bool,
}

/// What is to be taken back.
#[derive(Args, Debug)]
pub(crate) struct UndoOptions {
    /// The session's id
    pub(crate) session: Option<String>,
    /// Show the plan and stop
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Agree to the plan beforehand
    #[arg(long)]
    pub(crate) yes: bool,
}

/// What is to be written up.
#[derive(Args, Debug)]
pub(crate) struct ReportOptions {
    /// The session's id
    pub(crate) session: Option<String>,
    /// Show private parts: IP addresses, names of the person, of the machine and of connections
    #[arg(long)]
    pub(crate) show_private: bool,
    /// Add what those who maintain the knowledge go by: ids, probabilities, factors, costs
    #[arg(long)]
    pub(crate) debug: bool,
    /// Write what is shown to this file too, which must not exist yet
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
}

/// What is to be looked up.
#[derive(Args, Debug)]
pub(crate) struct SearchOptions {
    /// What to look for
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// Say of each entry what each word adds to its score
    #[arg(long)]
    pub(crate) explain: bool,
}

/// What can be done with the knowledge.
#[derive(Subcommand, Debug)]
pub(crate) enum KbCommand {
    /// Report every defect, and what is probably a mistake, with its place
    Check {
        /// The folder; without one, the knowledge in use
        dir: Option<PathBuf>,
        /// End with 1 where there is a warning
        #[arg(long)]
        deny_warnings: bool,
    },
    /// Run the tests that stand in the knowledge
    Test {
        /// The folder; without one, the knowledge in use
        dir: Option<PathBuf>,
        /// Run those alone that have this text in their names
        #[arg(long, value_name = "TEXT")]
        filter: Option<String>,
    },
    /// Count what there is, what the tests reach and what they do not, sources, reviews and drafts
    Stats {
        /// The folder; without one, the knowledge in use
        dir: Option<PathBuf>,
    },
    /// Measure how well labelled texts are read
    Eval(EvalOptions),
    /// Play sessions with people drawn from the knowledge, against its checklists
    Simulate(SimulateOptions),
}

/// What is to be measured.
#[derive(Args, Debug)]
pub(crate) struct EvalOptions {
    /// Labelled texts, one JSON object a line
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print the totals alone: no row, no text
    #[arg(long)]
    pub(crate) totals: bool,
    /// What reads the texts
    #[arg(long, value_enum, value_name = "READER", default_value = "naosu")]
    pub(crate) by: By,
    /// Read the texts of each problem without that problem's entry: all of them should be refused
    #[arg(long)]
    pub(crate) leave_one_out: bool,
    /// Change each text before it is read
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) noise: Option<Noise>,
    /// Begin the chances of the noise with this number
    #[arg(long, value_name = "N", default_value_t = 1, requires = "noise")]
    pub(crate) seed: u64,
}

/// What is to be played.
#[derive(Args, Debug)]
pub(crate) struct SimulateOptions {
    /// The problem's id; without one, every problem
    #[arg(long, value_name = "ID")]
    pub(crate) problem: Option<String>,
    /// So many people a problem
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub(crate) sessions: u32,
    /// Begin the chances with this number
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Also with tables that are off by so much in log-odds, from 0 to 10; may be given again
    #[arg(long, value_name = "SD", default_values_t = [0.5, 1.0], value_parser = spread)]
    pub(crate) off: Vec<f64>,
    /// Also with people who cannot tell in this share of their answers
    #[arg(long, value_name = "P", default_value_t = 0.1, value_parser = share)]
    pub(crate) unsure: f64,
    /// Also with people who are wrong in this share of their answers
    #[arg(long, value_name = "P", default_value_t = 0.1, value_parser = share)]
    pub(crate) wrong: f64,
    /// Also with people who answer as this YAML or JSON file says: P(answer) by cause and fact
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Write the bars to this file, as a picture
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

fn share(text: &str) -> Result<f64, String> {
    within(text, 1.0)
}

fn spread(text: &str) -> Result<f64, String> {
    within(text, 10.0)
}

fn within(text: &str, most: f64) -> Result<f64, String> {
    let number = text.parse().ok();
    let number = number.filter(|number| (0.0..=most).contains(number));
    number.ok_or_else(|| format!("expected a number from 0 to {most}"))
}
